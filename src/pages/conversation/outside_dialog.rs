//! The question before a reply goes outside the agreed windows: why.

use super::{
    leaving_line::takes_on,
    outside::Asked,
    outside_words::{REASONS, Whose, outside_words, reason_words},
    writing::Writing,
};
use crate::{
    components::{
        button::{ButtonKind, button},
        dialog::Dialog,
        field::TextAreaField,
        live::{effect, live},
        memo::Memo,
        parts::paragraph,
        radios::radios,
    },
    i18n::{fill, t_string, times::sentence_start},
    pages::{reading::name_of, shell::Words},
    state::NewLetter,
};
use holdfast_protocol::{Answer, OutsideReason, OutsideRhythm, is_blank};
use leptos::prelude::*;

/// Words beside a reason; whoever has more to say writes a letter.
const OWN_WORDS_MAX: usize = 400;

/// The dialog; open while something is asked.
pub fn outside_dialog(writing: Writing) -> AnyView {
    let words = writing.words;
    let open = Signal::derive(move || writing.asks_outside.get().is_some());
    let close = move || writing.asks_outside.set(None);
    let chosen = RwSignal::new(None::<usize>);
    let own = RwSignal::new(String::new());
    // What is wrong is said once somebody wants to go on.
    let tried = RwSignal::new(false);
    let reason = Signal::derive(move || REASONS.get(chosen.get()?).copied());
    let wrong = Memo::new(move |_| {
        let is_other = reason.get() == Some(OutsideReason::Other);
        own.with(|own| what_is_wrong(words, is_other, own))
    });
    effect(move || {
        if open.get() {
            chosen.set(None);
            own.set(String::new());
            tried.set(false);
        }
    });
    let send = move || {
        tried.set(true);
        let Some(reason) = reason.get_untracked() else {
            return;
        };
        let words = own.get_untracked().trim().to_owned();
        let asked = writing.asks_outside.get_untracked();
        if let (None, Some(asked)) = (wrong.get_untracked(), asked) {
            close();
            writing.send_outside(asked, OutsideRhythm { reason, words });
        }
    };
    let actions = move || {
        let (no, yes) = (
            t_string!(words, letters.outside.no),
            t_string!(words, letters.outside.yes),
        );
        vec![
            button(ButtonKind::Quiet, no, close),
            button(ButtonKind::Primary, yes, send),
        ]
        .into_any()
    };
    let choices = REASONS.map(|reason| reason_words(words, reason));
    let choices = choices.map(sentence_start).to_vec();
    let no_reason = Signal::derive(move || match tried.get() && chosen.get().is_none() {
        true => t_string!(words, letters.outside.needs_reason),
        false => "",
    });
    let no_words = Signal::derive(move || wrong.get().filter(|_| tried.get()));
    let content = vec![
        radios(
            "outside-reason",
            t_string!(words, letters.outside.question),
            choices,
            chosen,
            no_reason,
        ),
        own_words(writing, own, no_words),
        preview(writing, reason, own),
        takes_on(writing, move || open.get()),
    ];
    view! {
        <Dialog
            id="outside"
            open
            title=t_string!(words, letters.outside.title)
            on_close=move |()| close()
            actions
        >
            {content}
        </Dialog>
    }
    .into_any()
}

/// What is wrong with their own words.
fn what_is_wrong(words: Words, is_other: bool, own: &str) -> Option<String> {
    if own.chars().count() > OWN_WORDS_MAX {
        let most = OWN_WORDS_MAX.to_string();
        let sentence = t_string!(words, letters.outside.too_long);
        return Some(fill(sentence, &[("most", &most)]));
    }
    (is_other && is_blank(own)).then(|| t_string!(words, letters.outside.needs_words).to_owned())
}

fn own_words(writing: Writing, own: RwSignal<String>, problem: Signal<Option<String>>) -> AnyView {
    let words = writing.words;
    view! {
        <TextAreaField
            id="outside-words"
            label=t_string!(words, letters.outside.own_words)
            hint=t_string!(words, letters.outside.own_words_hint)
            value=own
            on_input=Callback::new(move |typed| own.set(typed))
            problem
            rows=3
        />
    }
    .into_any()
}

/// What the patient will read with it.
fn preview(
    writing: Writing,
    reason: Signal<Option<OutsideReason>>,
    own: RwSignal<String>,
) -> AnyView {
    let words = writing.words;
    let name = writing.desk.book.with_untracked(|book| {
        let conversation = book.get(writing.conversation);
        conversation.map_or_else(String::new, |conversation| name_of(words, conversation))
    });
    let intro = fill(
        t_string!(words, letters.outside.preview),
        &[("name", &name)],
    );
    let said = live(move || {
        let outside = reason.get().map(|reason| OutsideRhythm {
            reason,
            words: own.with(|own| own.trim().to_owned()),
        });
        paragraph(outside_words(words, Whose::Theirs, outside.as_ref()))
    });
    view! {
        <div>
            {paragraph(intro)} <blockquote>{said}</blockquote>
        </div>
    }
    .into_any()
}

impl Writing {
    /// Sends what was asked at once; nothing is lost where that fails.
    fn send_outside(self, asked: Asked, outside: OutsideRhythm) {
        let (text, instead_of) = match asked {
            Asked::Field => (self.text.get_untracked(), self.editing.get_untracked()),
            Asked::Held(held) => (self.words_of(held), Some(held)),
        };
        let letter = NewLetter {
            text: text.clone(),
            answer: Answer::NotNeeded,
            noticed: None,
            owns: match asked {
                Asked::Field => self.owned(),
                Asked::Held(_) => Vec::new(),
            },
            seen: self.seen.get_untracked(),
        };
        self.hush();
        self.busy.set(true);
        let (desk, here) = (self.desk, self.conversation);
        desk.send_outside(here, letter, outside, instead_of, move |outcome| {
            let _ = self.busy.try_set(false);
            match outcome {
                Ok(_) => {
                    match instead_of {
                        Some(held) => self.replaced(held),
                        None => self.clear(&text),
                    }
                    let _ = self.owning.try_set(false);
                    self.say(t_string!(self.words, letters.announce.outside));
                }
                Err(trouble) => self.complain(&trouble),
            }
        });
    }
}
