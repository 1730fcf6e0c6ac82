//! What stands around the grid: time away on the calendar, what is worth
//! knowing, the draft, and where a problem is.

mod warnings;

use super::{
    away::{ChoseDay, OnTheDay, opens_at},
    draft,
    form::{AwayForm, ExtraForm, Form, Template, WindowForm},
    problem::Field,
};
use crate::i18n::{Language, times::Reader};
use chrono::{DateTime, NaiveDate, Utc};
use holdfast_rhythm::{Agreement, Tz};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect(text)
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

/// Mondays to Fridays from Monday, 23 November 2026.
fn afternoons() -> Form {
    Form::new(Template::OnceADay, Tz::Europe__Berlin, date("2026-11-23"))
}

fn window(days: [bool; 7], opens: &str, closes: &str, every_weeks: u32) -> WindowForm {
    WindowForm {
        days,
        opens: opens.into(),
        closes: closes.into(),
        every_weeks,
    }
}

fn away(form: &mut Form, from: &str, until: &str) {
    form.away.push(AwayForm {
        from: from.into(),
        until: until.into(),
        note: String::new(),
    });
}

fn extra(form: &mut Form, date: &str, opens: &str, closes: &str) {
    form.extra.push(ExtraForm {
        date: date.into(),
        opens: opens.into(),
        closes: closes.into(),
    });
}

fn agreement(form: &Form) -> Agreement {
    form.whenever(1).expect("an agreement")
}

fn patient(zone: Tz) -> Reader {
    Reader {
        language: Language::English,
        zone,
        other: None,
        now: at("2026-11-20T08:00:00Z"),
        dated: false,
    }
}

#[test]
fn a_first_and_a_last_day_make_time_away_in_either_order() {
    let form = afternoons();
    assert_eq!(
        form.choose_day(None, date("2026-12-24")),
        ChoseDay::First(date("2026-12-24"))
    );
    for (first, last) in [("2026-12-24", "2027-01-01"), ("2027-01-01", "2026-12-24")] {
        let ChoseDay::Away(form, from, until) = form.choose_day(Some(date(first)), date(last))
        else {
            panic!("time away");
        };
        assert_eq!((from, until), (date("2026-12-24"), date("2027-01-01")));
        assert_eq!(form.away[0].from, "2026-12-24");
        assert_eq!(form.away[0].until, "2027-01-01");
        assert_eq!(
            form.choose_day(None, date("2026-12-30")),
            ChoseDay::There(0)
        );
        // A single day is both.
        let one = form.choose_day(Some(date("2027-02-02")), date("2027-02-02"));
        assert!(matches!(one, ChoseDay::Away(_, from, until) if from == until));
    }
    let mut full = form;
    for _ in 0..366 {
        away(&mut full, "2026-12-24", "2026-12-24");
    }
    let day = date("2027-05-01");
    assert_eq!(full.choose_day(Some(day), day), ChoseDay::Full);
}

#[test]
fn the_calendar_opens_where_something_is_to_be_seen() {
    let mut form = afternoons();
    let today = date("2026-12-27");
    assert_eq!(opens_at(&form, today), date("2026-11-23"));
    away(&mut form, "2026-12-01", "2026-12-02");
    away(&mut form, "2027-03-01", "2027-03-02");
    assert_eq!(opens_at(&form, today), date("2027-03-01"));
    away(&mut form, "2026-11-24", "2027-01-01");
    assert_eq!(opens_at(&form, today), date("2026-12-01"));
    form.effective_from.clear();
    form.away.clear();
    assert_eq!(opens_at(&form, today), today);
}

