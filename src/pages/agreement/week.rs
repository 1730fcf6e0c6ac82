//! The windows on a week grid: drawn, moved, stretched and copied.

use leptos::prelude::*;

use super::board::{Board, Chosen, Said, Step, Underway};
use super::editor::Editor;
use super::form::{Form, WEEK};
use super::grid::{End, Refused};
use super::grid_words::{blocks, cells, said_words, spell_words};
use super::history::Kind;
use crate::components::button::{ButtonKind, button, button_with};
use crate::components::choice::CheckField;
use crate::components::icon::IconName;
use crate::components::live::live;
use crate::components::parts::{block, details, nothing, paragraph_of, row, status};
use crate::components::week_grid::{Act, DAY, Key, Spell, WeekGrid, svg, week_grid};
use crate::components::window_editor::{DayName, day_chip, day_picker};
use crate::i18n::times::{weekday_name, weekday_short};
use crate::i18n::{fill, t_string};
use crate::state::page;

/// The hours that are always shown.
const BY_DAY: (usize, usize) = (7, 20);
/// Id of the sentences that say how to use the grid.
const HOW: &str = "week-how";

/// The grid and what happens on it.
#[derive(Clone, Copy)]
pub(super) struct Week {
    editor: Editor,
    board: RwSignal<Board>,
    underway: RwSignal<Option<Underway>>,
    said: RwSignal<String>,
    hours: Signal<(usize, usize)>,
}

/// The grid, how to use it, and what can be done with the window chosen.
pub(super) fn week(editor: Editor) -> AnyView {
    let all_hours = RwSignal::new(false);
    let week = Week {
        editor,
        board: editor.board,
        underway: RwSignal::new(None),
        said: editor.said,
        hours: hours(editor.form, all_hours),
    };
    let words = editor.words;
    let how = vec![
        paragraph_of("quiet", t_string!(words, agreement.grid.how)),
        details(
            t_string!(words, agreement.grid.keys_title),
            paragraph_of("quiet small", t_string!(words, agreement.grid.keys)),
        ),
    ];
    let how = view! { <div id=HOW>{how}</div> }.into_any();
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
            how,
            week.grid(),
            nights,
            status(Some("week-said"), move || week.said.get()),
            undo(editor),
            week.chosen(),
        ],
    )
}

