//! One day of the calendar, and the keys on it.

use super::{DayWords, cell_id};
use crate::components::{
    attributes::{following, given},
    focus,
    live::{effect, live_words},
    memo::Memo,
    month_calendar::month::{Month, Walk, walked},
};
use chrono::NaiveDate;
use leptos::{ev::KeyboardEvent, html, prelude::*, wasm_bindgen::JsCast, web_sys::HtmlElement};

pub(super) fn one_day(
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
pub(super) fn follow_cursor(
    grid: NodeRef<html::Table>,
    month: Memo<Month>,
    cursor: RwSignal<NaiveDate>,
) {
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

pub(super) fn key(event: &KeyboardEvent, cursor: RwSignal<NaiveDate>, escape: Callback<()>) {
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