fn forms() -> impl Strategy<Value = Form> {
    let window = (
        prop::array::uniform7(prop::bool::weighted(0.4)),
        0..5_u32,
        1..4_u32,
    );
    let span = (0..300_u64, 0..20_u64);
    let start = 0..30_u64;
    (
        prop::collection::vec(window, 1..4),
        prop::collection::vec(span, 0..3),
        prop::collection::vec(0..300_u64, 0..3),
        start,
    )
        .prop_map(|(windows, spans, singles, start)| {
            let day = |days: u64| (date("2026-11-23") + chrono::Days::new(days)).to_string();
            let mut form = afternoons();
            form.effective_from = day(start);
            form.windows.clear();
            for (row, (days, length, every_weeks)) in windows.into_iter().enumerate() {
                let opens = 8 + 3 * row;
                let closes = opens + 1 + usize::try_from(length).expect("few") / 3;
                let (opens, closes) = (format!("{opens:02}:00"), format!("{closes:02}:00"));
                form.windows.push(super::form::WindowForm {
                    days,
                    opens,
                    closes,
                    every_weeks,
                });
            }
            for (from, length) in spans {
                away(&mut form, &day(from), &day(from + length));
            }
            for single in singles {
                extra(&mut form, &day(single), "20:00", "21:00");
            }
            form
        })
}

proptest! {
    /// The calendar's marks are the days on which the agreement's windows open.
    #[test]
    fn marks_are_where_windows_open(form in forms()) {
        let Ok(agreement) = form.whenever(1) else { return Ok(()) };
        let zone = agreement.zone();
        let (from, until) = (at("2026-11-01T00:00:00Z"), at("2027-10-01T00:00:00Z"));
        let opens: BTreeSet<NaiveDate> = agreement
            .occurrences(from, until)
            .filter_map(|occurrence| occurrence.window())
            .map(|window| window.opens.with_timezone(&zone).date_naive())
            .collect();
        let last = date("2027-09-29");
        for day in date("2026-11-02").iter_days().take_while(|day| *day < last) {
            let OnTheDay { window, extra, away } = form.on_the_day(day);
            let begun = day.to_string() >= form.effective_from;
            prop_assert_eq!(opens.contains(&day), begun && (window || extra), "{}", day);
            prop_assert!(!(window && away.is_some()));
        }
    }

    #[test]
    fn a_draft_is_the_form(mut form in forms(), note in ".{0,20}", typed in ".{0,10}") {
        away(&mut form, &typed, "");
        form.away[0].note = note;
        form.cutoff = typed;
        prop_assert_eq!(draft::read(&draft::written(&form)), Some(form));
    }

    #[test]
    fn any_text_is_read_as_a_draft_or_none(text in ".{0,60}") {
        let _ = draft::read(&text);
    }
}

#[test]
fn a_draft_is_written_as_it_always_was() {
    let form = afternoons();
    let written = draft::written(&form);
    let window = &form.windows[0];
    let (opens, closes) = (&window.opens, &window.closes);
    let first = format!(
        r#""windows":[{{"days":{:?},"opens":"{opens}","closes":"{closes}","every_weeks":1}}"#,
        window.days
    );
    let first = first.replace(", ", ",");
    assert!(written.contains(&first), "{written}\n{first}");
    assert!(
        written.starts_with(r#"{"zone":""#)
            && written.contains(r#","away":[],"extra":[],"cutoff":""#)
    );
}

#[test]
fn no_draft_is_no_form() {
    assert_eq!(draft::read(""), None);
    assert_eq!(draft::read("{\"zone\":\"UTC\"}"), None);
}

#[test]
fn problems_are_told_from_the_top_of_the_page() {
    let from_the_top = [
        Field::Windows,
        Field::WindowDays(0),
        Field::Window(1),
        Field::AwayUntil(0),
        Field::Extra(2),
        Field::EffectiveFrom,
        Field::Zone,
        Field::Cutoff,
        Field::Notice,
        Field::Document,
    ];
    assert!(from_the_top.is_sorted_by(|one, next| one.place() < next.place()));
    let elements: BTreeSet<String> = from_the_top.iter().map(|field| field.element()).collect();
    assert_eq!(elements.len(), from_the_top.len());
}
