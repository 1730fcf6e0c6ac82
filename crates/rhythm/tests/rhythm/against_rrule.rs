//! Ours against the `rrule` crate, which knows RFC 5545's recurrence rules.
//!
//! A window that comes again is `FREQ=WEEKLY;INTERVAL=n;BYDAY=…;WKST=MO` from
//! `effective_from` on, dates away are `EXDATE`s. Where the two part is said in
//! `docs/decisions/rhythm-independent-check.md`.

use super::common::{agreement, at};
use super::strategies::any_agreement;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Offset as _, TimeDelta, TimeZone as _, Utc};
use holdfast_rhythm::{Agreement, AgreementDocument, Tz, WallTime, WindowRule, resolve};
use proptest::prelude::*;
use rrule::{Frequency, NWeekday, RRule, RRuleSet};
use serde_json::json;
use std::collections::BTreeSet;

/// The rule as RFC 5545 writes it, from the agreement's first midnight on.
fn recurrence(rule: &WindowRule, start: DateTime<rrule::Tz>) -> RRule {
    let interval = u16::try_from(rule.every_weeks).expect("at most 52");
    RRule::new(Frequency::Weekly)
        .interval(interval)
        .by_weekday(rule.days.iter().map(|day| NWeekday::Every(*day)).collect())
        .by_hour(vec![u8::try_from(rule.opens.hour()).expect("at most 23")])
        .by_minute(vec![u8::try_from(rule.opens.minute()).expect("at most 59")])
        .week_start(chrono::Weekday::Mon)
        .validate(start)
        .expect("a sound rule")
}

fn zone_of(agreement: &Agreement) -> chrono_tz::Tz {
    agreement.zone().name().parse().expect("the same zones")
}

/// When windows open between the first midnight and `until`, by `rrule`.
fn theirs(agreement: &Agreement, until: DateTime<Utc>) -> BTreeSet<DateTime<Utc>> {
    let document = agreement.document();
    let zone = rrule::Tz::from(zone_of(agreement));
    let start = agreement.starts().with_timezone(&zone);
    let mut opens = BTreeSet::new();
    for rule in &document.windows {
        let mut set = RRuleSet::new(start).rrule(recurrence(rule, start));
        for away in &document.away {
            for date in away.from.iter_days().take_while(|date| *date <= away.until) {
                let dropped = resolve(agreement.zone(), date, rule.opens);
                set = set.exdate(dropped.with_timezone(&zone));
            }
        }
        let found = set.into_iter().map(|at| at.to_utc());
        opens.extend(found.take_while(|at| *at < until));
    }
    let extra = document
        .extra
        .iter()
        .filter(|extra| extra.date >= document.effective_from);
    let extra = extra.map(|extra| resolve(agreement.zone(), extra.date, extra.opens));
    opens.extend(extra.filter(|at| *at < until));
    opens
}

fn ours(agreement: &Agreement, until: DateTime<Utc>) -> BTreeSet<DateTime<Utc>> {
    let occurrences = agreement.occurrences(agreement.starts(), until);
    occurrences
        .map(|occurrence| occurrence.at())
        .filter(|at| *at < until)
        .collect()
}

/// Whether `rrule` leaves the window out: it reads a wall time that is missing
/// or comes twice as a time since midnight, and on this date midnight itself is
/// missing or comes twice.
fn is_left_out(zone: chrono_tz::Tz, date: NaiveDate, opens: WallTime) -> bool {
    let opens = NaiveTime::MIN + TimeDelta::minutes(opens.minutes().into());
    let unclear = |time| {
        zone.from_local_datetime(&date.and_time(time))
            .single()
            .is_none()
    };
    unclear(opens) && unclear(NaiveTime::MIN)
}

/// Whether some window that opens at `instant` is one that `rrule` leaves out.
fn explained(agreement: &Agreement, instant: DateTime<Utc>) -> bool {
    let zone = zone_of(agreement);
    let date = instant.with_timezone(&zone).date_naive();
    let near = [date.checked_sub_days(Days::new(1)), Some(date)];
    near.into_iter().flatten().any(|date| {
        agreement.document().windows.iter().any(|rule| {
            resolve(agreement.zone(), date, rule.opens) == instant
                && is_left_out(zone, date, rule.opens)
        })
    })
}

