//! Finding words in the letters, on this device.

mod looking;
mod telling;

use super::reading::Reading;
use crate::{
    components::{
        button::{ButtonKind, button},
        dialog::Dialog,
        field::TextField,
        live::{Entry, effect, live, live_list},
        parts::status,
    },
    i18n::t_string,
    pages::shell::{Times, Words},
    state::{
        Author, Pause, ThreadPlace,
        search::{Excerpt, Query},
    },
};
use chrono::{DateTime, Utc};
use core::time::Duration;
use holdfast_protocol::EnvelopeId;
use leptos::prelude::*;
use looking::ENOUGH;

/// The id of the field.
const FIELD: &str = "find-words";
/// How long after the last key it is looked for.
const PAUSE: Duration = Duration::from_millis(350);

/// A letter in which it was found.
#[derive(Clone)]
struct Hit {
    id: EnvelopeId,
    at: DateTime<Utc>,
    author: Author,
    excerpt: Excerpt,
}

/// How far it has been looked.
#[derive(Clone, PartialEq)]
enum Progress {
    /// Nothing is looked for.
    Idle,
    /// It is being looked for; back to there so far.
    Looking(Option<ThreadPlace>),
    /// Enough was found, or somebody stopped it there.
    Stopped(ThreadPlace),
    /// What is older could not be read; why, as a sentence.
    Failed(ThreadPlace, String),
    /// All was looked through.
    Through,
}

#[derive(Clone, Copy)]
struct Finding {
    reading: Reading,
    words: Words,
    times: Times,
    typed: RwSignal<String>,
    query: StoredValue<Option<Query>>,
    hits: RwSignal<Vec<Hit>>,
    progress: RwSignal<Progress>,
    /// How many are enough for now.
    enough: StoredValue<usize>,
    /// Which search this is: what comes in for another is dropped.
    turn: StoredValue<usize>,
    pause: Pause,
}

/// Asks for words while `open`, and lists where they are.
pub fn finding(reading: Reading, open: RwSignal<bool>) -> AnyView {
    let words = reading.writing.words;
    let finding = Finding {
        reading,
        words,
        times: expect_context(),
        typed: RwSignal::new(String::new()),
        query: StoredValue::new(None),
        hits: RwSignal::new(Vec::new()),
        progress: RwSignal::new(Progress::Idle),
        enough: StoredValue::new(ENOUGH),
        turn: StoredValue::new(0),
        pause: Pause::new(),
    };
    let close = move || {
        finding.stop();
        open.set(false);
    };
    // What comes later is looked through as well.
    let mut is_due = false;
    effect(move || {
        is_due |= !reading.writing.desk.fetching.get();
        if open.get() && core::mem::take(&mut is_due) {
            finding.begin();
        }
    });
    let entry = move |hit: Hit| Entry::new(hit.id.to_string(), move || finding.drawn(&hit, open));
    let list = live_list(move || finding.hits.get().into_iter().map(entry).collect());
    let ways = live(move || finding.ways());
    let meanwhile = live(move || finding.meanwhile());
    let outcome = status(Some("small"), move || finding.outcome());
    let actions = move || {
        button(
            ButtonKind::Quiet,
            t_string!(words, letters.reading.close),
            close,
        )
    };
    view! {
        <Dialog
            id="find-in-letters"
            open
            title=t_string!(words, letters.reading.find_title)
            on_close=move |()| close()
            actions
        >
            <form
                class="find-form"
                on:submit=move |event| {
                    event.prevent_default();
                    finding.begin();
                }
            >
                <TextField
                    id=FIELD
                    label=t_string!(words, letters.reading.find_label)
                    hint=t_string!(words, letters.reading.find_hint)
                    value=finding.typed
                    on_input=move |typed| finding.typed(typed)
                />
            </form>
            {outcome}
            {meanwhile}
            <ol class="found-list">{list}</ol>
            {ways}
        </Dialog>
    }
    .into_any()
}

impl Finding {
    fn typed(self, typed: String) {
        self.typed.set(typed);
        self.pause.after(PAUSE, move || self.begin());
    }
}
