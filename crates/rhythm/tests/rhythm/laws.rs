//! What holds for every agreement, everywhere, at any time.

use super::strategies::any_agreement;
use chrono::Weekday;
use chrono::{DateTime, Datelike as _, NaiveDate, Offset as _, TimeDelta, TimeZone as _, Utc};
use holdfast_rhythm::{Agreement, Away, Occurrence, Tz, Window, resolve};
use proptest::prelude::*;

/// Some minutes after the agreement starts, up to about 200 days.
fn minutes_in() -> impl Strategy<Value = i64> {
    0_i64..(200 * 24 * 60)
}

fn instant(agreement: &Agreement, minutes: i64) -> DateTime<Utc> {
    agreement.starts() + TimeDelta::minutes(minutes)
}

fn listed(agreement: &Agreement, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<Occurrence> {
    agreement.occurrences(from, to).collect()
}

fn open(occurrences: &[Occurrence]) -> Vec<Window> {
    occurrences.iter().filter_map(Occurrence::window).collect()
}

/// The definition, date by date from the very first, without any shortcut.
fn by_definition(agreement: &Agreement, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<Window> {
    let document = agreement.document();
    let zone = agreement.zone();
    let monday = |date: NaiveDate| date.week(Weekday::Mon).first_day();
    let mut found = Vec::new();
    let mut date = document.effective_from;
    while date <= to.date_naive() + TimeDelta::days(3) {
        let away = |away: &Away| away.from <= date && date <= away.until;
        let week = (monday(date) - monday(document.effective_from)).num_weeks();
        let regular = document.windows.iter().filter(|rule| {
            rule.days.contains(&date.weekday())
                && week % i64::from(rule.every_weeks) == 0
                && !document.away.iter().any(away)
        });
        let regular = regular.map(|rule| (rule.opens, rule.closes));
        let extra = document.extra.iter().filter(|extra| extra.date == date);
        let extra = extra.map(|extra| (extra.opens, extra.closes));
        for (opens, closes) in regular.chain(extra) {
            let closing_date = if closes < opens {
                date.succ_opt().expect("a date")
            } else {
                date
            };
            let window = Window {
                opens: resolve(zone, date, opens),
                closes: resolve(zone, closing_date, closes),
            };
            if window.opens < window.closes && window.opens < to && from < window.closes {
                found.push(window);
            }
        }
        date = date.succ_opt().expect("a date");
    }
    found.sort_by_key(|window| window.opens);
    found
}

/// Whether the clocks change within two days of `around`.
fn clocks_change(zone: Tz, around: DateTime<Utc>) -> bool {
    let offset = |hours: i64| {
        let at = around + TimeDelta::hours(hours);
        zone.offset_from_utc_datetime(&at.naive_utc()).fix()
    };
    (-48..48).any(|hours| offset(hours) != offset(hours + 1))
}

proptest! {
    #[test]
    fn occurrences_are_those_of_the_definition(
        agreement in any_agreement(), start in minutes_in(), minutes in 0_i64..(40 * 24 * 60),
    ) {
        let from = instant(&agreement, start - 3000);
        let to = from + TimeDelta::minutes(minutes);
        let found = open(&listed(&agreement, from, to));
        prop_assert_eq!(found, by_definition(&agreement, from, to));
    }

    #[test]
    fn occurrences_are_in_order_and_apart(agreement in any_agreement(), start in minutes_in()) {
        let from = instant(&agreement, start);
        let found = listed(&agreement, from, from + TimeDelta::days(60));
        prop_assert!(found.is_sorted_by_key(Occurrence::at));
        let windows = open(&found);
        for window in &windows {
            prop_assert!(window.opens < window.closes);
        }
        for pair in windows.windows(2) {
            prop_assert!(
                pair[0].closes <= pair[1].opens || clocks_change(agreement.zone(), pair[1].opens),
                "{:?}", pair
            );
        }
    }

    #[test]
    fn a_range_is_the_sum_of_its_parts(
        agreement in any_agreement(), start in minutes_in(),
        first in 0_i64..20_000, second in 0_i64..20_000,
    ) {
        let from = instant(&agreement, start);
        let middle = from + TimeDelta::minutes(first);
        let to = middle + TimeDelta::minutes(second);
        let mut parts = listed(&agreement, from, middle);
        for occurrence in listed(&agreement, middle, to) {
            if !parts.contains(&occurrence) {
                parts.push(occurrence);
            }
        }
        parts.sort_by_key(Occurrence::at);
        let mut whole = listed(&agreement, from, to);
        whole.dedup();
        prop_assert_eq!(parts, whole);
    }

    #[test]
    fn a_promise_is_the_first_window_that_still_can_be_met(
        agreement in any_agreement(), arrived in minutes_in(), later in 0_i64..10_000,
    ) {
        let arrived = instant(&agreement, arrived);
        let promised = agreement.promise(arrived).expect("a window is always within reach");
        let can_be_met = |window: &Window| window.closes - agreement.cutoff() >= arrived;
        prop_assert!(can_be_met(&promised));
        let earlier = listed(&agreement, arrived - TimeDelta::days(4), promised.opens);
        let mut before = open(&earlier).into_iter().filter(|it| it.opens < promised.opens);
        prop_assert!(!before.any(|window| can_be_met(&window)));
        let after = agreement.promise(arrived + TimeDelta::minutes(later)).expect("within reach");
        prop_assert!(promised.opens <= after.opens);
    }

    #[test]
    fn a_reply_leaves_inside_a_window_and_as_soon_as_one_is_open(
        agreement in any_agreement(), written in minutes_in(), later in 0_i64..10_000,
    ) {
        let written = instant(&agreement, written);
        let released = agreement.release(written).expect("a window opens");
        prop_assert!(agreement.window_at(released).is_some());
        prop_assert_eq!(released == written, agreement.window_at(written).is_some());
        prop_assert!(open(&listed(&agreement, written, released)).is_empty());
        let after = agreement.release(written + TimeDelta::minutes(later)).expect("a window opens");
        prop_assert!(released <= after);
    }

    #[test]
    fn the_next_opening_is_the_first_after(agreement in any_agreement(), at in minutes_in()) {
        let at = instant(&agreement, at);
        let next = agreement.next_opening(at).expect("a window opens");
        prop_assert!(next.opens > at);
        let until = listed(&agreement, at, next.opens);
        prop_assert!(open(&until).iter().all(|window| window.opens <= at));
    }

    #[test]
    fn far_ahead_is_like_near(agreement in any_agreement(), year in 2100_i32..9000) {
        let from = Utc.with_ymd_and_hms(year, 1, 1, 0, 0, 0).single().expect("an instant");
        let found = open(&listed(&agreement, from, from + TimeDelta::days(43)));
        prop_assert!(!found.is_empty());
        let released = agreement.release(from).expect("a window opens");
        prop_assert!(released - from < TimeDelta::days(43));
        prop_assert_eq!(agreement.window_at(found[0].opens).map(|window| window.opens), Some(found[0].opens));
    }

    #[test]
    fn an_agreement_survives_being_written(agreement in any_agreement()) {
        prop_assert_eq!(&Agreement::parse(&agreement.to_json()).expect("itself"), &agreement);
        let timing = Agreement::parse(&agreement.timing()).expect("its timing");
        prop_assert_eq!(timing.timing(), agreement.timing());
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,200}") {
        if let Err(problems) = Agreement::parse(&text) {
            prop_assert!(problems.iter().next().is_some());
        }
    }
}

#[test]
fn the_ends_of_the_calendar_are_no_trap() {
    let agreed = super::common::agreement(&super::common::afternoons());
    for instant in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
        let _ = agreed.promise(instant);
        let _ = agreed.release(instant);
        assert_eq!(agreed.window_at(instant), None);
    }
    assert_eq!(agreed.promise(DateTime::<Utc>::MAX_UTC), None);
    assert_eq!(agreed.next_opening(DateTime::<Utc>::MAX_UTC), None);
    let first = agreed
        .next_opening(DateTime::<Utc>::MIN_UTC)
        .expect("a window");
    assert_eq!(first.opens, super::common::at("2026-11-23T14:00:00Z"));
}
