//! Help lines in words: ways to reach a line, its facts.

use super::places::language_names;
use crate::{
    components::prompt::{HelpAction, HelpWay},
    i18n::{fill, t_string, times::Reader},
    pages::shell::Words,
};
use holdfast_rhythm::parse_date;
use holdfast_safety::{EmergencyNumber, EmergencyService, HelpLine, Need};

/// What a line is called: its own name, or that it is the crisis line.
#[must_use]
pub fn line_name(words: Words, line: &HelpLine) -> &'static str {
    match line.name {
        "" => t_string!(words, help.crisis_line),
        name => name,
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
    let parts = [("number", number.number.shown()), ("service", service)];
    call_to(words, number.number.href(), &parts)
}

/// Calls to the emergency numbers of many places, each named with its places:
/// for whoever has chosen no country, which is never guessed.
#[must_use]
pub fn anywhere(words: Words) -> Vec<HelpAction> {
    let mut parts = t_string!(words, help.anywhere).split('|');
    let mut calls = Vec::new();
    while let (Some(number), Some(places)) = (parts.next(), parts.next()) {
        calls.push(call_to(
            words,
            format!("tel:{number}"),
            &[("number", number), ("service", places)],
        ));
    }
    calls
}

fn call_to(words: Words, href: String, parts: &[(&str, &str)]) -> HelpAction {
    HelpAction {
        way: HelpWay::Call,
        href,
        label: fill(t_string!(words, help.call_service), parts),
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
    let names = language_names(words, line.languages).join(", ");
    let sentence = t_string!(words, help.languages);
    Some(fill(sentence, &[("languages", &names)]))
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
        Need::Lgbt => t_string!(words, help.need.lgbt),
        Need::Older => t_string!(words, help.need.older),
        Need::Substance => t_string!(words, help.need.substance),
        Need::Bereavement => t_string!(words, help.need.bereavement),
        Need::Eating => t_string!(words, help.need.eating),
        Need::Veterans => t_string!(words, help.need.veterans),
        Need::Support => t_string!(words, help.need.support),
    }
}
