//! Help lines' numbers that did not work: kept on this device, and told to a
//! patient's clinic. Whoever has joined keeps them sealed; else only which they
//! are is kept, not whose nor when (docs/decisions/helplines-table.md).

use super::{Desk, Session};
use crate::platform::preferences::Preference;
use crate::state::{
    DraftOf, Unworking, read_numbers, read_unworking, with_unworking, write_numbers,
};
use holdfast_protocol::{ConversationId, NumberReport, Role};
use holdfast_safety::country;
use leptos::prelude::*;

impl Desk {
    /// A patient's conversation.
    #[must_use]
    pub fn home(self) -> Option<ConversationId> {
        match self.session.get_untracked() {
            Session::Here {
                role: Role::Patient,
                home,
                ..
            } => home,
            _ => None,
        }
    }

    /// The numbers that did not work, as (country, number).
    #[must_use]
    pub fn unworking(self) -> Vec<(String, String)> {
        let mut all = open_numbers();
        let sealed = self.home().map(|home| self.unworking_told(home));
        let sealed = sealed.into_iter().flatten();
        all.extend(sealed.map(|one| (one.report.country, one.report.number)));
        all
    }

    /// The same of a patient, and whether the clinic was told.
    #[must_use]
    pub fn unworking_told(self, home: ConversationId) -> Vec<Unworking> {
        read_unworking(&self.draft(DraftOf::Beside(home)))
    }

    /// Keeps these of a patient, sealed.
    pub fn keep_unworking(self, home: ConversationId, all: &[Unworking]) {
        let of = DraftOf::Beside(home);
        let beside = with_unworking(&self.draft(of), all);
        self.save_draft(of, beside);
    }

    /// Seals what was kept before somebody joined.
    pub fn take_numbers_in(self, home: ConversationId) {
        let before = open_numbers();
        if before.is_empty() {
            return;
        }
        for (country, number) in before {
            let line = name_of(&country, &number);
            self.add_number(home, &country, &line, &number);
        }
        Preference::Numbers.clear();
    }

    /// Keeps that a line's number did not work, and tells the clinic before
    /// long.
    pub fn does_not_work(self, country: &str, line: &str, number: &str) {
        let Some(home) = self.home() else {
            let mut all = open_numbers();
            all.retain(|one| !is_it(one, country, number));
            all.push((country.to_owned(), number.to_owned()));
            return keep_open_numbers(&all);
        };
        self.add_number(home, country, line, number);
        self.driver(|driver| driver.tell_numbers_soon());
    }

    fn add_number(self, home: ConversationId, country: &str, line: &str, number: &str) {
        let mut all = self.unworking_told(home);
        all.retain(|one| !is_of(&one.report, country, number));
        all.push(Unworking {
            report: NumberReport {
                country: country.to_owned(),
                line: line.to_owned(),
                number: number.to_owned(),
                written: self.now.get_untracked(),
            },
            told: false,
        });
        self.keep_unworking(home, &all);
    }

    /// Takes it back; what the clinic was told stays told.
    pub fn works_after_all(self, country: &str, number: &str) {
        let mut open = open_numbers();
        open.retain(|one| !is_it(one, country, number));
        keep_open_numbers(&open);
        if let Some(home) = self.home() {
            let mut all = self.unworking_told(home);
            all.retain(|one| !is_of(&one.report, country, number));
            self.keep_unworking(home, &all);
        }
    }
}

/// Those that are kept where nothing is sealed.
fn open_numbers() -> Vec<(String, String)> {
    read_numbers(&Preference::Numbers.read().unwrap_or_default())
}

fn keep_open_numbers(all: &[(String, String)]) {
    if all.is_empty() {
        Preference::Numbers.clear();
    } else {
        Preference::Numbers.write(&write_numbers(all));
    }
}

/// Whose number it is, as the clinic will read it; the number itself where that
/// is not known.
fn name_of(code: &str, number: &str) -> String {
    let lines = country(code).map_or(&[][..], |country| country.lines);
    let line = lines.iter().find(|line| {
        let call = line.call.map(|call| call.shown());
        let text = line.text.map(|text| text.number);
        call == Some(number) || text == Some(number)
    });
    let name = line.map(|line| line.name).filter(|name| !name.is_empty());
    name.unwrap_or(number).to_owned()
}

fn is_it(one: &(String, String), country: &str, number: &str) -> bool {
    one.0 == country && one.1 == number
}

fn is_of(one: &NumberReport, country: &str, number: &str) -> bool {
    one.country == country && one.number == number
}
