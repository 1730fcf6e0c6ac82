//! What is worth a word before a version is proposed.

use super::{afternoons, agreement, at, away, date, extra, patient, window};
use crate::pages::agreement::{
    form::{Form, WindowForm},
    warnings::{Warning, longer_than_usual, warnings},
};
use holdfast_rhythm::{Tz, Window};

#[test]
fn a_change_leaves_out_what_is_over() {
    let mut form = afternoons();
    away(&mut form, "2026-12-01", "2026-12-02");
    away(&mut form, "2026-12-24", "2027-01-01");
    extra(&mut form, "2026-12-02", "09:00", "10:00");
    extra(&mut form, "2026-12-28", "09:00", "10:00");
    let document = agreement(&form).document().clone();
    let next = Form::change(&document, date("2026-12-26"));
    assert_eq!(next.away, form.away[1..]);
    assert_eq!(next.extra, form.extra[1..]);
}

#[test]
fn what_is_usual_depends_on_the_windows() {
    let days = |on: &[usize]| {
        let mut days = [false; 7];
        for day in on {
            days[*day] = true;
        }
        days
    };
    let longer = |windows: Vec<WindowForm>| {
        let form = Form {
            windows,
            ..afternoons()
        };
        longer_than_usual(&agreement(&form))
    };
    let hours = |on: &[usize], every| window(days(on), "15:00", "17:00", every);
    assert_eq!(longer(vec![hours(&[0, 1, 2, 3, 4], 1)]), 7);
    assert_eq!(longer(vec![hours(&[1, 4], 1)]), 8);
    assert_eq!(longer(vec![hours(&[2], 1)]), 10);
    assert_eq!(longer(vec![hours(&[2], 2)]), 14);
    assert_eq!(longer(vec![hours(&[2], 6)]), 42);
    let both = vec![hours(&[2], 2), window(days(&[5]), "10:00", "11:00", 3)];
    // Wednesdays every two weeks with Saturdays every three: at most two weeks.
    assert_eq!(longer(both), 14);
}

#[test]
fn a_holiday_is_worth_a_word_and_a_long_weekend_is_not() {
    let mut form = afternoons();
    away(&mut form, "2026-12-24", "2026-12-28");
    let stretches = |form: &Form| {
        let all = warnings(&agreement(form), &[], &patient(Tz::Europe__Berlin));
        let days = |warning| match warning {
            Warning::Stretch(Window { opens, closes }) => Some((opens, closes)),
            _ => None,
        };
        all.into_iter().filter_map(days).collect::<Vec<_>>()
    };
    assert_eq!(stretches(&form), []);
    away(&mut form, "2026-12-29", "2027-01-01");
    assert_eq!(
        stretches(&form),
        [(at("2026-12-23T16:00:00Z"), at("2027-01-04T14:00:00Z"))]
    );
    // A single window in between is a bridge.
    extra(&mut form, "2026-12-29", "10:00", "10:30");
    assert_eq!(stretches(&form), []);
}

#[test]
fn everything_worth_knowing_comes_with_its_dates() {
    let mut form = afternoons();
    form.windows.push(window(
        [false, false, false, false, false, false, true],
        "02:00",
        "03:00",
        1,
    ));
    away(&mut form, "2026-11-01", "2026-11-03");
    let agreement = agreement(&form);
    let promise = |opens: &str, closes: &str| Window {
        opens: at(opens),
        closes: at(closes),
    };
    let promised = [
        // Before the first day, in a window that stays, and in one that goes.
        promise("2026-11-21T14:00:00Z", "2026-11-21T16:00:00Z"),
        promise("2026-11-23T14:00:00Z", "2026-11-23T16:00:00Z"),
        promise("2026-11-24T09:00:00Z", "2026-11-24T10:00:00Z"),
    ];
    let all = warnings(&agreement, &promised, &patient(Tz::America__New_York));
    assert_eq!(all[0], Warning::Standing(promised[2]));
    let clocks: Vec<_> = all
        .iter()
        .filter_map(|warning| match warning {
            Warning::ClocksPart(shift) => Some((shift.first, shift.last, shift.minutes)),
            _ => None,
        })
        .collect();
    assert_eq!(
        clocks,
        [
            (date("2027-03-14"), date("2027-03-27"), 60),
            (date("2027-10-31"), date("2027-11-06"), 60),
        ]
    );
    let skipped = all.iter().find_map(|warning| match warning {
        Warning::Skipped(skipped) => Some(skipped.date),
        _ => None,
    });
    assert_eq!(skipped, Some(date("2027-03-28")));
    let count = |wanted: fn(&Warning) -> bool| all.iter().filter(|it| wanted(it)).count();
    assert_eq!(count(|it| matches!(it, Warning::AwayBefore(_))), 1);
    assert_eq!(count(|it| matches!(it, Warning::Standing(_))), 1);
    let calm = warnings(
        &super::agreement(&afternoons()),
        &[],
        &patient(Tz::Europe__Berlin),
    );
    assert_eq!(calm, []);
}