/// Takes back the last change, of the grid or of anything else.
fn undo(editor: Editor) -> AnyView {
    let can = Memo::new(move |_| editor.can_undo());
    live(move || {
        if !can.get() {
            return nothing();
        }
        let said = t_string!(editor.words, agreement.undo);
        row(vec![button_with(
            IconName::Back,
            ButtonKind::Plain,
            said,
            move || editor.undo(),
        )])
    })
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
            described_by: HOW,
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

    fn step(self, run: impl FnOnce(&mut Board) -> Step) -> Step {
        self.board.try_update(run).unwrap_or_default()
    }

    /// Makes a step's form the form, and says what is to be said.
    fn take(self, kind: Kind, step: Step) {
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
        self.said.set(said_words(self.editor.words, said, &reader));
    }

    /// What can be done with the window chosen, without any dragging.
    fn chosen(self) -> AnyView {
        let editor = self.editor;
        // Drawn anew for another window only: its buttons keep the focus.
        let shown = Memo::new(move |_| {
            let form = editor.form.read();
            let spell = self.board.with(|board| board.spell(&form))?;
            let days = form.windows.get(spell.window)?.days;
            let several = days.iter().filter(|on| **on).count() > 1;
            Some((spell.window, spell.day, several))
        });
        live(move || match shown.get() {
            Some((window, day, several)) => self.panel(Chosen { window, day }, several),
            None => nothing(),
        })
    }

    fn panel(self, chosen: Chosen, several: bool) -> AnyView {
        let editor = self.editor;
        let words = editor.words;
        let reader = untrack(|| editor.times.reader(None));
        let day = weekday_name(WEEK[chosen.day.min(6)], reader.language);
        let about = |sentence: &str| fill(sentence, &[("day", day)]);
        let title = Memo::new(move |_| {
            let spell = editor.form.read().spell(chosen.window, chosen.day);
            spell.map_or_else(String::new, |spell| spell_words(&spell, &reader))
        });
        let more = if several {
            paragraph_of("quiet small", t_string!(words, agreement.grid.together))
        } else {
            nothing()
        };
        let mut ways = vec![
            self.nudge(t_string!(words, agreement.grid.earlier), None, -1),
            self.nudge(t_string!(words, agreement.grid.later), None, 1),
            self.nudge(
                t_string!(words, agreement.grid.shorter),
                Some(End::Closing),
                -1,
            ),
            self.nudge(
                t_string!(words, agreement.grid.longer),
                Some(End::Closing),
                1,
            ),
        ];
        if several {
            let said = about(t_string!(words, agreement.grid.apart));
            ways.push(button(ButtonKind::Quiet, said, move || self.apart(chosen)));
        }
        let exact = t_string!(words, agreement.grid.exact);
        let to_fields = move || page::focus(&format!("#window-{}-opens", chosen.window));
        ways.push(button_with(
            IconName::Clock,
            ButtonKind::Quiet,
            exact,
            to_fields,
        ));
        let remove = if several {
            about(t_string!(words, agreement.grid.remove_day))
        } else {
            t_string!(words, agreement.grid.remove).to_owned()
        };
        let take_out = move || self.remove(chosen);
        ways.push(button_with(
            IconName::Remove,
            ButtonKind::Plain,
            remove,
            take_out,
        ));
        let days = self.days(chosen);
        view! {
            <div
                class="sheet stack stack-close"
                role="group"
                aria-label=move || title.get()
                data-testid="chosen-window"
            >
                <h3>{move || title.get()}</h3>
                {more}
                {days}
                {row(ways)}
            </div>
        }
        .into_any()
    }

    fn nudge(self, said: &'static str, end: Option<End>, quarters: i32) -> AnyView {
        button(ButtonKind::Quiet, said, move || {
            let form = self.editor.form.get_untracked();
            let step = self.step(|board| board.nudge(&form, end, quarters));
            self.take(Kind::Once, step);
        })
    }

    /// The days of the chosen window: one more copies it there.
    fn days(self, Chosen { window, day: here }: Chosen) -> AnyView {
        let editor = self.editor;
        let language = untrack(|| editor.times.reader(None)).language;
        let chip = |day: usize| {
            let name = DayName {
                short: weekday_short(WEEK[day], language),
                full: weekday_name(WEEK[day], language),
            };
            let on = Signal::derive(move || editor.form.read().spell(window, day).is_some());
            let choose = move |on| self.on_day(Chosen { window, day: here }, day, on);
            day_chip(name, on, Callback::new(choose))
        };
        let label = t_string!(editor.words, agreement.grid.copy);
        day_picker(label, (0..7).map(chip).collect())
    }

    fn on_day(self, chosen: Chosen, day: usize, on: bool) {
        let form = self.editor.form.get_untracked();
        let window = chosen.window;
        let edited = if on {
            form.with_day(window, day, true)
        } else {
            Ok(form.clone().without(window, day))
        };
        let spell = |form: &Form| form.spell(window, day);
        let step = match edited {
            Ok(after) => {
                self.stay_chosen(&after, chosen);
                Step {
                    said: match on {
                        true => spell(&after).map(Said::Drawn),
                        false => spell(&form).map(Said::Removed),
                    },
                    form: Some(after),
                }
            }
            Err(why) => {
                // The chip goes back to what is so.
                self.editor.form.update(|_| {});
                refused(why)
            }
        };
        self.take(Kind::Once, step);
    }

    /// Stays with the window on another of its days where the chosen one goes.
    fn stay_chosen(self, form: &Form, Chosen { window, day }: Chosen) {
        let has = |day: &usize| form.spell(window, *day).is_some();
        let day = Some(day).filter(has).or_else(|| (0..7).find(has));
        self.board.update(|board| match day {
            Some(day) => board.choose(Chosen { window, day }),
            None => board.let_go(),
        });
    }

    /// One day of the chosen window as a window of its own.
    fn apart(self, Chosen { window, day }: Chosen) {
        let form = self.editor.form.get_untracked();
        let step = match form.apart(window, day) {
            Ok((form, window)) => {
                self.board
                    .update(|board| board.choose(Chosen { window, day }));
                Step {
                    said: form.spell(window, day).map(Said::Drawn),
                    form: Some(form),
                }
            }
            Err(why) => refused(why),
        };
        self.take(Kind::Once, step);
    }

    /// Takes the chosen day out; the keyboard goes on in the grid.
    fn remove(self, Chosen { window, day }: Chosen) {
        let form = self.editor.form.get_untracked();
        let Some(spell) = form.spell(window, day) else {
            return;
        };
        let step = self.step(|board| board.remove(&form, spell));
        self.take(Kind::Once, step);
        page::focus(".week [tabindex='0']");
    }
}

fn refused(why: Refused) -> Step {
    Step {
        form: None,
        said: Some(Said::Refused(why)),
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