/// The same agreement elsewhere.
fn in_zone(agreement: &Agreement, zone: chrono_tz::Tz) -> Option<Agreement> {
    let document = AgreementDocument {
        zone: zone.name().to_owned(),
        ..agreement.document().clone()
    };
    Agreement::new(document).ok()
}

/// Nothing of theirs that is not ours, and of ours nothing more than is known.
fn compare(agreement: &Agreement, until: DateTime<Utc>) -> Result<usize, String> {
    let (ours, theirs) = (ours(agreement, until), theirs(agreement, until));
    let zone = agreement.zone();
    if let Some(alone) = theirs.difference(&ours).next() {
        return Err(format!("{zone}: {alone} is not ours"));
    }
    let mut alone = ours.difference(&theirs);
    if let Some(alone) = alone.find(|alone| !explained(agreement, **alone)) {
        return Err(format!("{zone}: {alone} is not theirs"));
    }
    Ok(theirs.len())
}

proptest! {
    #[test]
    fn the_same_openings_in_every_zone(
        agreement in any_agreement(),
        zone in 0..chrono_tz::TZ_VARIANTS.len(),
        days in 1_i64..800,
    ) {
        if let Some(agreement) = in_zone(&agreement, chrono_tz::TZ_VARIANTS[zone]) {
            let until = agreement.starts() + TimeDelta::days(days);
            prop_assert_eq!(compare(&agreement, until).err(), None);
        }
    }
}

/// A quarter of an hour at each of these times, every day.
fn quarters(zone: Tz, first: NaiveDate, times: &[&str]) -> Agreement {
    let every_day = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let window = |opens: &&str| {
        let closes = opens.replace(":00", ":15").replace(":30", ":45");
        json!({ "days": every_day, "opens": opens, "closes": closes })
    };
    agreement(&json!({
        "version": 1, "zone": zone.name(), "effective_from": first,
        "windows": times.iter().map(window).collect::<Vec<_>>(),
    }))
}

/// Through the night, in which clocks change, and at the other end of the day.
const NIGHT: [&str; 9] = [
    "00:00", "00:30", "01:00", "01:30", "02:00", "02:30", "03:00", "12:00", "23:30",
];

#[test]
fn the_same_openings_around_every_change_of_every_clock() {
    let mut compared = 0;
    for zone in Tz::all() {
        for first in weeks_of_change(zone) {
            let agreement = quarters(zone, first, &NIGHT);
            let until = agreement.starts() + TimeDelta::days(9);
            compared += compare(&agreement, until).unwrap_or_else(|problem| panic!("{problem}"));
        }
    }
    assert!(compared > 500_000, "only {compared} openings compared");
}

/// A week before each change of the clocks within twenty years.
fn weeks_of_change(zone: Tz) -> impl Iterator<Item = NaiveDate> {
    let year = |year| NaiveDate::from_yo_opt(year, 1).expect("a date");
    let noon = |date: NaiveDate| date.and_hms_opt(12, 0, 0).expect("noon");
    let offset = move |date| zone.offset_from_utc_datetime(&noon(date)).fix();
    let dates = year(2010)
        .iter_days()
        .take_while(move |date| *date < year(2030));
    dates
        .filter(move |date| offset(*date) != offset(*date + Days::new(1)))
        .map(|date| date - Days::new(7))
}

/// Where midnight is missing or comes twice, `rrule` leaves out a window whose
/// own opening is, too. RFC 5545 does not: it reads such a time with the offset
/// before the gap, or takes the first.
#[test]
fn windows_that_rrule_leaves_out() {
    for (zone, date, opens) in [
        // Midnight to one is missing.
        ("America/Santiago", "2026-09-06", "2026-09-06T04:30:00Z"),
        // Midnight to one comes twice.
        ("America/Havana", "2026-11-01", "2026-11-01T04:30:00Z"),
    ] {
        let zone: Tz = zone.parse().expect("a zone");
        let date: NaiveDate = date.parse().expect("a date");
        let agreement = quarters(zone, date - Days::new(3), &["00:30"]);
        let until = agreement.starts() + TimeDelta::days(6);
        let (ours, theirs) = (ours(&agreement, until), theirs(&agreement, until));
        let half_past = at(opens);
        assert!(ours.contains(&half_past), "{zone}");
        assert!(!theirs.contains(&half_past), "{zone}");
    }
}
