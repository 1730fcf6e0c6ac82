//! When a check-in is due.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc, Weekday};
use holdfast_measures::{Due, Schedule};
use holdfast_rhythm::{Tz, WallTime, parse_date, resolve};
use proptest::prelude::*;

fn date(text: &str) -> NaiveDate {
    parse_date(text).unwrap_or_else(|| unreachable!("{text} is a date"))
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse()
        .unwrap_or_else(|_| unreachable!("{text} is an instant"))
}

fn time(text: &str) -> WallTime {
    text.parse()
        .unwrap_or_else(|_| unreachable!("{text} is a time"))
}

fn mondays(opens: &str, closes: &str) -> Schedule<'static> {
    Schedule {
        zone: Tz::Europe__Berlin,
        days: &[Weekday::Mon],
        every_weeks: 2,
        opens: time(opens),
        closes: time(closes),
        from: date("2026-11-25"),
        until: None,
    }
}

fn dates(due: &[Due]) -> Vec<String> {
    due.iter().map(|due| due.date.to_string()).collect()
}

#[test]
fn every_second_week_is_counted_from_the_first_days_week() {
    // The 25th is a Wednesday: the Monday of its week is before the first day.
    let due =
        mondays("08:00", "22:00").between(at("2026-11-01T00:00:00Z"), at("2027-01-10T00:00:00Z"));
    assert_eq!(dates(&due), ["2026-12-07", "2026-12-21", "2027-01-04"]);
    assert_eq!(due[0].opens, at("2026-12-07T07:00:00Z"));
    assert_eq!(due[0].closes, at("2026-12-07T21:00:00Z"));
}

#[test]
fn the_next_version_ends_it() {
    let ended = Schedule {
        until: Some(date("2026-12-21")),
        ..mondays("08:00", "22:00")
    };
    let due = ended.between(at("2026-11-01T00:00:00Z"), at("2027-01-10T00:00:00Z"));
    assert_eq!(dates(&due), ["2026-12-07"]);
}

#[test]
fn one_may_last_past_midnight() {
    let due =
        mondays("20:00", "06:00").between(at("2026-12-08T04:00:00Z"), at("2026-12-08T04:01:00Z"));
    assert_eq!(dates(&due), ["2026-12-07"]);
    assert_eq!(due[0].closes, at("2026-12-08T05:00:00Z"));
}

#[test]
fn no_moment_holds_none() {
    let at_noon = at("2026-12-07T12:00:00Z");
    let weekly = mondays("08:00", "22:00");
    assert_eq!(weekly.between(at_noon, at_noon), []);
    assert_eq!(weekly.between(at_noon, at_noon - TimeDelta::days(1)), []);
}

#[test]
fn the_hours_hold_when_the_clocks_change() {
    let sundays = Schedule {
        days: &[Weekday::Sun],
        every_weeks: 1,
        from: date("2026-03-01"),
        ..mondays("08:00", "09:00")
    };
    let due = sundays.between(at("2026-03-21T00:00:00Z"), at("2026-03-30T00:00:00Z"));
    let opens: Vec<_> = due.iter().map(|due| due.opens).collect();
    assert_eq!(
        opens,
        [at("2026-03-22T07:00:00Z"), at("2026-03-29T06:00:00Z")]
    );
}

#[test]
fn an_hour_that_the_clocks_skip_does_not_swallow_it() {
    let night = Schedule {
        days: &[Weekday::Sun],
        every_weeks: 1,
        from: date("2026-03-01"),
        ..mondays("02:00", "03:00")
    };
    let due = night.between(at("2026-03-28T12:00:00Z"), at("2026-03-29T12:00:00Z"));
    assert_eq!(dates(&due), ["2026-03-29"]);
    assert_eq!(
        (due[0].opens, due[0].closes),
        (at("2026-03-29T01:00:00Z"), at("2026-03-29T02:00:00Z"))
    );
}

proptest! {
    #[test]
    fn each_is_on_its_day_within_reach_and_in_order(
        zone in proptest::sample::select(vec![Tz::Europe__Berlin, Tz::America__New_York, Tz::Pacific__Kiritimati, Tz::Pacific__Pago_Pago, Tz::Australia__Lord_Howe]),
        days in proptest::sample::subsequence(vec![Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun], 1..=7),
        every_weeks in 1_u32..=5,
        (opens, closes) in (0_u16..1440, 0_u16..1440).prop_filter("equal is refused", |(opens, closes)| opens != closes),
        first in 0_u64..800,
        asked in 0_i64..1200,
        length in 0_i64..60,
    ) {
        let wall = |minutes: u16| WallTime::new(minutes / 60, minutes % 60).unwrap_or(WallTime::MIDNIGHT);
        let schedule = Schedule {
            zone,
            days: &days,
            every_weeks,
            opens: wall(opens),
            closes: wall(closes),
            from: date("2025-01-01") + Days::new(first),
            until: None,
        };
        let from = at("2025-01-01T00:00:00Z") + TimeDelta::days(asked);
        let until = from + TimeDelta::days(length);
        let due = schedule.between(from, until);
        prop_assert!(due.is_sorted_by(|one, next| one.date < next.date));
        for due in &due {
            prop_assert!(schedule.is_on(due.date));
            prop_assert!(due.opens < due.closes);
            prop_assert!(due.closes - due.opens <= TimeDelta::hours(25));
            prop_assert_eq!(due.opens, resolve(zone, due.date, schedule.opens));
            prop_assert!(due.opens < until && from < due.closes);
        }
        // Asked day by day, the same come.
        let mut one_by_one: Vec<Due> = Vec::new();
        for day in 0..length {
            let from = from + TimeDelta::days(day);
            for due in schedule.between(from, from + TimeDelta::days(1)) {
                if one_by_one.last() != Some(&due) {
                    one_by_one.push(due);
                }
            }
        }
        one_by_one.sort();
        one_by_one.dedup();
        prop_assert_eq!(due, one_by_one);
    }
}
