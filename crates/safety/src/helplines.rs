//! The help lines, by country. The tables are made by `data/helplines/make.py`.
//!
//! Every number is written as one dials it inside its country: a short code such as 988
//! or 116 123 has no international form. The country is always the reader's choice
//! (product rule 13); nothing here guesses one.
//!
//! A first part is in the program: every country's emergency numbers, its main crisis line and
//! its main line for domestic violence. The rest is a file beside the program, which
//! [`install_lines`] takes.

use crate::Category;
use std::sync::{Mutex, PoisonError};

mod reading;

/// Emergency numbers of all countries, and the first lines of each.
static FIRST: &str = include_str!("../data/helplines/first.txt");

/// A country or territory and its ways to help.
#[derive(Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: &'static str,
    /// Emergency numbers, the general one first. Empty where none is known.
    pub emergency: &'static [EmergencyNumber],
    /// Help lines, the country's main crisis line first. Empty where none is known.
    pub lines: &'static [HelpLine],
    /// When the emergency numbers were last compared with their sources, `YYYY-MM-DD`.
    pub checked: &'static str,
    /// Where the emergency numbers come from.
    pub source: Sources,
}

/// A number for danger in this minute.
#[derive(Debug, PartialEq, Eq)]
pub struct EmergencyNumber {
    /// What to dial.
    pub number: Dial,
    /// Who answers.
    pub for_what: EmergencyService,
}

/// Who answers an emergency number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum EmergencyService {
    Any,
    Police,
    Ambulance,
    /// Fire and ambulance.
    FireAndAmbulance,
}

/// Whom a help line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Need {
    Crisis,
    DomesticViolence,
    SexualViolence,
    Child,
    Lgbt,
    Older,
    /// Alcohol, drugs, gambling.
    Substance,
    Bereavement,
    Eating,
    Veterans,
    /// Somebody to talk to, about other troubles.
    Support,
}

impl Need {
    /// Every need, in the order in which lines are shown.
    pub const ALL: [Self; 11] = [
        Self::Crisis,
        Self::DomesticViolence,
        Self::SexualViolence,
        Self::Child,
        Self::Lgbt,
        Self::Older,
        Self::Substance,
        Self::Bereavement,
        Self::Eating,
        Self::Veterans,
        Self::Support,
    ];

    /// The names that `data/helplines/helplines.tsv` and addresses use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Crisis => "crisis",
            Self::DomesticViolence => "domestic_violence",
            Self::SexualViolence => "sexual_violence",
            Self::Child => "child",
            Self::Lgbt => "lgbt",
            Self::Older => "older",
            Self::Substance => "substance",
            Self::Bereavement => "bereavement",
            Self::Eating => "eating",
            Self::Veterans => "veterans",
            Self::Support => "support",
        }
    }
}

/// A synchronous service for people in crisis. At least one of `call`, `text`, `chat` is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpLine {
    /// The service's own name; empty where the sources name only the country's crisis line.
    pub name: &'static str,
    /// Whom it is for.
    pub need: Need,
    /// By phone.
    pub call: Option<Dial>,
    /// By text message.
    pub text: Option<TextLine>,
    /// By chat: an https address.
    pub chat: Option<&'static str>,
    /// When it answers, such as `24/7`; empty where no source states it.
    pub hours: &'static str,
    /// ISO 639 codes; empty where no source states them.
    pub languages: &'static [&'static str],
    /// Where the row comes from.
    pub source: Sources,
    /// When the newest of its sources was checked, `YYYY-MM-DD`.
    pub checked: &'static str,
    /// How many sources name it; 1 marks a row that rests on one source.
    pub sources: u8,
}

/// The sources of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sources(&'static str);

impl Sources {
    /// Their names.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        self.0.chars().filter_map(reading::source_name)
    }
}

/// A number that can be called from inside its country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Dial(&'static str);

impl Dial {
    /// The number as people read it, grouped.
    pub fn shown(&self) -> &'static str {
        self.0
    }

    /// A `tel:` address: what is dialled and nothing else.
    pub fn href(&self) -> String {
        dialled_after("tel:", self.0)
    }
}

/// A number that takes text messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TextLine {
    /// The number as people read it.
    pub number: &'static str,
    /// The word to send first, where the service asks for one.
    pub say: Option<&'static str>,
}

impl TextLine {
    /// An `sms:` address; where there is a word to send, it is already written in.
    ///
    /// `?&body=` is the form that both iOS (which wants `&`) and Android (which wants `?`) read.
    pub fn href(&self) -> String {
        let mut href = dialled_after("sms:", self.number);
        if let Some(say) = self.say {
            href.push_str("?&body=");
            href.push_str(say);
        }
        href
    }
}

/// What was read of the tables so far.
struct Shelf {
    rest: &'static str,
    read: Vec<&'static Country>,
}

static SHELF: Mutex<Shelf> = Mutex::new(Shelf {
    rest: "",
    read: Vec::new(),
});

/// Takes the file with all lines beyond the first ones; it is kept for as long as the program
/// runs. What it cannot read of it, it leaves out.
pub fn install_lines(file: String) {
    let mut shelf = SHELF.lock().unwrap_or_else(PoisonError::into_inner);
    if shelf.rest.is_empty() {
        shelf.rest = file.leak();
        shelf.read.clear();
    }
}

/// Whether [`install_lines`] has been called: until then only the first lines are known.
#[must_use]
pub fn has_all_lines() -> bool {
    let shelf = SHELF.lock().unwrap_or_else(PoisonError::into_inner);
    !shelf.rest.is_empty()
}

/// The codes of all countries and territories in the table, in order.
pub fn country_codes() -> impl Iterator<Item = &'static str> {
    reading::codes(FIRST)
}

/// The country with this ISO 3166-1 alpha-2 code, in either case.
///
/// Each country is read from the table once, and stays.
#[must_use]
pub fn country(code: &str) -> Option<&'static Country> {
    let mut shelf = SHELF.lock().unwrap_or_else(PoisonError::into_inner);
    let is_it = |country: &&&Country| country.code.eq_ignore_ascii_case(code);
    if let Some(read) = shelf.read.iter().find(is_it) {
        return Some(read);
    }
    let read: &Country = Box::leak(Box::new(reading::country(FIRST, shelf.rest, code)?));
    shelf.read.push(read);
    Some(read)
}

/// All of a country's lines, those that fit the categories best first.
///
/// A domestic-violence line leads when abuse is among the categories, a crisis line
/// otherwise; inside one need the table's order stands.
pub fn lines_for<'a>(
    country: &'a Country,
    categories: &[Category],
) -> impl Iterator<Item = &'a HelpLine> {
    let mut order = Need::ALL;
    if categories.contains(&Category::Abuse) {
        order[..3].rotate_left(1);
    }
    order
        .into_iter()
        .flat_map(|need| country.lines.iter().filter(move |line| line.need == need))
}

fn dialled_after(scheme: &str, number: &str) -> String {
    let mut href = String::from(scheme);
    for character in number.chars() {
        match character {
            '0'..='9' | '*' => href.push(character),
            '#' => href.push_str("%23"),
            _ => {}
        }
    }
    href
}
