//! The calendar on the page.

mod day;

use super::month::{CELLS, Month, Walk, walked};
use crate::components::{
    attributes::given,
    button::{ButtonKind, button_with},
    icon::IconName,
    live::live_words,
    memo::Memo,
    window_editor::DayName,
};
use chrono::NaiveDate;
use day::{follow_cursor, key, one_day};
use leptos::{html, prelude::*};

/// A day in words and marks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DayWords {
    /// Its number, as in the label: French counts the first one.
    pub number: String,
    /// Its whole name, such as "Thursday, 24 December, away".
    pub label: String,
    /// What is on it, as signs under its number; screen readers hear the label.
    pub signs: String,
    /// Whether it is a day away.
    pub away: bool,
    /// Whether it is being chosen.
    pub chosen: bool,
}

/// What stands around the days.
pub struct CalendarWords {
    /// Of the whole, such as "Time away".
    pub label: String,
    /// The month's name, such as "December 2026".
    pub month: Signal<String>,
    /// To the month before.
    pub earlier: &'static str,
    /// To the month after.
    pub later: &'static str,
    /// The names of the columns.
    pub days: [DayName; 7],
}

/// What the calendar shows, and whom it tells.
pub struct MonthCalendar {
    /// What stands around the days.
    pub words: CalendarWords,
    /// The day on which the keyboard is; its month is shown.
    pub cursor: RwSignal<NaiveDate>,
    /// A day in words and marks.
    pub day: Callback<NaiveDate, DayWords>,
    /// A day was chosen.
    pub choose: Callback<NaiveDate>,
    /// Escape was pressed.
    pub escape: Callback<()>,
}

fn cell_id(cell: usize) -> String {
    format!("month-cell-{cell}")
}

/// A month.
pub fn month_calendar(calendar: MonthCalendar) -> AnyView {
    let MonthCalendar {
        words,
        cursor,
        day,
        choose,
        escape,
    } = calendar;
    let grid = NodeRef::<html::Table>::new();
    let month = Memo::new(move |_| Month::of(cursor.get()));
    follow_cursor(grid, month, cursor);
    let turn = move |said: &'static str, icon, months| {
        button_with(icon, ButtonKind::Plain, said, move || {
            cursor.update(|date| *date = walked(*date, Walk::Months(months)));
        })
    };
    let head = |name: DayName| {
        view! {
            <th scope="col" {..given("abbr", name.full)}>
                {name.short}
            </th>
        }
        .into_any()
    };
    let heads: Vec<AnyView> = words.days.into_iter().map(head).collect();
    let one = |cell| one_day(cell, month, cursor, day, choose);
    let weeks: Vec<AnyView> = (0..CELLS / 7)
        .map(|week| {
            let days: Vec<AnyView> = (week * 7..week * 7 + 7).map(one).collect();
            view! { <tr>{days}</tr> }.into_any()
        })
        .collect();
    let name = words.month;
    view! {
        <div class="month" role="group" {..given("aria-label", words.label)}>
            <p class="month-name" id="month-name" aria-live="polite">
                {live_words(move || name.get().into())}
            </p>
            <div class="month-turns">
                {turn(words.earlier, IconName::Back, -1)}
                {turn(words.later, IconName::On, 1)}
            </div>
            <table
                node_ref=grid
                role="grid"
                class="month-days"
                aria-labelledby="month-name"
                on:keydown=move |event| key(&event, cursor, escape)
            >
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{weeks}</tbody>
            </table>
        </div>
    }
    .into_any()
}
