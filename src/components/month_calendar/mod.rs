//! A month as a calendar: days with marks, to walk through and to choose from.
//!
//! [`month`] is which days stand where and where a key leads (pure),
//! `month_calendar` the calendar on the page.

pub mod month;
#[cfg(target_family = "wasm")]
mod view;

pub use month::{CELLS, Month, Walk, walked};
#[cfg(target_family = "wasm")]
pub use view::{CalendarWords, DayWords, MonthCalendar, month_calendar};

#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod tests;
