//! The names of days and months.

use chrono::Weekday;

use crate::i18n::Language;

/// The day's whole name: "Thursday", "Donnerstag".
#[must_use]
pub const fn weekday_name(day: Weekday, language: Language) -> &'static str {
    match (language, day) {
        (Language::English, Weekday::Mon) => "Monday",
        (Language::English, Weekday::Tue) => "Tuesday",
        (Language::English, Weekday::Wed) => "Wednesday",
        (Language::English, Weekday::Thu) => "Thursday",
        (Language::English, Weekday::Fri) => "Friday",
        (Language::English, Weekday::Sat) => "Saturday",
        (Language::English, Weekday::Sun) => "Sunday",
        (Language::German, Weekday::Mon) => "Montag",
        (Language::German, Weekday::Tue) => "Dienstag",
        (Language::German, Weekday::Wed) => "Mittwoch",
        (Language::German, Weekday::Thu) => "Donnerstag",
        (Language::German, Weekday::Fri) => "Freitag",
        (Language::German, Weekday::Sat) => "Samstag",
        (Language::German, Weekday::Sun) => "Sonntag",
    }
}

/// The day's name for narrow columns: "Thu", "Do".
#[must_use]
pub const fn weekday_short(day: Weekday, language: Language) -> &'static str {
    match (language, day) {
        (Language::English, Weekday::Mon) => "Mon",
        (Language::English, Weekday::Tue) => "Tue",
        (Language::English, Weekday::Wed) => "Wed",
        (Language::English, Weekday::Thu) => "Thu",
        (Language::English, Weekday::Fri) => "Fri",
        (Language::English, Weekday::Sat) => "Sat",
        (Language::English, Weekday::Sun) => "Sun",
        (Language::German, Weekday::Mon) => "Mo",
        (Language::German, Weekday::Tue) => "Di",
        (Language::German, Weekday::Wed) => "Mi",
        (Language::German, Weekday::Thu) => "Do",
        (Language::German, Weekday::Fri) => "Fr",
        (Language::German, Weekday::Sat) => "Sa",
        (Language::German, Weekday::Sun) => "So",
    }
}

/// The name of a month, 1 to 12: "November".
#[must_use]
pub fn month_name(month: u32, language: Language) -> &'static str {
    let names = match language {
        Language::English => [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        Language::German => [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ],
    };
    of_month(&names, month)
}

/// The month's name as in a short date: "Nov", "Nov.".
pub(super) fn month_short(month: u32, language: Language) -> &'static str {
    let names = match language {
        Language::English => [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ],
        Language::German => [
            "Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.",
            "Dez.",
        ],
    };
    of_month(&names, month)
}

fn of_month(names: &[&'static str; 12], month: u32) -> &'static str {
    let index = usize::try_from(month)
        .ok()
        .and_then(|month| month.checked_sub(1));
    index
        .and_then(|index| names.get(index))
        .copied()
        .unwrap_or("")
}
