//! The promise for a patient's letter, beside the button, before it is pressed
//! (product rule 2).

use super::{
    outlook::{Answered, answered},
    thanks::is_closing_thanks,
    writing::Writing,
};
use crate::{
    components::{choice::CheckField, memo::Memo},
    i18n::{fill, t_string, times::Reader},
    pages::{
        reading::other_zone,
        shell::{Times, Words},
    },
    state::DeskLink,
};
use leptos::prelude::*;

/// When the letter will be answered; without a connection, what has to happen
/// first.
pub fn promise_line(writing: Writing) -> AnyView {
    let times = expect_context::<Times>();
    let line = move || {
        if writing.no_answer.get() {
            return t_string!(writing.words, letters.compose.promise_none_wanted).to_owned();
        }
        writing.desk.book.with(|book| {
            let Some(conversation) = book.get(writing.conversation) else {
                return String::new();
            };
            let is_offline = matches!(writing.desk.link.get(), DeskLink::NotReached(_));
            let reader = times.reader(other_zone(conversation));
            let answered = answered(&conversation.timeline, times.now());
            if answered == Answered::NothingAgreed && !writing.desk.is_whole() {
                return String::new();
            }
            promise_words(writing.words, answered, is_offline, &reader)
        })
    };
    view! { <p data-testid="promise-line">{line}</p> }.into_any()
}

fn promise_words(words: Words, answered: Answered, is_offline: bool, reader: &Reader) -> String {
    let (before, window) = match answered {
        Answered::NothingAgreed => {
            return t_string!(words, letters.compose.promise_no_agreement).to_owned();
        }
        Answered::NoWindow => {
            return t_string!(words, letters.compose.promise_no_window).to_owned();
        }
        Answered::Within { before, window } => (before, window),
    };
    let sentence = if is_offline {
        t_string!(words, letters.compose.promise_offline)
    } else {
        t_string!(words, letters.compose.promise)
    };
    let window = reader.interval_in_both(window);
    fill(
        sentence,
        &[("before", &reader.ending(before)), ("window", &window)],
    )
}

/// The patient may say that a letter needs no answer; where it looks like a
/// closing thank-you, a word reminds them that they may (product rule 8).
pub fn needs_none(writing: Writing) -> AnyView {
    let words = writing.words;
    // Words that sound heavy most need an answer, however they end.
    let offered = Memo::new(move |_| {
        writing.text.with(|text| is_closing_thanks(text))
            && writing.noticing.shown.with(Option::is_none)
    });
    let hint = move || match offered.get() {
        true => t_string!(words, letters.compose.no_answer_offer),
        false => "",
    };
    view! {
        <CheckField
            label=t_string!(words, letters.compose.no_answer)
            checked=writing.no_answer
            on_change=move |needs_none| writing.no_answer.set(needs_none)
            hint
        />
    }
    .into_any()
}
