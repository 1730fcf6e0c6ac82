//! The calendar on the page.

use chrono::NaiveDate;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

use super::month::{CELLS, Month, Walk, walked};
use crate::components::attributes::{following, given};
use crate::components::button::{ButtonKind, button_with};
use crate::components::focus;
use crate::components::icon::IconName;
use crate::components::live::{effect, live_words};
use crate::components::memo::Memo;
use crate::components::window_editor::DayName;

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

fn one_day(
    cell: usize,
    month: Memo<Month>,
    cursor: RwSignal<NaiveDate>,
    day: Callback<NaiveDate, DayWords>,
    choose: Callback<NaiveDate>,
) -> AnyView {
    let date = Memo::new(move |_| month.get().day(cell));
    let words = Memo::new(move |_| day.run(date.get()));
    let here = Memo::new(move |_| cursor.get() == date.get());
    let press = move |_| {
        let date = date.get_untracked();
        cursor.set(date);
        choose.run(date);
    };
    view! {
        <td
            role="gridcell"
            {..following("aria-selected", move || if words.with(|words| words.chosen) { "true" } else { "false" })}
        >
            <button
                type="button"
                {..given("id", cell_id(cell))}
                class="month-day"
                class:month-away=move || words.with(|words| words.away)
                class:month-chosen=move || words.with(|words| words.chosen)
                class:month-other=move || !month.get().has(date.get())
                {..following("tabindex", move || if here.get() { "0" } else { "-1" })}
                {..following("aria-label", move || words.with(|words| words.label.clone()))}
                on:click=press
            >
                <span>{live_words(move || words.with(|words| words.number.clone().into()))}</span>
                <span class="month-signs">{live_words(move || words.with(|words| words.signs.clone().into()))}</span>
            </button>
        </td>
    }
    .into_any()
}

/// Moves the focus along with the cursor, while it is among the days.
fn follow_cursor(grid: NodeRef<html::Table>, month: Memo<Month>, cursor: RwSignal<NaiveDate>) {
    let mut before = None;
    effect(move || {
        let date = cursor.get();
        let moved = before.replace(date).is_some_and(|before| before != date);
        let active = document().active_element();
        let within = grid
            .get_untracked()
            .is_some_and(|grid| grid.contains(active.as_ref().map(AsRef::as_ref)));
        let element = month
            .get_untracked()
            .cell(date)
            .filter(|_| moved && within)
            .and_then(|cell| document().get_element_by_id(&cell_id(cell)))
            .and_then(|element| element.dyn_into::<HtmlElement>().ok());
        if let Some(element) = element {
            focus::take(&element);
        }
    });
}

fn key(event: &KeyboardEvent, cursor: RwSignal<NaiveDate>, escape: Callback<()>) {
    if event.ctrl_key() || event.alt_key() || event.meta_key() {
        return;
    }
    let year = if event.shift_key() { 12 } else { 1 };
    let walk = match event.key().as_str() {
        "ArrowLeft" => Walk::Days(-1),
        "ArrowRight" => Walk::Days(1),
        "ArrowUp" => Walk::Days(-7),
        "ArrowDown" => Walk::Days(7),
        "Home" => Walk::Monday,
        "End" => Walk::Sunday,
        "PageUp" => Walk::Months(-year),
        "PageDown" => Walk::Months(year),
        "Escape" => {
            event.prevent_default();
            return escape.run(());
        }
        _ => return,
    };
    event.prevent_default();
    cursor.update(|date| *date = walked(*date, walk));
}
