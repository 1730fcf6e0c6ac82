//! Every zone of the database, against a search through the instants.

use chrono::{DateTime, Datelike as _, Days, NaiveDate, NaiveTime, Utc};
use chrono::{MappedLocalTime, NaiveDateTime, Offset as _, TimeDelta, TimeZone as _};
use holdfast_rhythm::{Agreement, Occurrence, Tz, WallTime, Window, parse_zone, resolve};

const QUARTER_HOUR: TimeDelta = TimeDelta::minutes(15);

/// The wall time at `at`, as if it were UTC.
fn wall(zone: Tz, at: DateTime<Utc>) -> NaiveDateTime {
    let offset = zone.offset_from_utc_datetime(&at.naive_utc()).fix();
    at.naive_utc() + TimeDelta::seconds(i64::from(offset.local_minus_utc()))
}

/// The dates of the twenty years from 2011 around which the zone's clocks
/// change.
fn dates_of_change(zone: Tz) -> Vec<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(2011, 1, 1).expect("a date");
    let noon = |date: NaiveDate| date.and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(12);
    let offset = |at: DateTime<Utc>| wall(zone, at) - at.naive_utc();
    first
        .iter_days()
        .take_while(|date| date.year() <= 2030)
        .filter(|date| offset(noon(*date)) != offset(noon(*date + Days::new(1))))
        .collect()
}

/// A walk through the instants around a date, by quarters of an hour, looking
/// for one wall time after the other.
struct Walk {
    zone: Tz,
    at: DateTime<Utc>,
}

impl Walk {
    fn towards(zone: Tz, date: NaiveDate) -> Self {
        let at = date.and_time(NaiveTime::MIN).and_utc() - TimeDelta::hours(40);
        Self { zone, at }
    }

    /// The first instant at which the zone shows the wall time; if none does,
    /// the wall time read with the offset that ends just before clocks pass it.
    fn find(&mut self, sought: NaiveDateTime) -> DateTime<Utc> {
        while wall(self.zone, self.at) < sought {
            self.at += QUARTER_HOUR;
        }
        let before = self.at - QUARTER_HOUR;
        if wall(self.zone, self.at) == sought {
            self.at
        } else {
            before + (sought - wall(self.zone, before))
        }
    }
}

