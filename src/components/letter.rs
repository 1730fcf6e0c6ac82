//! A letter: a sheet with who, when, the words, and where it is.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::state_mark::{LetterState, StateMark};

/// From whom, as the reader sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The reader's own.
    Own,
    /// The other side's.
    Other,
}

/// One sheet. Children are quiet actions under it.
#[component]
pub fn LetterSheet(
    /// Who wrote it.
    #[prop(into)]
    author: TextProp,
    /// Whose it is.
    side: Side,
    /// When, in words.
    #[prop(into)]
    when: TextProp,
    /// When, as RFC 3339, for machines.
    #[prop(into)]
    datetime: String,
    /// The words; their lines stay as they were written.
    #[prop(into)]
    text: Signal<String>,
    /// Whether it has yet to leave this device: a dotted edge.
    #[prop(optional, into)]
    not_sent: Signal<bool>,
    /// Its mark, if it has a state to show.
    #[prop(optional, into)]
    state: Signal<Option<LetterState>>,
    /// The quiet line that says where it is, and until when.
    #[prop(optional, into)]
    status: ViewFn,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let class = match side {
        Side::Own => "letter letter-own",
        Side::Other => "letter letter-other",
    };
    let status = StoredValue::new(status);
    view! {
        <article class=class class:letter-not-sent=move || not_sent.get()>
            <header class="letter-head">
                <span class="letter-author">{move || author.get()}</span>
                <time class="letter-when" datetime=datetime>{move || when.get()}</time>
            </header>
            <p class="letter-words" dir="auto">{move || text.get()}</p>
            <Show when=move || state.get().is_some()>
                <p class="letter-status">
                    {move || state.get().map(|state| view! { <StateMark state /> })}
                    <span>{move || status.with_value(ViewFn::run)}</span>
                </p>
            </Show>
            {children.map(|children| view! { <div class="letter-actions">{children()}</div> })}
        </article>
    }
}

/// Parts the page where a day begins.
#[component]
pub fn DayHeading(
    /// Such as "Tuesday, 24 November".
    #[prop(into)]
    words: TextProp,
) -> impl IntoView {
    view! { <h2 class="day-heading">{move || words.get()}</h2> }
}

/// Parts the page where a window opens.
#[component]
pub fn WindowHeading(
    /// Such as "Dr. Lind reads and answers, 15:00–17:00 (your 09:00–11:00)".
    #[prop(into)]
    words: TextProp,
) -> impl IntoView {
    view! { <h3 class="window-heading"><span>{move || words.get()}</span></h3> }
}
