//! What holds for every agreement, everywhere, at any time.

use chrono::Weekday;
use chrono::{DateTime, Datelike as _, NaiveDate, Offset as _, TimeDelta, TimeZone as _, Utc};
use holdfast_rhythm::{
    Agreement, AgreementDocument, Away, ExtraWindow, Occurrence, Tz, WallTime, Window, WindowRule,
    resolve,
};
use proptest::prelude::*;

const ZONES: [Tz; 8] = [
    Tz::Europe__Berlin,
    Tz::America__New_York,
    Tz::Australia__Lord_Howe,
    Tz::Africa__Casablanca,
    Tz::Asia__Kathmandu,
    Tz::Pacific__Apia,
    Tz::America__Santiago,
    Tz::UTC,
];

fn time(minutes: u16) -> WallTime {
    WallTime::new(minutes / 60, minutes % 60).expect("a time of day")
}

/// Rules, times away and extra windows as they come; what clashes with what is
/// already there is left out, so that every agreement is sound.
fn any_agreement() -> impl Strategy<Value = Agreement> {
    let hours = (0_u16..96, 1_u16..95);
    let rule = (
        proptest::collection::btree_set(0_usize..7, 1..5),
        hours.clone(),
        1_u32..4,
    );
    let away = (0_i64..200, 0_i64..20);
    let extra = (0_i64..200, hours);
    (
        proptest::sample::select(ZONES.to_vec()),
        (2005_i32..2036, 1_u32..366),
        proptest::collection::vec(rule, 1..6),
        proptest::collection::vec(away, 0..3),
        proptest::collection::vec(extra, 0..4),
        0_u32..90,
    )
        .prop_map(
            |(zone, (year, day), rules, aways, extras, cutoff_minutes)| {
                let first = NaiveDate::from_yo_opt(year, day).expect("a date");
                let after = |days: i64| first + TimeDelta::days(days);
                let ends = |(opens, lasts): (u16, u16)| {
                    let closes = (opens + lasts) % 96;
                    (time(opens * 15), time(closes * 15))
                };
                let mut document = AgreementDocument {
                    version: 1,
                    zone: zone.name().to_owned(),
                    effective_from: first,
                    windows: vec![],
                    away: vec![],
                    extra: vec![],
                    cutoff_minutes: 0,
                    notice_hours: 48,
                };
                for (days, hours, every_weeks) in rules {
                    let (opens, closes) = ends(hours);
                    let days = days.into_iter().map(weekday).collect();
                    keep_if_sound(&mut document, |document| {
                        document.windows.push(WindowRule {
                            days,
                            opens,
                            closes,
                            every_weeks,
                        });
                    });
                }
                for (from, lasts) in aways {
                    let away = Away {
                        from: after(from),
                        until: after(from + lasts),
                        note: None,
                    };
                    keep_if_sound(&mut document, |document| document.away.push(away));
                }
                for (date, hours) in extras {
                    let (opens, closes) = ends(hours);
                    let extra = ExtraWindow {
                        date: after(date),
                        opens,
                        closes,
                    };
                    keep_if_sound(&mut document, |document| document.extra.push(extra));
                }
                keep_if_sound(&mut document, |document| {
                    document.cutoff_minutes = cutoff_minutes
                });
                Agreement::new(document).expect("a sound agreement")
            },
        )
}

fn keep_if_sound(document: &mut AgreementDocument, change: impl FnOnce(&mut AgreementDocument)) {
    let mut changed = document.clone();
    change(&mut changed);
    if Agreement::new(changed.clone()).is_ok() {
        *document = changed;
    }
}

fn weekday(index: usize) -> Weekday {
    Weekday::try_from(u8::try_from(index).expect("small")).expect("a day")
}

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
