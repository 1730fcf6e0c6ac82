//! Time away on the page's calendar.

use chrono::{Datelike as _, NaiveDate};
use leptos::prelude::*;

use super::away::{ChoseDay, opens_at};
use super::editor::Editor;
use super::form::WEEK;
use super::history::Kind;
use crate::components::button::{ButtonKind, button};
use crate::components::live::live;
use crate::components::month_calendar::{CalendarWords, DayWords, MonthCalendar, month_calendar};
use crate::components::parts::{block, nothing, paragraph_of};
use crate::components::window_editor::DayName;
use crate::i18n::times::{Reader, month_name, weekday_name, weekday_short};
use crate::i18n::{fill, t_string};

/// What stands under the number of a day: a window, a single window, away.
const SIGNS: [&str; 3] = ["•", "+", "≈"];

#[derive(Clone, Copy)]
struct Calendar {
    editor: Editor,
    cursor: RwSignal<NaiveDate>,
    /// The first day, while the last is to be chosen.
    first: RwSignal<Option<NaiveDate>>,
}

/// A month to choose time away on.
pub(super) fn calendar(editor: Editor) -> AnyView {
    let words = editor.words;
    let today = untrack(|| {
        let reader = editor.times.reader(None);
        reader.date_of(reader.now)
    });
    let begin = opens_at(&editor.form.read_untracked(), today);
    let calendar = Calendar {
        editor,
        cursor: RwSignal::new(begin),
        first: RwSignal::new(None),
    };
    let how = paragraph_of("quiet", t_string!(words, agreement.calendar.how));
    let signs = [
        t_string!(words, agreement.calendar.window),
        t_string!(words, agreement.calendar.extra),
        t_string!(words, agreement.calendar.away),
    ];
    let legend: Vec<String> = SIGNS
        .iter()
        .zip(signs)
        .map(|(sign, said)| format!("{sign} {said}"))
        .collect();
    let stop = live(move || {
        if calendar.first.get().is_none() {
            return nothing();
        }
        let said = t_string!(words, agreement.calendar.stop);
        button(ButtonKind::Quiet, said, move || calendar.stop())
    });
    block(
        "stack stack-close",
        vec![
            how,
            calendar.month(),
            paragraph_of("quiet small", legend.join(" · ")),
            stop,
        ],
    )
}

impl Calendar {
    fn month(self) -> AnyView {
        let words = self.editor.words;
        let language = self.reader().language;
        let name = |day| DayName {
            short: weekday_short(day, language),
            full: weekday_name(day, language),
        };
        let cursor = self.cursor;
        let month = Signal::derive(move || {
            let date = cursor.get();
            format!("{} {}", month_name(date.month(), language), date.year())
        });
        month_calendar(MonthCalendar {
            words: CalendarWords {
                label: t_string!(words, agreement.calendar.label).to_owned(),
                month,
                earlier: t_string!(words, agreement.calendar.earlier),
                later: t_string!(words, agreement.calendar.later),
                days: WEEK.map(name),
            },
            cursor,
            day: Callback::new(move |date| self.day(date)),
            choose: Callback::new(move |date| self.choose(date)),
            escape: Callback::new(move |()| self.stop()),
        })
    }

    fn reader(self) -> Reader {
        untrack(|| self.editor.times.reader(None))
    }

    fn day(self, date: NaiveDate) -> DayWords {
        let (words, reader) = (self.editor.words, self.reader());
        let form = self.editor.form.read();
        let on = form.on_the_day(date);
        let chosen = self.first.get().is_some_and(|first| {
            let last = self.cursor.get();
            (first.min(last)..=first.max(last)).contains(&date)
        });
        let day = weekday_name(date.weekday(), reader.language);
        let mut said = vec![format!("{day}, {}", reader.date(date))];
        if on.window {
            said.push(t_string!(words, agreement.calendar.window).to_owned());
        }
        if on.extra {
            said.push(t_string!(words, agreement.calendar.extra).to_owned());
        }
        if let Some(row) = on.away {
            let note = form.away.get(row).map_or("", |away| away.note.trim());
            said.push(if note.is_empty() {
                t_string!(words, agreement.calendar.away).to_owned()
            } else {
                let sentence = t_string!(words, agreement.calendar.away_note);
                fill(sentence, &[("note", note)])
            });
        }
        let marks = [on.window, on.extra, on.away.is_some()];
        let signs = SIGNS.iter().zip(marks);
        DayWords {
            number: reader.day_number(date),
            label: said.join(", "),
            signs: signs.filter_map(|(sign, on)| on.then_some(*sign)).collect(),
            away: on.away.is_some(),
            chosen,
        }
    }

    fn choose(self, date: NaiveDate) {
        let (editor, reader) = (self.editor, self.reader());
        let words = editor.words;
        let dates = |sentence: &str, dates: &str| fill(sentence, &[("dates", dates)]);
        let chose = editor
            .form
            .read_untracked()
            .choose_day(self.first.get_untracked(), date);
        let said = match chose {
            ChoseDay::First(first) => {
                self.first.set(Some(first));
                dates(
                    t_string!(words, agreement.calendar.first),
                    &reader.date(first),
                )
            }
            ChoseDay::Away(form, from, until) => {
                self.first.set(None);
                editor.edit(Kind::Once, |now| *now = *form);
                let said = t_string!(words, agreement.calendar.added);
                dates(said, &reader.dates(from, until))
            }
            ChoseDay::There(row) => {
                Editor::go_to(format!("#away-{row}-from"));
                return;
            }
            ChoseDay::Full => t_string!(words, agreement.calendar.full).to_owned(),
        };
        editor.say(said);
    }

    /// Forgets the first day.
    fn stop(self) {
        if self.first.get_untracked().is_some() {
            self.first.set(None);
            let said = t_string!(self.editor.words, agreement.calendar.stopped);
            self.editor.say(said.to_owned());
        }
    }
}
