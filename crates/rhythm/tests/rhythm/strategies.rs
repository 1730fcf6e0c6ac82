//! Agreements as they come, for the laws.

use chrono::{NaiveDate, TimeDelta, Weekday};
use holdfast_rhythm::{Agreement, AgreementDocument, Away, ExtraWindow, Tz, WallTime, WindowRule};
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
pub fn any_agreement() -> impl Strategy<Value = Agreement> {
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
                    escalation: None,
                    check_ins: Vec::new(),
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
