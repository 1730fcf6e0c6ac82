//! The names of days and months.

use chrono::Weekday;

use crate::i18n::{Key, Language, names::times, say_in};

/// The day's whole name: "Thursday", "Donnerstag".
#[must_use]
pub fn weekday_name(day: Weekday, language: Language) -> &'static str {
    one_of(times::weekdays, day.num_days_from_monday(), language)
}

/// The day's name for narrow columns: "Thu", "Do".
#[must_use]
pub fn weekday_short(day: Weekday, language: Language) -> &'static str {
    one_of(times::weekdays_short, day.num_days_from_monday(), language)
}

/// The name of a month, 1 to 12: "November"; nothing for any other number.
#[must_use]
pub fn month_name(month: u32, language: Language) -> &'static str {
    one_of(times::months, month.wrapping_sub(1), language)
}

/// The month's name as in a short date: "Nov", "Nov.".
pub(super) fn month_short(month: u32, language: Language) -> &'static str {
    one_of(times::months_short, month.wrapping_sub(1), language)
}

/// One of several in a sentence, which has a bar between them.
pub(super) fn one_of(key: Key, nth: u32, language: Language) -> &'static str {
    let nth = usize::try_from(nth).unwrap_or(usize::MAX);
    say_in(language, key).split('|').nth(nth).unwrap_or("")
}
