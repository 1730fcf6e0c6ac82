//! The form while it is being filled in.

use holdfast_protocol::ConversationId;
use holdfast_rhythm::Agreement;
use leptos::prelude::*;

use super::board::Board;
use super::form::Form;
use super::history::{History, Kind};
use super::problem::{Field, FieldProblem};
use super::sentences::beside_the_field;
use crate::components::week_grid::Cell;
use crate::i18n::{fill, t_string, use_i18n};
use crate::pages::shell::{Times, Words};
use crate::state::{Book, Conversation, Desk, page};

/// Where the keyboard begins in the grid: Monday afternoon.
const FIRST_CELL: Cell = Cell { day: 0, hour: 15 };

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
    /// The week grid.
    pub(super) board: RwSignal<Board>,
    /// What was done last, for those who do not see it.
    pub(super) said: RwSignal<String>,
    history: RwSignal<History>,
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
            board: RwSignal::new(Board::at(FIRST_CELL)),
            said: RwSignal::new(String::new()),
            history: RwSignal::new(History::default()),
            name,
        }
    }

    /// Changes the form in a way that can be taken back.
    pub(super) fn edit(self, kind: Kind, change: impl FnOnce(&mut Form)) {
        let before = self.form.get_untracked();
        self.history.update(|history| history.note(kind, before));
        self.form.update(change);
    }

    /// What comes next does not belong to what was done last.
    pub(super) fn seal(self) {
        self.history.update(History::seal);
    }

    /// Whether there is anything to take back.
    pub(super) fn can_undo(self) -> bool {
        self.history.read().can_undo(&self.form.read())
    }

    /// Takes the last change back, and says so.
    pub(super) fn undo(self) {
        let now = self.form.get_untracked();
        let before = self.history.try_update(|history| history.undo(&now));
        if let Some(before) = before.flatten() {
            self.form.set(before);
            self.board.update(Board::let_go);
            self.say(t_string!(self.words, agreement.undone).to_owned());
        }
    }

    /// Says what was done.
    pub(super) fn say(self, said: String) {
        self.said.set(said);
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
