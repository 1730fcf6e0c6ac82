//! A letter: a sheet with who, when, the words, and where it is.

use crate::components::attributes::given;
use crate::components::memo::Memo;
use leptos::prelude::*;

use super::live::{live, live_words};
use super::parts::{nothing, paragraph_of};
use super::state_mark::{LetterState, state_mark};

/// From whom, as the reader sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The reader's own.
    Own,
    /// The other side's.
    Other,
}

/// What stands on a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SheetInWords {
    /// Who wrote it.
    pub author: String,
    /// When, in words.
    pub when: String,
    /// What is to be known before the words, such as that it came at another
    /// time than agreed.
    pub notes: Vec<String>,
    /// The words; their lines stay as they were written.
    pub text: String,
    /// Whether it has yet to leave this device: a dotted edge.
    pub not_sent: bool,
    /// Its mark, and the quiet line that says where it is and until when; if
    /// it has a state to show.
    pub state: Option<(LetterState, String)>,
}

/// One sheet; `datetime` says when as RFC 3339, for machines, or nothing where
/// nobody knows; `beneath` stands under it, and `actions`
/// quietly under that. Only the words are drawn anew when they change.
pub fn letter_sheet(
    side: Side,
    datetime: String,
    sheet: Memo<SheetInWords>,
    (beneath, actions): (AnyView, AnyView),
) -> AnyView {
    let class = match side {
        Side::Own => "letter letter-own",
        Side::Other => "letter letter-other",
    };
    view! {
        <article class=class class:letter-not-sent=move || sheet.with(|sheet| sheet.not_sent)>
            <header class="letter-head">
                <span class="letter-author">{live_words(move || sheet.with(|sheet| sheet.author.clone().into()))}</span>
                <time class="letter-when" {..given("datetime", (!datetime.is_empty()).then_some(datetime))}>
                    {live_words(move || sheet.with(|sheet| sheet.when.clone().into()))}
                </time>
            </header>
            {live(move || {
                let notes = sheet.with(|sheet| sheet.notes.clone()).into_iter();
                notes.map(|note| paragraph_of("letter-note", note)).collect::<Vec<_>>().into_any()
            })}
            <p class="letter-words" dir="auto">{live_words(move || sheet.with(|sheet| sheet.text.clone().into()))}</p>
            {live(move || match sheet.with(|sheet| sheet.state.clone()) {
                Some((state, words)) => status(state, words),
                None => nothing(),
            })}
            {beneath}
            <div class="letter-actions">{actions}</div>
        </article>
    }
    .into_any()
}

fn status(state: LetterState, words: String) -> AnyView {
    view! {
        <p class="letter-status">
            {state_mark(state)} <span><span data-testid="letter-state">{words}</span></span>
        </p>
    }
    .into_any()
}

/// Parts the page where a day begins: "Tuesday, 24 November".
pub fn day_heading(words: impl Fn() -> String + Send + Sync + 'static) -> AnyView {
    view! { <h2 class="day-heading">{live_words(move || words().into())}</h2> }.into_any()
}

/// Parts the page where a window opens: "Dr. Lind reads and answers,
/// 15:00–17:00 (your 09:00–11:00)".
pub fn window_heading(words: impl Fn() -> String + Send + Sync + 'static) -> AnyView {
    view! { <h3 class="window-heading"><span>{live_words(move || words().into())}</span></h3> }
        .into_any()
}
