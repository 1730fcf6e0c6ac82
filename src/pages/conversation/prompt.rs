//! What is shown beside the words when they suggest danger. It blocks nothing.

use super::writing::{Writing, focus_field};
use crate::{
    components::{
        button::{ButtonKind, button_link, button_with},
        icon::IconName,
        live::{effect, live},
        memo::Memo,
        parts::{nothing, paragraph},
    },
    i18n::t_string,
    pages::{
        help::ToSomeone,
        prompt::{About, Kind, WaysOut, heading, prompt},
        shell::Words,
    },
    routes,
    state::page,
};
use holdfast_safety::Level;
use leptos::prelude::*;

/// Nothing, a quiet line, or the prompt; for whoever writes to a therapist.
pub fn noticed_line(writing: Writing) -> AnyView {
    let shown = writing.noticing.shown;
    let about = About {
        desk: writing.desk,
        words: writing.words,
        conversation: writing.conversation,
        kind: Kind::Letter,
        kept: writing.noticing.letter.into(),
        someone: ToSomeone::new(writing.words),
    };
    let out = WaysOut {
        close: Callback::new(move |()| writing.close_prompt()),
        not_meant: Some(Callback::new(move |()| writing.not_meant())),
    };
    live(move || match shown.get() {
        None => nothing(),
        Some(shown) if shown.level >= Level::Urgent => prompt(shown, about, out),
        Some(_) => concern_line(writing.words),
    })
}

/// While the prompt stands below what is being written: that it is there, and
/// the way to it. Screen readers hear it once.
pub fn towards_prompt(writing: Writing) -> AnyView {
    let words = writing.words;
    let heading = Memo::new(move |_| {
        writing.noticing.shown.with(|shown| {
            let typing = shown.as_ref().filter(|shown| !shown.sending)?;
            (typing.level >= Level::Urgent).then(|| heading(words, typing))
        })
    });
    effect(move || {
        if let Some(heading) = heading.get() {
            let said = t_string!(words, help.prompt.is_below);
            writing.say(&format!("{heading}. {said}"));
        }
    });
    live(move || match heading.get() {
        Some(_) => {
            let said = t_string!(words, help.prompt.is_below);
            let go = || page::focus_at_top("#noticed-heading");
            button_with(IconName::Down, ButtonKind::Help, said, go)
        }
        None => nothing(),
    })
}

/// A quiet line towards help.
pub fn concern_line(words: Words) -> AnyView {
    let help = t_string!(words, common.get_help);
    let sentence = paragraph(t_string!(words, letters.concern));
    let help = button_link(ButtonKind::Quiet, routes::HELP, help);
    view! {
        <div class="row concern-line" role="status">
            {sentence}
            {help}
        </div>
    }
    .into_any()
}

impl Writing {
    /// "Close": the prompt goes, the keyboard goes on where it was.
    pub fn close_prompt(self) {
        let was_typing = self.noticing.came_while_typing();
        self.noticing.close();
        if was_typing {
            focus_field();
        }
    }

    /// "This is not what I meant": as [`close_prompt`](Self::close_prompt), and
    /// the rules are quiet for this letter.
    pub fn not_meant(self) {
        let was_typing = self.noticing.came_while_typing();
        self.text
            .with_untracked(|text| self.noticing.not_meant(text));
        if was_typing {
            focus_field();
        }
    }
}
