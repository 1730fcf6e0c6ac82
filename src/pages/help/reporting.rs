//! "This number did not work": thanks, the next line at once, and a word to
//! the clinic.

use super::lines::{line_name, ways};
use crate::{
    components::{
        button::{ButtonKind, button},
        live::{effect, live},
        parts::{nothing, paragraph, row},
        prompt::help_link,
    },
    i18n::{fill, t_string},
    pages::shell::Words,
    state::{Desk, page},
};
use holdfast_safety::{Country, HelpLine};
use leptos::prelude::*;

/// The numbers that did not work, as (country, number), and the desk that
/// tells of them.
#[derive(Clone, Copy)]
pub struct Reports {
    desk: Desk,
    all: RwSignal<Vec<(String, String)>>,
}

impl Reports {
    /// What this device knows.
    pub fn new(desk: Desk) -> Self {
        let all = RwSignal::new(desk.unworking());
        // What is sealed is known once it is known who is here.
        effect(move || {
            desk.session.track();
            let now = desk.unworking();
            if all.with_untracked(|all| *all != now) {
                all.set(now);
            }
        });
        Self { desk, all }
    }

    /// The button of a line; once pressed, what became of it and where to go
    /// on.
    pub fn of(self, words: Words, country: &'static Country, line: &'static HelpLine) -> AnyView {
        let number = number_of(line);
        if number.is_empty() {
            return nothing();
        }
        let part = live(move || {
            if self.has(country, number) {
                self.reported(words, country, line)
            } else {
                self.offer(words, country, line)
            }
        });
        view! { <div class="help-report screen-only" id=id_of(number)>{part}</div> }.into_any()
    }

    fn has(self, country: &Country, number: &str) -> bool {
        self.all.with(|all| {
            all.iter()
                .any(|(of, one)| of == country.code && one == number)
        })
    }

    fn offer(self, words: Words, country: &'static Country, line: &'static HelpLine) -> AnyView {
        let press = move || {
            let number = number_of(line);
            self.desk
                .does_not_work(country.code, line_name(words, line), number);
            self.all.set(self.desk.unworking());
            go_to(number, " .help-reported");
        };
        let tell = t_string!(words, help.not_working.tell);
        button(ButtonKind::Plain, tell, press)
    }

    fn reported(self, words: Words, country: &'static Country, line: &'static HelpLine) -> AnyView {
        let number = number_of(line);
        let thanks = t_string!(words, help.not_working.thanks);
        let thanks = fill(thanks, &[("number", number)]);
        let became = if self.desk.home().is_some() {
            t_string!(words, help.not_working.told)
        } else {
            t_string!(words, help.not_working.kept)
        };
        let undo = move || {
            self.desk.works_after_all(country.code, number);
            self.all.set(self.desk.unworking());
            go_to(number, " button");
        };
        let undo = button(
            ButtonKind::Plain,
            t_string!(words, help.not_working.undo),
            undo,
        );
        let mut parts = vec![paragraph(thanks), paragraph(became)];
        parts.extend(self.next(words, country, line));
        parts.push(row(vec![undo]));
        view! {
            <div class="stack stack-close help-reported" role="status" tabindex="-1">
                {parts}
            </div>
        }
        .into_any()
    }

    /// Where to go on: a line for the same need that is not known to fail, else
    /// any, else the emergency number.
    fn next(
        self,
        words: Words,
        country: &'static Country,
        line: &'static HelpLine,
    ) -> Vec<AnyView> {
        let works = |one: &&HelpLine| {
            number_of(one) != number_of(line) && !self.has(country, number_of(one))
        };
        let mut others = country.lines.iter().filter(works);
        let same = others.clone().find(|one| one.need == line.need);
        let (name, way) = match same.or_else(|| others.next()) {
            Some(next) => (
                line_name(words, next),
                ways(words, next, false).into_iter().next(),
            ),
            None => {
                let first = country.emergency.first();
                let call = first.map(|number| super::lines::emergency_call(words, number));
                (t_string!(words, help.emergency_title), call)
            }
        };
        let Some(way) = way else {
            return Vec::new();
        };
        let next = t_string!(words, help.not_working.next);
        let next = format!("{next}: {name}");
        vec![paragraph(next), row(vec![help_link(way, true)])]
    }
}

/// The part of one line: no number is there twice.
fn id_of(number: &str) -> String {
    let digits = number.chars().filter(char::is_ascii_digit);
    "report-".chars().chain(digits).collect()
}

/// Moves the focus to something in the part of one line, once it is there.
fn go_to(number: &'static str, what: &'static str) {
    page::once_shown(move || page::focus(&format!("#{}{what}", id_of(number))));
}

/// What was dialled: a number to call, or else one to write to.
#[must_use]
pub fn number_of(line: &HelpLine) -> &'static str {
    match (line.call, line.text) {
        (Some(call), _) => call.shown(),
        (None, Some(text)) => text.number,
        (None, None) => "",
    }
}
