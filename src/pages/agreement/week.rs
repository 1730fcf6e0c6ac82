//! The windows on a week grid: drawn, moved, stretched and copied.

use leptos::prelude::*;

use super::board::{Board, Said, Step};
use super::editor::Editor;
use super::form::{Form, WEEK};
use super::grid_words::{blocks, cells, said_words};
use super::history::Kind;
use super::pointer::Underway;
use crate::components::attributes::given;
use crate::components::choice::CheckField;
use crate::components::memo::Memo;
use crate::components::parts::{block, details, paragraph_of};
use crate::components::week_grid::{Act, DAY, Key, Spell, WeekGrid, svg, week_grid};
use crate::components::window_editor::DayName;
use crate::i18n::t_string;
use crate::i18n::times::{weekday_name, weekday_short};

/// The hours that are always shown.
const BY_DAY: (usize, usize) = (7, 20);
/// Id of the sentences that say how to use the grid with the keyboard.
const KEYS: &str = "week-keys";

/// The grid and what happens on it.
#[derive(Clone, Copy)]
pub(super) struct Week {
    pub(super) editor: Editor,
    pub(super) board: RwSignal<Board>,
    underway: RwSignal<Option<Underway>>,
    hours: Signal<(usize, usize)>,
}

/// The grid, how to use it, and what can be done with the window chosen.
pub(super) fn week(editor: Editor) -> AnyView {
    let all_hours = RwSignal::new(false);
    let week = Week {
        editor,
        board: editor.board,
        underway: RwSignal::new(None),
        hours: hours(editor.form, all_hours),
    };
    let words = editor.words;
    let keys = view! {
        <p {..given("id", KEYS)} class="quiet small">
            {t_string!(words, agreement.grid.keys)}
        </p>
    }
    .into_any();
    let nights = view! {
        <CheckField
            label=t_string!(words, agreement.grid.all_hours)
            checked=all_hours
            on_change=move |on| all_hours.set(on)
        />
    }
    .into_any();
    block(
        "stack",
        vec![
            paragraph_of("quiet", t_string!(words, agreement.grid.how)),
            details(t_string!(words, agreement.grid.keys_title), keys),
            week.grid(),
            nights,
            week.chosen(),
        ],
    )
}

impl Week {
    fn grid(self) -> AnyView {
        let (editor, board) = (self.editor, self.board);
        let (words, times) = (editor.words, editor.times);
        let language = times.reader(None).language;
        // The clock does not matter to what is written down.
        let reader = move || untrack(|| times.reader(None));
        let cells = Memo::new(move |_| {
            board.with(|board| cells(words, &editor.form.read(), board, &reader()))
        });
        let drawing = Memo::new(move |_| {
            let (from, until) = self.hours.get();
            let board = board.read();
            let underway = self.underway.read();
            let (form, refused) = match &*underway {
                Some(underway) => (underway.form.clone(), underway.refused),
                None => (editor.form.get(), None),
            };
            let blocks = blocks(words, &form, &board, refused);
            svg(&blocks, from, until)
        });
        let name = |day| DayName {
            short: weekday_short(day, language),
            full: weekday_name(day, language),
        };
        let cursor = Memo::new(move |_| board.with(|board| board.cursor));
        week_grid(WeekGrid {
            label: t_string!(words, agreement.grid.label).to_owned(),
            hour: t_string!(words, agreement.grid.hour),
            described_by: KEYS,
            days: WEEK.map(name),
            hours: self.hours,
            cells: cells.into(),
            cursor: cursor.into(),
            drawing: drawing.into(),
            act: Callback::new(move |act| self.act(act)),
        })
    }

    fn act(self, act: Act) -> bool {
        let form = self.editor.form.get_untracked();
        match act {
            Act::Key(Key::Undo, _) => self.editor.undo(),
            Act::Key(key, shift) => {
                // Escape ends a drag, too.
                self.underway.set(None);
                let hours = self.hours.get_untracked();
                let holds = self.board.with_untracked(Board::holds);
                let step = self.step(|board| board.key(&form, key, shift, hours));
                let kind = if holds { Kind::Held } else { Kind::Once };
                self.take(kind, step);
                if self.board.with_untracked(Board::holds) != holds {
                    self.editor.seal();
                }
            }
            Act::Focus(cell) => {
                if self.board.with_untracked(|board| board.cursor != cell) {
                    self.board.update(|board| board.focus(cell));
                }
            }
            Act::Cell(cell) => {
                let step = self.step(|board| board.activate(&form, cell));
                self.take(Kind::Once, step);
            }
            Act::Down { at, reach, finger } => {
                let down = |board: &mut Board| board.down(&form, at, reach, finger);
                return self.board.try_update(down).unwrap_or(false);
            }
            Act::Drag(at) => {
                let underway = self
                    .board
                    .try_update_untracked(|board| board.drag(&form, at));
                let underway = underway.flatten();
                if self.underway.with_untracked(|known| *known != underway) {
                    self.underway.set(underway);
                }
            }
            Act::Up => {
                self.underway.set(None);
                let step = self.step(|board| board.up(&form));
                self.take(Kind::Once, step);
            }
            Act::Cancel => {
                self.underway.set(None);
                self.board.update(Board::cancel);
            }
            Act::Left => {
                if self.board.with_untracked(Board::holds) {
                    self.board.update(Board::leave);
                    self.editor.seal();
                }
            }
        }
        false
    }

    pub(super) fn step(self, run: impl FnOnce(&mut Board) -> Step) -> Step {
        self.board.try_update(run).unwrap_or_default()
    }

    /// Makes a step's form the form, and says what is to be said.
    pub(super) fn take(self, kind: Kind, step: Step) {
        let Step { form, said } = step;
        if let Some(form) = form {
            self.editor.edit(kind, move |now| *now = form);
        }
        if let Some(said) = said {
            self.say(&said);
        }
    }

    fn say(self, said: &Said) {
        let reader = untrack(|| self.editor.times.reader(None));
        self.editor
            .say(said_words(self.editor.words, said, &reader));
    }
}

/// The hours shown: those of the day, or as many more as the windows need, and
/// never fewer than before, so that nothing jumps while a window moves.
fn hours(form: RwSignal<Form>, all: RwSignal<bool>) -> Signal<(usize, usize)> {
    let shown = Memo::new(move |before: Option<&(bool, (usize, usize))>| {
        let (all, known) = (all.get(), before.filter(|(all, _)| !all));
        let at_least = known.map_or(BY_DAY, |(_, hours)| *hours);
        let hours = if all {
            (0, 24)
        } else {
            needed(&form.read(), at_least)
        };
        (all, hours)
    });
    Signal::derive(move || shown.get().1)
}

/// The hours that the windows of `form` need, at least `(from, until)`.
fn needed(form: &Form, (from, until): (usize, usize)) -> (usize, usize) {
    form.spells()
        .iter()
        .flat_map(Spell::pieces)
        .fold((from, until), |(from, until), piece| {
            let hour = |minute: i32| usize::try_from(minute / 60).unwrap_or(0);
            let ends = hour((piece.until + 59).min(DAY));
            (from.min(hour(piece.from)), until.max(ends))
        })
}
