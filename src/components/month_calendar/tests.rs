use chrono::{Datelike as _, NaiveDate, Weekday};
use proptest::prelude::*;

use super::{CELLS, Month, Walk, walked};

fn date(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

#[test]
fn a_month_begins_on_the_monday_before_it() {
    let december = Month::of(date("2026-12-24"));
    assert_eq!(december.first_day(), date("2026-12-01"));
    assert_eq!(december.day(0), date("2026-11-30"));
    assert_eq!(december.cell(date("2026-12-01")), Some(1));
    assert_eq!(december.cell(date("2026-11-29")), None);
    assert_eq!(december.cell(date("2027-01-11")), None);
    assert!(december.has(date("2026-12-31")) && !december.has(date("2027-01-01")));
}

#[test]
fn keys_lead_where_calendars_lead() {
    let thursday = date("2026-12-31");
    for (walk, there) in [
        (Walk::Days(1), "2027-01-01"),
        (Walk::Days(-7), "2026-12-24"),
        (Walk::Monday, "2026-12-28"),
        (Walk::Sunday, "2027-01-03"),
        (Walk::Months(2), "2027-02-28"),
        (Walk::Months(-12), "2025-12-31"),
    ] {
        assert_eq!(walked(thursday, walk), date(there), "{walk:?}");
    }
    let last = NaiveDate::from_ymd_opt(9999, 12, 31).expect("a date");
    assert_eq!(walked(last, Walk::Days(1)), last);
}

proptest! {
    #[test]
    fn every_day_of_a_month_has_one_cell(days in 0..200_000_i64) {
        let date = walked(date("1900-01-01"), Walk::Days(days));
        let month = Month::of(date);
        let cell = month.cell(date).expect("shown");
        prop_assert!(cell < CELLS);
        prop_assert_eq!(month.day(cell), date);
        prop_assert_eq!(month.day(0).weekday(), Weekday::Mon);
        prop_assert_eq!(cell % 7, date.weekday().num_days_from_monday() as usize);
    }

    #[test]
    fn a_day_on_and_back_is_the_same_day(days in 0..200_000_i64, by in 1..40_i64) {
        let date = walked(date("1900-01-01"), Walk::Days(days));
        let there = walked(date, Walk::Days(by));
        prop_assert_eq!(walked(there, Walk::Days(-by)), date);
        let (monday, sunday) = (walked(date, Walk::Monday), walked(date, Walk::Sunday));
        prop_assert_eq!((sunday - monday).num_days(), 6);
        prop_assert!(monday <= date && date <= sunday);
    }
}
