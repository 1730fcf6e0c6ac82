//! Help lines in words: names of countries, ways to reach a line, its facts.

use crate::{
    components::prompt::{HelpAction, HelpWay},
    i18n::{fill, t_string, times::Reader},
    pages::shell::Words,
};
use holdfast_rhythm::{parse_date, sort_by_key};
use holdfast_safety::{Country, EmergencyNumber, EmergencyService, HelpLine, Need, countries};

/// What stands for a country that has no checked numbers yet.
pub const ELSEWHERE: &str = "elsewhere";

/// Countries to choose from, in the order of their names, with "choose" at the
/// start and "not here" at the end.
#[must_use]
pub fn country_options(words: Words) -> Vec<(String, String)> {
    let mut named: Vec<_> = countries()
        .iter()
        .map(|country| (country.code, country_name(words, country)))
        .collect();
    sort_by_key(&mut named, |(_, name)| *name);
    let mut options = vec![("", t_string!(words, help.country_choose))];
    options.append(&mut named);
    options.push((ELSEWHERE, t_string!(words, help.elsewhere)));
    options
        .into_iter()
        .map(|(code, name)| (code.to_owned(), name.to_owned()))
        .collect()
}

fn country_name(words: Words, country: &Country) -> &'static str {
    match country.code {
        "AU" => t_string!(words, help.country.au),
        "AT" => t_string!(words, help.country.at),
        "CA" => t_string!(words, help.country.ca),
        "DE" => t_string!(words, help.country.de),
        "IE" => t_string!(words, help.country.ie),
        "NL" => t_string!(words, help.country.nl),
        "NZ" => t_string!(words, help.country.nz),
        "CH" => t_string!(words, help.country.ch),
        "GB" => t_string!(words, help.country.gb),
        "US" => t_string!(words, help.country.us),
        _ => country.name_english,
    }
}

/// Ways to a line: by voice, by text, and by chat where there is a connection.
#[must_use]
pub fn ways(words: Words, line: &HelpLine, online: bool) -> Vec<HelpAction> {
    let call = line.call.map(|number| HelpAction {
        way: HelpWay::Call,
        href: number.href(),
        label: fill(t_string!(words, help.call), &[("number", number.shown())]),
    });
    let text = line.text.map(|number| HelpAction {
        way: HelpWay::Text,
        href: number.href(),
        label: match number.say {
            Some(word) => fill(
                t_string!(words, help.text_word),
                &[("word", word), ("number", number.number)],
            ),
            None => fill(t_string!(words, help.text), &[("number", number.number)]),
        },
    });
    let chat = line.chat.filter(|_| online).map(|address| HelpAction {
        way: HelpWay::Chat,
        href: address.to_owned(),
        label: t_string!(words, help.chat).to_owned(),
    });
    [call, text, chat].into_iter().flatten().collect()
}

/// A call to an emergency number.
#[must_use]
pub fn emergency_call(words: Words, number: &EmergencyNumber) -> HelpAction {
    let service = match number.for_what {
        EmergencyService::Any => t_string!(words, help.service.any),
        EmergencyService::Police => t_string!(words, help.service.police),
        EmergencyService::Ambulance => t_string!(words, help.service.ambulance),
        EmergencyService::FireAndAmbulance => t_string!(words, help.service.fire_and_ambulance),
    };
    HelpAction {
        way: HelpWay::Call,
        href: number.number.href(),
        label: fill(
            t_string!(words, help.call_service),
            &[("number", number.number.shown()), ("service", service)],
        ),
    }
}

/// When a line answers, in which languages, and when it was last checked.
#[must_use]
pub fn facts(words: Words, line: &HelpLine, reader: &Reader) -> Vec<String> {
    let hours = Some(hours(words, line));
    let checked = Some(checked(words, line, reader));
    [hours, languages(words, line), checked]
        .into_iter()
        .flatten()
        .collect()
}

/// When a line answers.
fn hours(words: Words, line: &HelpLine) -> String {
    match line.hours {
        "24/7" => t_string!(words, help.hours_always).to_owned(),
        "" => t_string!(words, help.hours_unknown).to_owned(),
        hours => fill(t_string!(words, help.hours), &[("hours", hours)]),
    }
}

/// In which languages; nothing where no source says so.
fn languages(words: Words, line: &HelpLine) -> Option<String> {
    if line.languages.is_empty() {
        return None;
    }
    let names: Vec<_> = line
        .languages
        .iter()
        .map(|code| language_name(words, code))
        .collect();
    Some(fill(
        t_string!(words, help.languages),
        &[("languages", &names.join(", "))],
    ))
}

fn language_name(words: Words, code: &'static str) -> &'static str {
    match code {
        "ase" => t_string!(words, help.language.ase),
        "de" => t_string!(words, help.language.de),
        "en" => t_string!(words, help.language.en),
        "es" => t_string!(words, help.language.es),
        "fr" => t_string!(words, help.language.fr),
        "it" => t_string!(words, help.language.it),
        "nl" => t_string!(words, help.language.nl),
        "pt" => t_string!(words, help.language.pt),
        code => code,
    }
}

/// When the row was last checked, and if it rests on one source.
fn checked(words: Words, line: &HelpLine, reader: &Reader) -> String {
    let date =
        parse_date(line.checked).map_or_else(|| line.checked.to_owned(), |date| reader.date(date));
    if line.sources == 1 {
        fill(t_string!(words, help.checked_one), &[("date", &date)])
    } else {
        fill(t_string!(words, help.checked), &[("date", &date)])
    }
}

/// Whom lines of one need are for.
#[must_use]
pub fn need_words(words: Words, need: Need) -> &'static str {
    match need {
        Need::Crisis => t_string!(words, help.need.crisis),
        Need::DomesticViolence => t_string!(words, help.need.domestic_violence),
        Need::SexualViolence => t_string!(words, help.need.sexual_violence),
        Need::Child => t_string!(words, help.need.child),
    }
}
