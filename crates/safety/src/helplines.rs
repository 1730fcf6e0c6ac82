//! The help lines, by country. The table is made by `data/helplines/make.py`.
//!
//! Every number is written as one dials it inside its country: a short code such as 988
//! or 116 123 has no international form. The country is always the reader's choice
//! (product rule 13); nothing here guesses one.

use crate::Category;

include!(concat!(env!("OUT_DIR"), "/helplines.rs"));

/// A country or territory and its ways to help.
#[derive(Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: &'static str,
    /// The English name; names in other languages are the app's.
    pub name_english: &'static str,
    /// Emergency numbers, the general one first. Never empty.
    pub emergency: &'static [EmergencyNumber],
    /// Help lines, the country's main crisis line first. Never empty.
    pub lines: &'static [HelpLine],
    /// When the emergency numbers were last compared with their sources, `YYYY-MM-DD`.
    pub checked: &'static str,
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
}

/// A synchronous service for people in crisis. At least one of `call`, `text`, `chat` is there.
#[derive(Debug, PartialEq, Eq)]
pub struct HelpLine {
    /// The service's own name.
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
    pub source: &'static str,
    /// When the newest of its sources was checked, `YYYY-MM-DD`.
    pub checked: &'static str,
    /// How many sources name it; 1 marks a row that rests on one source.
    pub sources: u8,
}

/// A number that can be called from inside its country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Dial(&'static str);

impl Dial {
    /// The number as people read it, grouped.
    pub fn shown(&self) -> &'static str {
        self.0
    }

    /// A `tel:` address: digits only.
    pub fn href(&self) -> String {
        digits_after("tel:", self.0)
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
        let mut href = digits_after("sms:", self.number);
        if let Some(say) = self.say {
            href.push_str("?&body=");
            href.push_str(say);
        }
        href
    }
}

/// Every country in the table, in order of its English name.
pub fn countries() -> &'static [Country] {
    COUNTRIES
}

/// The country with this ISO 3166-1 alpha-2 code, in either case.
pub fn country(code: &str) -> Option<&'static Country> {
    COUNTRIES
        .iter()
        .find(|country| country.code.eq_ignore_ascii_case(code))
}

/// All of a country's lines, those that fit the categories best first.
///
/// A domestic-violence line leads when abuse is among the categories, a crisis line
/// otherwise; inside one need the table's order stands.
pub fn lines_for<'a>(
    country: &'a Country,
    categories: &[Category],
) -> impl Iterator<Item = &'a HelpLine> {
    let order = if categories.contains(&Category::Abuse) {
        [
            Need::DomesticViolence,
            Need::SexualViolence,
            Need::Crisis,
            Need::Child,
        ]
    } else {
        [
            Need::Crisis,
            Need::DomesticViolence,
            Need::SexualViolence,
            Need::Child,
        ]
    };
    order
        .into_iter()
        .flat_map(|need| country.lines.iter().filter(move |line| line.need == need))
}

fn digits_after(scheme: &str, number: &str) -> String {
    let mut href = String::from(scheme);
    href.extend(number.chars().filter(char::is_ascii_digit));
    href
}
