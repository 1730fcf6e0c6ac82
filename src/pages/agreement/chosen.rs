//! What can be done with the window chosen on the grid, without any dragging.

use leptos::prelude::*;

use super::board::{Chosen, Said, Step};
use super::form::{Form, WEEK};
use super::grid::{End, Refused};
use super::grid_words::spell_words;
use super::history::Kind;
use super::week::Week;
use crate::components::attributes::following;
use crate::components::button::{ButtonKind, button, button_with};
use crate::components::icon::IconName;
use crate::components::live::{live, live_words};
use crate::components::memo::Memo;
use crate::components::parts::{nothing, paragraph_of, row};
use crate::components::window_editor::{DayName, day_chip, day_picker};
use crate::i18n::times::{weekday_name, weekday_short};
use crate::i18n::{fill, t_string};
use crate::state::page;

impl Week {
    /// The chosen window, and what can be done with it; nothing without one.
    pub(super) fn chosen(self) -> AnyView {
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
            Some((window, day, several)) => untrack(|| self.panel(Chosen { window, day }, several)),
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
                {..following("aria-label", move || title.get())}
                data-testid="chosen-window"
            >
                <h3>{live_words(move || title.get().into())}</h3>
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
