//! What was never sent before this device began anew.

use crate::{
    components::{
        button::{ButtonKind, button},
        dialog::confirmation,
        live::live,
        parts::{block, details, nothing, paragraph, row, status},
    },
    i18n::{fill, t_string},
    pages::{
        shell::Words,
        unsent::{is_any, save_button, saved_line, unsent_list},
    },
    state::{Desk, NeverSent, Session, Unsent},
};
use leptos::prelude::*;

/// What is found of it; read anew once some of it was taken away.
#[derive(Clone, Copy)]
pub(super) struct Before {
    desk: Desk,
    found: RwSignal<NeverSent>,
}

impl Before {
    pub(super) fn read(desk: Desk) -> Self {
        let found = RwSignal::new(NeverSent::default());
        let before = Self { desk, found };
        before.look();
        before
    }

    fn look(self) {
        self.desk.from_before(move |read| {
            let _ = self.found.try_set(read);
        });
    }

    /// What would be lost with this device; empty where there is nothing.
    pub(super) fn lost(self, words: Words) -> String {
        match self.found.with(|found| found.letters.len()) {
            0 => String::new(),
            count => counted(t_string!(words, settings.before.lost), count),
        }
    }

    /// A quiet line to open; nothing where nothing was left unsent.
    pub(super) fn view(self, words: Words) -> AnyView {
        live(move || {
            let found = self.found.get();
            if !is_any(&found) {
                return nothing();
            }
            let count = found.letters.len() + found.closed;
            let summary = counted(t_string!(words, settings.before.title), count);
            details(summary, self.all(words, found))
        })
    }

    fn all(self, words: Words, found: NeverSent) -> AnyView {
        let desk = self.desk;
        let saved = RwSignal::new(None::<bool>);
        let list = unsent_list(words, &found, |one| take(words, desk, one));
        let mut parts = vec![paragraph(t_string!(words, settings.before.words)), list];
        if !found.letters.is_empty() {
            parts.push(self.removal(words, found, saved));
            parts.push(saved_line(words, saved));
        }
        block("stack stack-close", parts)
    }

    fn removal(self, words: Words, found: NeverSent, saved: RwSignal<Option<bool>>) -> AnyView {
        let open = RwSignal::new(false);
        let letters = found.letters.clone();
        let gone = Callback::new(move |()| {
            self.desk
                .remove_unsent(letters.clone(), move |_| self.look());
        });
        let question = confirmation(
            "remove-before".into(),
            open,
            t_string!(words, settings.before.remove_question),
            vec![paragraph(t_string!(words, settings.before.remove_words))],
            t_string!(words, settings.before.remove_not),
            (
                ButtonKind::Destructive,
                t_string!(words, settings.before.remove_yes),
                gone,
            ),
        );
        let remove = t_string!(words, settings.before.remove);
        let ask = button(ButtonKind::Quiet, remove, move || open.set(true));
        let save = save_button(words, ButtonKind::Quiet, found, saved);
        vec![row(vec![save, ask]), question].into_any()
    }
}

/// A patient can take the words into their next letter, to send them
/// themselves; a therapist, who has many, copies them.
fn take(words: Words, desk: Desk, one: &Unsent) -> AnyView {
    let text = one.text.clone();
    let taken = RwSignal::new(false);
    let way = live(move || {
        let is_home = desk
            .session
            .with(|session| matches!(session, Session::Here { home: Some(_), .. }));
        if !is_home || taken.get() {
            return nothing();
        }
        let text = text.clone();
        let take = t_string!(words, settings.before.take);
        button(ButtonKind::Plain, take, move || {
            taken.set(desk.add_to_draft(&text));
        })
    });
    let said = status(Some("small quiet"), move || match taken.get() {
        true => t_string!(words, settings.before.taken).to_owned(),
        false => String::new(),
    });
    vec![way, said].into_any()
}

fn counted(sentence: &'static str, count: usize) -> String {
    fill(sentence, &[("count", &count.to_string())])
}
