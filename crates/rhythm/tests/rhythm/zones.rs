//! Every zone of the database, against a search through the instants.

use chrono::Utc;
use chrono::{
    DateTime, Datelike as _, NaiveDate, NaiveTime, Offset as _, TimeDelta, TimeZone as _,
};
use holdfast_rhythm::{Agreement, Tz, WallTime, parse_zone, resolve};

const QUARTER_HOUR: TimeDelta = TimeDelta::minutes(15);

fn offset(zone: Tz, at: DateTime<Utc>) -> TimeDelta {
    let offset = zone.offset_from_utc_datetime(&at.naive_utc()).fix();
    TimeDelta::seconds(i64::from(offset.local_minus_utc()))
}

/// The dates from 2024 to 2030 around which the zone's clocks change.
fn dates_of_change(zone: Tz) -> Vec<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(2024, 1, 1).expect("a date");
    let midnight = |date: NaiveDate| date.and_time(NaiveTime::MIN).and_utc();
    first
        .iter_days()
        .take_while(|date| date.year() <= 2030)
        .filter(|date| {
            let noon = midnight(*date);
            offset(zone, noon) != offset(zone, noon + TimeDelta::days(1))
        })
        .flat_map(|date| [date.pred_opt(), Some(date), date.succ_opt()])
        .flatten()
        .collect()
}

/// The first instant at which the zone shows the wall time; if none does, the
/// wall time read with the offset that ends just before clocks pass it.
fn by_search(zone: Tz, date: NaiveDate, minutes: i64) -> DateTime<Utc> {
    let wall = date.and_time(NaiveTime::MIN).and_utc() + TimeDelta::minutes(minutes);
    let mut at = wall - TimeDelta::hours(30);
    while at + offset(zone, at) < wall {
        at += QUARTER_HOUR;
    }
    if at + offset(zone, at) == wall {
        at
    } else {
        wall - offset(zone, at - QUARTER_HOUR)
    }
}

#[test]
fn every_zone_resolves_as_a_search_does() {
    let mut compared = 0;
    for zone in Tz::all() {
        assert_eq!(parse_zone(zone.name()), Ok(zone));
        for date in dates_of_change(zone) {
            for minutes in (0..=24 * 60).step_by(15) {
                let (hour, minute) = (minutes / 60, minutes % 60);
                let time = WallTime::new(hour, minute).expect("a time of day");
                let expected = by_search(zone, date, i64::from(minutes));
                assert_eq!(resolve(zone, date, time), expected, "{zone} {date} {time}");
                compared += 1;
            }
        }
    }
    assert!(compared > 500_000, "only {compared} wall times compared");
}

#[test]
fn every_zone_has_its_windows() {
    for zone in Tz::all() {
        let document = format!(
            r#"{{ "version": 1, "zone": "{zone}", "effective_from": "2008-01-01", "windows": [
                {{ "days": ["mon", "wed", "sat", "sun"], "opens": "00:15", "closes": "03:30" }},
                {{ "days": ["fri"], "opens": "22:00", "closes": "00:15" }} ] }}"#
        );
        let agreed = Agreement::parse(&document).expect("a sound agreement");
        let weeks = 52 * 12_u16;
        let last = agreed.document().effective_from + TimeDelta::weeks(weeks.into());
        let to = resolve(zone, last, WallTime::MIDNIGHT);
        let found = agreed.occurrences(agreed.starts(), to);
        assert_eq!(found.count(), usize::from(5 * weeks), "{zone}");
    }
}
