//! What was never sent: every letter to read and to copy, and all of them in
//! one file, made on this device.

use crate::{
    components::{
        button::{ButtonKind, button},
        letter::{SheetInWords, Side, letter_sheet},
        memo::Memo,
        parts::{block, nothing, paragraph, status},
    },
    i18n::{fill, t_string, times::sentence_start},
    pages::{
        copying::copying,
        shell::{Times, Words},
    },
    state::{NeverSent, Unsent, page},
};
use leptos::prelude::*;

/// All of it, one under the other; `ways` are further ways on with one of them.
pub(super) fn unsent_list(
    words: Words,
    found: &NeverSent,
    ways: impl Fn(&Unsent) -> AnyView,
) -> AnyView {
    let times = expect_context::<Times>();
    let mut parts: Vec<AnyView> = found
        .letters
        .iter()
        .map(|one| sheet(words, times, one.clone(), ways(one)))
        .collect();
    if found.closed > 0 {
        parts.push(paragraph(t_string!(words, settings.before.closed)));
    }
    block("stack", parts)
}

fn sheet(words: Words, times: Times, one: Unsent, ways: AnyView) -> AnyView {
    let written = one.written;
    let (copy, outcome) = copying(words, one.text.clone());
    let actions = vec![
        button(
            ButtonKind::Plain,
            t_string!(words, settings.before.copy),
            copy,
        ),
        ways,
        outcome,
    ];
    let in_words = Memo::new(move |_| SheetInWords {
        author: title(words, &one),
        when: when(times, &one),
        notes: Vec::new(),
        text: one.text.clone(),
        not_sent: true,
        state: None,
    });
    let datetime = written.map(|at| at.to_rfc3339()).unwrap_or_default();
    let sheet = letter_sheet(
        Side::Own,
        datetime,
        in_words,
        (nothing(), actions.into_any()),
    );
    view! { <div data-testid="unsent">{sheet}</div> }.into_any()
}

/// "Letter to Dr Lind".
fn title(words: Words, one: &Unsent) -> String {
    let sentence = match (one.written.is_some(), one.to.is_empty()) {
        (true, true) => t_string!(words, settings.before.letter),
        (true, false) => t_string!(words, settings.before.letter_to),
        (false, true) => t_string!(words, settings.before.draft),
        (false, false) => t_string!(words, settings.before.draft_to),
    };
    fill(sentence, &[("name", &one.to)])
}

fn when(times: Times, one: &Unsent) -> String {
    let written = one.written.map(|at| times.reader(None).moment(at));
    sentence_start(&written.unwrap_or_default())
}

/// A button that hands all of it to the downloads as one text; `saved` hears
/// whether that worked.
pub(super) fn save_button(
    words: Words,
    kind: ButtonKind,
    found: NeverSent,
    saved: RwSignal<Option<bool>>,
) -> AnyView {
    let times = expect_context::<Times>();
    button(kind, t_string!(words, settings.before.save), move || {
        let name = t_string!(words, settings.before.file);
        let text = untrack(|| as_text(words, times, &found));
        saved.set(Some(page::save(name, "text/plain", &text)));
    })
}

/// What became of [`save_button`].
pub(super) fn saved_line(words: Words, saved: RwSignal<Option<bool>>) -> AnyView {
    let outcome = move || {
        match saved.get() {
            None => "",
            Some(true) => t_string!(words, settings.before.saved),
            Some(false) => t_string!(words, settings.before.not_saved),
        }
        .to_owned()
    };
    status(Some("small quiet"), outcome)
}

fn as_text(words: Words, times: Times, found: &NeverSent) -> String {
    let mut text = String::new();
    for one in &found.letters {
        let written = one
            .written
            .map(|at| times.reader(None).on_paper().moment(at));
        let day = written.unwrap_or_default();
        let line = [title(words, one), day].join("  ");
        text.push_str(&[line.trim_end(), "\n\n", &one.text, "\n\n\n"].concat());
    }
    text
}

/// Whether there is anything to speak of.
pub(super) fn is_any(found: &NeverSent) -> bool {
    !found.letters.is_empty() || found.closed > 0
}
