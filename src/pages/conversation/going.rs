//! Going to a day.

use super::reading::{Reading, Wish};
use crate::{
    components::{
        attributes::{following, given},
        button::{ButtonKind, button},
        dialog::Dialog,
        live::effect,
        parts::{paragraph_of, status},
    },
    i18n::t_string,
    pages::shell::Times,
    state::ThreadPlace,
};
use chrono::{DateTime, Utc};
use holdfast_rhythm::{WallTime, parse_date, resolve};
use leptos::prelude::*;

/// The id of the field.
const FIELD: &str = "go-day";

/// Asks which day while `open`, and goes there.
pub fn going(reading: Reading, open: RwSignal<bool>) -> AnyView {
    let writing = reading.writing;
    let words = writing.words;
    let times = expect_context::<Times>();
    let chosen = RwSignal::new(String::new());
    let problem = RwSignal::new(String::new());
    let (first, last) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let date = move |at: DateTime<Utc>| times.reader(None).date_of(at).to_string();
    // Where the letters begin is read once it is asked for.
    effect(move || {
        if !open.get() {
            return;
        }
        problem.set(String::new());
        let tail = reading.tail();
        if let Some(spot) = tail.spots.last() {
            last.set(untrack(|| date(spot.left)));
        }
        match tail.spots.first() {
            Some(spot) if !tail.older => first.set(untrack(|| date(spot.left))),
            _ => reading.read_first(move |spot: ThreadPlace| {
                let _ = first.try_set(untrack(|| date(spot.left)));
            }),
        }
    });
    let go = move || match parse_date(&chosen.get_untracked()) {
        Some(day) => {
            open.set(false);
            let start = resolve(writing.desk.reader_zone(), day, WallTime::MIDNIGHT);
            reading.go(start, Wish::Day(day));
        }
        None => problem.set(t_string!(words, letters.reading.go_which).to_owned()),
    };
    let hint = paragraph_of("field-hint", t_string!(words, letters.reading.go_hint));
    let said = status(Some("field-problem"), move || problem.get());
    let actions = move || {
        vec![
            button(
                ButtonKind::Quiet,
                t_string!(words, letters.reading.go_no),
                move || open.set(false),
            ),
            button(
                ButtonKind::Primary,
                t_string!(words, letters.reading.go_yes),
                go,
            ),
        ]
    };
    view! {
        <Dialog
            id="go-to-day"
            open
            title=t_string!(words, letters.reading.go_title)
            on_close=move |()| open.set(false)
            actions
        >
            <form
                class="field"
                on:submit=move |event| {
                    event.prevent_default();
                    go();
                }
            >
                <label {..given("for", FIELD)}>{t_string!(words, letters.reading.go_label)}</label>
                {hint}
                <input
                    {..given("id", FIELD)}
                    class="control"
                    type="date"
                    {..following("min", move || first.get())}
                    {..following("max", move || last.get())}
                    prop:value=move || chosen.get()
                    on:input=move |event| chosen.set(event_target_value(&event))
                />
                {said}
            </form>
        </Dialog>
    }
    .into_any()
}