#[test]
fn every_zone_resolves_as_a_search_does() {
    let mut compared = 0;
    for zone in Tz::all() {
        assert_eq!(parse_zone(zone.name()), Ok(zone));
        for change in dates_of_change(zone) {
            let mut walk = Walk::towards(zone, change);
            for date in [change, change + Days::new(1)] {
                for minutes in (0..=24 * 60).step_by(15) {
                    let time = WallTime::new(minutes / 60, minutes % 60).expect("a time of day");
                    let sought = date.and_time(NaiveTime::MIN) + TimeDelta::minutes(minutes.into());
                    let expected = walk.find(sought);
                    assert_eq!(resolve(zone, date, time), expected, "{zone} {date} {time}");
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 1_000_000, "only {compared} wall times compared");
}

/// Windows at the hours at which clocks change, without a gap between them and
/// with one, through midnight and for a whole day.
const WINDOWS: [(&str, &str); 9] = [
    ("00:15", "01:30"),
    ("01:30", "02:15"),
    ("02:15", "02:30"),
    ("02:30", "03:00"),
    ("03:00", "03:15"),
    ("03:45", "05:30"),
    ("11:00", "12:00"),
    ("22:00", "23:30"),
    ("23:45", "00:15"),
];

fn every_day_at_those_hours(zone: Tz) -> Agreement {
    let windows = WINDOWS.map(|(opens, closes)| {
        serde_json::json!({
            "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
            "opens": opens, "closes": closes,
        })
    });
    super::common::agreement(&serde_json::json!({
        "version": 1, "zone": zone.name(), "effective_from": "2008-01-01", "windows": windows,
    }))
}

/// Every window that opens on these dates, by the definition, each once.
fn by_definition(zone: Tz, dates: &[NaiveDate]) -> Vec<Hours> {
    let mut all: Vec<Hours> = Vec::new();
    for date in dates {
        for (opens, closes) in WINDOWS {
            let over_midnight = u64::from(closes < opens);
            let walls = [(*date, opens), (*date + Days::new(over_midnight), closes)];
            let [opens, closes] = walls.map(|(date, time)| {
                let time: WallTime = time.parse().expect("a wall time");
                resolve(zone, date, time)
            });
            let missing = walls.iter().any(|(date, time)| {
                let time: NaiveTime = time.parse().expect("a time");
                let local = date.and_time(time);
                zone.offset_from_local_datetime(&local) == MappedLocalTime::None
            });
            let hours = Hours {
                opens,
                closes,
                missing,
            };
            if !all
                .iter()
                .any(|known| known.opens == opens && known.closes == closes)
            {
                all.push(hours);
            }
        }
    }
    all
}

/// Where a window lies, and whether the clocks skip one of its ends.
#[derive(Clone, Copy, Debug)]
struct Hours {
    opens: DateTime<Utc>,
    closes: DateTime<Utc>,
    missing: bool,
}

#[test]
fn windows_around_every_change_are_in_order_apart_and_complete() {
    let mut seen = 0;
    for zone in Tz::all() {
        let agreed = every_day_at_those_hours(zone);
        for change in dates_of_change(zone) {
            let dates: Vec<NaiveDate> = (change - Days::new(2)).iter_days().take(6).collect();
            let expected = by_definition(zone, &dates);
            let from = resolve(zone, dates[0], WallTime::MIDNIGHT);
            let to = resolve(zone, dates[5], WallTime::END_OF_DAY);
            let found: Vec<Occurrence> = agreed
                .occurrences(from, to)
                .filter(|occurrence| from <= occurrence.at())
                .collect();
            assert!(found.is_sorted_by_key(Occurrence::at), "{zone} {change}");
            assert_eq!(found.len(), expected.len(), "{zone} {change}");
            for hours in &expected {
                let listed = found.iter().any(|occurrence| match occurrence {
                    Occurrence::Open(window) => {
                        (window.opens, window.closes) == (hours.opens, hours.closes)
                    }
                    Occurrence::Skipped(skipped) => {
                        skipped.at == hours.opens && hours.closes <= hours.opens && hours.missing
                    }
                });
                assert!(listed, "{zone} {hours:?}");
            }
            // Windows whose ends are all on the clocks never share an instant.
            let whole: Vec<Window> = expected
                .iter()
                .filter(|hours| !hours.missing)
                .map(|hours| Window {
                    opens: hours.opens,
                    closes: hours.closes,
                })
                .collect();
            for pair in whole.windows(2) {
                assert!(pair[0].closes <= pair[1].opens, "{zone} {pair:?}");
            }
            seen += found.len();
        }
    }
    assert!(seen > 400_000, "only {seen} windows seen");
}

#[test]
fn every_zone_has_its_windows_for_twenty_years() {
    for zone in Tz::all() {
        let document = format!(
            r#"{{ "version": 1, "zone": "{zone}", "effective_from": "2012-01-02", "windows": [
                {{ "days": ["mon", "wed", "sat", "sun"], "opens": "00:15", "closes": "03:30" }},
                {{ "days": ["fri"], "opens": "22:00", "closes": "00:15" }} ] }}"#
        );
        let agreed = Agreement::parse(&document).expect("a sound agreement");
        let weeks = 52 * 20_u16;
        let last = agreed.document().effective_from + TimeDelta::weeks(weeks.into());
        let to = resolve(zone, last, WallTime::MIDNIGHT);
        let mut windows = 0;
        let mut closed = agreed.starts();
        for occurrence in agreed.occurrences(agreed.starts(), to) {
            let window = occurrence.window().expect("long enough for every change");
            assert!(
                closed <= window.opens && window.opens < window.closes,
                "{zone} {window:?}"
            );
            closed = window.closes;
            windows += 1;
        }
        assert_eq!(windows, 5 * weeks, "{zone}");
    }
}

/// Samoa went from Thursday 29 to Saturday 31 December 2011: what would have
/// opened on Friday is read a day later, where there is the same window already.
#[test]
fn a_window_that_the_clocks_move_onto_another_is_listed_once() {
    let agreed = every_day_at_those_hours(Tz::Pacific__Apia);
    let saturday = NaiveDate::from_ymd_opt(2011, 12, 31).expect("a date");
    let from = resolve(agreed.zone(), saturday, WallTime::MIDNIGHT);
    let (open, skipped): (Vec<_>, Vec<_>) = agreed
        .occurrences(from, from + TimeDelta::hours(24))
        .filter(|occurrence| from <= occurrence.at())
        .partition(|occurrence| occurrence.window().is_some());
    assert_eq!(open.len(), WINDOWS.len());
    // Friday's window through midnight opens on Saturday night, after its end.
    assert_eq!(skipped.len(), 1);

    let once_a_day = in_samoa("15:00", "17:00");
    let found = once_a_day.occurrences(from, from + TimeDelta::hours(24));
    assert_eq!(found.count(), 1);
}

/// One that opens on Thursday and closes the next afternoon lasts until
/// Saturday's.
#[test]
fn a_window_over_a_day_that_was_left_out_is_still_open_on_the_day_after() {
    let agreed = in_samoa("23:00", "15:00");
    let morning = super::common::at("2011-12-30T18:00:00Z");
    assert_eq!(
        agreed.window_at(morning),
        Some(super::common::window(
            "2011-12-30T09:00:00Z",
            "2011-12-31T01:00:00Z"
        ))
    );
}

fn in_samoa(opens: &str, closes: &str) -> Agreement {
    super::common::agreement(&serde_json::json!({
        "version": 1, "zone": "Pacific/Apia", "effective_from": "2011-12-01",
        "windows": [{
            "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
            "opens": opens, "closes": closes,
        }],
    }))
}
