//! The plainest parts of a page as functions: sentences, headings, and the
//! boxes that hold them. A sentence drawn by a function of its own costs a
//! phone a few bytes; a `view!` of its own costs it hundreds.

use leptos::oco::Oco;
use leptos::prelude::*;

use super::attributes::given;
use super::live::live_words;

/// Words of a part: a sentence of the locale files, or one that was filled in.
pub type Sentence = Oco<'static, str>;

/// `<p>`.
pub fn paragraph(words: impl Into<Sentence>) -> AnyView {
    drawn_paragraph(None, words.into())
}

/// `<p>` of a class.
pub fn paragraph_of(class: &'static str, words: impl Into<Sentence>) -> AnyView {
    drawn_paragraph(Some(class), words.into())
}

fn drawn_paragraph(class: Option<&'static str>, words: Sentence) -> AnyView {
    view! { <p {..given("class", class)}>{words}</p> }.into_any()
}

/// `<p role="status">`: what screen readers say when its words change.
pub fn status(
    class: Option<&'static str>,
    words: impl Fn() -> String + Send + Sync + 'static,
) -> AnyView {
    status_line(class, live_words(move || words().into()))
}

fn status_line(class: Option<&'static str>, words: AnyView) -> AnyView {
    view! { <p {..given("class", class)} role="status">{words}</p> }.into_any()
}

/// `<h2>`.
pub fn heading(words: impl Into<Sentence>) -> AnyView {
    drawn_heading(words.into())
}

fn drawn_heading(words: Sentence) -> AnyView {
    view! { <h2>{words}</h2> }.into_any()
}

/// `<div>` of a class.
pub fn block(class: &'static str, parts: Vec<AnyView>) -> AnyView {
    view! { <div {..given("class", class)}>{parts}</div> }.into_any()
}

/// `<div class="row">`: buttons beside each other.
pub fn row(parts: Vec<AnyView>) -> AnyView {
    block("row", parts)
}

/// `<section>` of a class, or of none if that is empty.
pub fn section(class: &'static str, parts: Vec<AnyView>) -> AnyView {
    let class = (!class.is_empty()).then_some(class);
    view! { <section {..given("class", class)}>{parts}</section> }.into_any()
}

/// `<section>` of parts close together that end-to-end tests find by `name`.
pub fn named_section(name: &'static str, parts: Vec<AnyView>) -> AnyView {
    view! { <section class="stack stack-close" {..given("data-testid", name)}>{parts}</section> }
        .into_any()
}

/// `<details>`: more, for whoever opens it.
pub fn details(summary: impl Into<Sentence>, more: AnyView) -> AnyView {
    drawn_details(summary.into(), more)
}

fn drawn_details(summary: Sentence, more: AnyView) -> AnyView {
    view! {
        <details>
            <summary>{summary}</summary>
            {more}
        </details>
    }
    .into_any()
}

/// Nothing.
pub fn nothing() -> AnyView {
    ().into_any()
}
