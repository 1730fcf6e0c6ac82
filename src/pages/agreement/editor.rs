//! The form while it is being filled in.

use holdfast_protocol::ConversationId;
use holdfast_rhythm::Agreement;
use leptos::prelude::*;

use super::form::Form;
use super::problem::{Field, FieldProblem};
use super::sentences::beside_the_field;
use crate::i18n::{fill, use_i18n};
use crate::pages::shell::{Times, Words};
use crate::state::{Book, Conversation, Desk, page};

/// The form, and what it makes at this moment.
#[derive(Clone, Copy)]
pub(super) struct Editor {
    /// Where the sentences come from.
    pub(super) words: Words,
    /// Who keeps the proposal.
    pub(super) desk: Desk,
    /// Who reads times here.
    pub(super) times: Times,
    /// Whose agreement it is.
    pub(super) conversation: ConversationId,
    /// What is typed.
    pub(super) form: RwSignal<Form>,
    /// The agreement, or what keeps it from being one.
    pub(super) outcome: Memo<Result<Agreement, Vec<FieldProblem>>>,
    /// Whether to say what is missing: once somebody has tried to propose.
    pub(super) tried: RwSignal<bool>,
    name: Memo<String>,
}

/// What is wrong, in words, if something is.
pub(super) type Wrong = Signal<Option<String>>;

impl Editor {
    /// An editor that begins with `form`.
    pub(super) fn new(conversation: ConversationId, form: Form, name: Memo<String>) -> Self {
        let desk = expect_context::<Desk>();
        let times = expect_context::<Times>();
        let form = RwSignal::new(form);
        let outcome = Memo::new(move |_| {
            let book = desk.book.read();
            let version = book.get(conversation).map_or(1, Conversation::next_version);
            let previous = previous(&book, conversation);
            form.read().agreement(version, previous, times.now())
        });
        Self {
            words: use_i18n(),
            desk,
            times,
            conversation,
            form,
            outcome,
            tried: RwSignal::new(false),
            name,
        }
    }

    /// A sentence with the other side's name in it.
    pub(super) fn named(self, sentence: &str) -> String {
        fill(sentence, &[("name", &self.name.read())])
    }

    /// What does not fit, as soon as it is to be said.
    pub(super) fn problems(self) -> Vec<FieldProblem> {
        if self.tried.get() {
            let outcome = self.outcome.read();
            outcome.as_ref().err().cloned().unwrap_or_default()
        } else {
            Vec::new()
        }
    }

    /// What is wrong with the first of `fields` that something is wrong with.
    pub(super) fn wrong(self, fields: Vec<Field>) -> Wrong {
        Signal::derive(move || {
            let problems = self.problems();
            let found = |field: &Field| problems.iter().find(|problem| problem.field == *field);
            let problem = fields.iter().find_map(found)?;
            Some(beside_the_field(self.words, *problem))
        })
    }

    /// Moves the focus to `next` once it is on the page.
    pub(super) fn go_to(next: String) {
        page::once_shown(move || page::focus(&next));
    }
}

/// The latest version that both sides accepted.
pub(super) fn previous(book: &Book, conversation: ConversationId) -> Option<&Agreement> {
    let latest = book.get(conversation)?.timeline.versions().last()?;
    Some(&latest.agreement)
}
