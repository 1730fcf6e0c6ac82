//! The form while it is being filled in.

use chrono::{DateTime, Days, NaiveDate, Utc};
use holdfast_protocol::ConversationId;
use holdfast_rhythm::{Agreement, Tz, WallTime, resolve, sort_by_key};
use leptos::prelude::*;

use super::board::Board;
use super::draft;
use super::form::{Form, Template};
use super::history::{History, Kind};
use super::problem::{Field, FieldProblem, What};
use super::sentences::beside_the_field;
use crate::components::memo::Memo;
use crate::components::week_grid::Cell;
use crate::i18n::times::Reader;
use crate::i18n::{fill, t_string, use_i18n};
use crate::pages::shell::{Times, Words};
use crate::state::{Book, Conversation, Desk, DraftOf, page};

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
    pub(super) outcome: Memo<Made>,
    /// The agreement however soon it starts.
    pub(super) whenever: Memo<Made>,
    /// Whether to say what is missing: once somebody has tried to propose.
    pub(super) tried: RwSignal<bool>,
    /// The week grid.
    pub(super) board: RwSignal<Board>,
    /// What was done last, for those who do not see it.
    pub(super) said: RwSignal<String>,
    /// What the form began with: the proposal that is open, else what is
    /// agreed, else a template.
    pub(super) begun: RwSignal<Form>,
    history: RwSignal<History>,
    name: Memo<String>,
}

/// An agreement, or what keeps the form from being one.
pub(super) type Made = Result<Agreement, Vec<FieldProblem>>;

/// What is wrong, in words, if something is.
pub(super) type Wrong = Signal<Option<String>>;

impl Editor {
    /// An editor that begins with what is proposed or agreed, or goes on with
    /// what was typed before.
    pub(super) fn new(conversation: ConversationId, name: Memo<String>) -> Self {
        let desk = expect_context::<Desk>();
        let times = expect_context::<Times>();
        let reader = untrack(|| times.reader(None));
        let begun = first_form(&desk.book.read_untracked(), conversation, &reader);
        let draft = draft::read(&desk.draft(DraftOf::Agreement(conversation)));
        let form = RwSignal::new(draft.unwrap_or_else(|| begun.clone()));
        let version = move |book: &Book| {
            let found = book.get(conversation);
            found.map_or(1, Conversation::next_version)
        };
        let whenever = Memo::new(move |_| {
            let version = version(&desk.book.read());
            form.read().whenever(version)
        });
        let outcome = Memo::new(move |_| {
            let book = desk.book.read();
            let previous = previous(&book, conversation);
            form.read().agreement(version(&book), previous, times.now())
        });
        Self {
            words: use_i18n(),
            desk,
            times,
            conversation,
            form,
            outcome,
            whenever,
            tried: RwSignal::new(false),
            board: RwSignal::new(Board::at(FIRST_CELL)),
            said: RwSignal::new(String::new()),
            begun: RwSignal::new(begun),
            history: RwSignal::new(History::default()),
            name,
        }
    }

    /// Changes the form in a way that can be taken back.
    pub(super) fn edit(self, kind: Kind, change: impl FnOnce(&mut Form)) {
        let mut change = Some(change);
        self.change(kind, &mut |form| {
            if let Some(change) = change.take() {
                change(form);
            }
        });
    }

    fn change(self, kind: Kind, change: &mut dyn FnMut(&mut Form)) {
        let before = self.form.get_untracked();
        if matches!(kind, Kind::Typed(_)) {
            self.said.set(String::new());
        }
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
        fill(sentence, &[("name", &self.name.get())])
    }

    /// What does not fit, from the top of the page: contradictions at once,
    /// what is missing once somebody has tried to propose.
    pub(super) fn problems(self) -> Vec<FieldProblem> {
        let outcome = self.outcome.get();
        let mut problems = outcome.as_ref().err().cloned().unwrap_or_default();
        if !self.tried.get() {
            problems.retain(|problem| problem.what != What::Missing);
        }
        sort_by_key(&mut problems, |problem| problem.field.place());
        problems
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

/// What to begin with: the proposal that is open, else the version agreed last,
/// else a rhythm of once a day; always from a day on that can still be agreed.
pub(super) fn first_form(book: &Book, conversation: ConversationId, reader: &Reader) -> Form {
    let proposed = book
        .get(conversation)
        .and_then(Conversation::open_proposal)
        .and_then(|entry| entry.agreement.as_ref().ok());
    let first = first_day(book, conversation, reader);
    match proposed.or_else(|| previous(book, conversation)) {
        Some(agreement) => {
            let document = agreement.document();
            Form::change(document, document.effective_from.max(first))
        }
        None => Form::new(Template::OnceADay, reader.zone, first),
    }
}

/// The first day from which what is proposed now can count.
pub(super) fn first_day(book: &Book, conversation: ConversationId, reader: &Reader) -> NaiveDate {
    match previous(book, conversation) {
        Some(previous) => first_midnight(previous.zone(), reader.now + previous.notice()),
        None => reader.date_of(reader.now),
    }
}

/// The first date in `zone` that does not begin before `instant`.
fn first_midnight(zone: Tz, instant: DateTime<Utc>) -> NaiveDate {
    let date = instant.with_timezone(&zone).date_naive();
    if resolve(zone, date, WallTime::MIDNIGHT) >= instant {
        date
    } else {
        date + Days::new(1)
    }
}

/// The latest version that both sides accepted.
pub(super) fn previous(book: &Book, conversation: ConversationId) -> Option<&Agreement> {
    let latest = book.get(conversation)?.timeline.versions().last()?;
    Some(&latest.agreement)
}
