//! Which ways to people the prompt shows, and which of them first.

use super::Shown;
use crate::{
    components::{parts::paragraph_of, prompt::HelpAction},
    i18n::{fill, t_string, times::Reader},
    pages::{
        help::{emergency_call, facts, line_card, line_name, number_of, ways as ways_of_line},
        shell::Words,
    },
};
use holdfast_rhythm::sort_by_key;
use holdfast_safety::{
    Category, Country, EmergencyNumber, EmergencyService, HelpLine, Need, country, lines_for,
};
use leptos::prelude::*;

/// Lines shown at most.
const LINES: usize = 3;

/// Ways to people who are there now, by country.
#[derive(Debug, Default)]
pub struct Ways {
    /// Ways to the same people, the one to try first at the start.
    pub ways: Vec<HelpAction>,
    /// The line behind them, where it is not shown as a card.
    pub named: Option<&'static HelpLine>,
    /// More lines.
    pub lines: Vec<&'static HelpLine>,
}

/// What fits what was noticed: the emergency number first at an emergency, a
/// line that fits otherwise. Numbers that did not work here, as (country,
/// number), come last.
#[must_use]
pub fn ways_for(
    words: Words,
    shown: &Shown,
    code: &str,
    online: bool,
    unworking: &[(String, String)],
) -> Ways {
    let Some(country) = country(code) else {
        return Ways::default();
    };
    let fails = |line: &HelpLine| {
        let is_it = |(of, one): &(String, String)| of == code && one == number_of(line);
        unworking.iter().any(is_it)
    };
    let mut lines = lines(country, shown, &fails);
    // A country may have an emergency number alone, for anything; and what did
    // not work is nothing to try first.
    if shown.is_emergency() || lines.first().is_none_or(|line| fails(line)) {
        let calls = emergency(country, shown).into_iter();
        return Ways {
            ways: calls.map(|number| emergency_call(words, number)).collect(),
            named: None,
            lines,
        };
    }
    let named = lines.remove(0);
    Ways {
        ways: ways_of_line(words, named, online),
        named: Some(named),
        lines,
    }
}

/// The lines that fit, the one to try first at the start: within a need those
/// that answer day and night go first, for it is mostly not office hours.
fn lines(
    country: &'static Country,
    shown: &Shown,
    fails: &dyn Fn(&HelpLine) -> bool,
) -> Vec<&'static HelpLine> {
    let fits = |line: &&HelpLine| match line.need {
        Need::Crisis => true,
        Need::DomesticViolence | Need::SexualViolence => shown.is_abuse(),
        _ => false,
    };
    let all = lines_for(country, &shown.categories).filter(fits);
    let mut all: Vec<_> = all.enumerate().collect();
    let place = |need: Need| all_needs(shown).iter().position(|one| *one == need);
    sort_by_key(&mut all, |(at, line)| {
        (fails(line), place(line.need), line.hours != "24/7", *at)
    });
    // The first of each need before the second of any: whoever is hurt may also
    // not want to live, and the other way round.
    let all: Vec<&HelpLine> = all.into_iter().map(|(_, line)| line).collect();
    let mut mixed: Vec<(bool, usize, usize, &HelpLine)> = Vec::new();
    for (at, line) in all.iter().enumerate() {
        let before = all[..at].iter().filter(|one| one.need == line.need);
        mixed.push((fails(line), before.count(), at, *line));
    }
    sort_by_key(&mut mixed, |(fails, nth, at, _)| (*fails, *nth, *at));
    mixed
        .into_iter()
        .map(|(_, _, _, line)| line)
        .take(LINES)
        .collect()
}

/// Needs in the order in which they are served.
fn all_needs(shown: &Shown) -> [Need; 3] {
    let own_life = |category: &Category| {
        matches!(
            category,
            Category::Suicide | Category::SelfHarm | Category::Overdose
        )
    };
    if shown.is_abuse() && shown.categories.iter().any(own_life) {
        [Need::DomesticViolence, Need::Crisis, Need::SexualViolence]
    } else if shown.is_abuse() {
        [Need::DomesticViolence, Need::SexualViolence, Need::Crisis]
    } else {
        [Need::Crisis, Need::DomesticViolence, Need::SexualViolence]
    }
}

/// The emergency numbers, the one that sends who is needed first.
fn emergency(country: &'static Country, shown: &Shown) -> Vec<&'static EmergencyNumber> {
    let hurts = |category| matches!(category, Category::Abuse | Category::HarmToOthers);
    let police = !shown.categories.is_empty() && shown.categories.iter().all(|one| hurts(*one));
    let mut all: Vec<_> = country.emergency.iter().enumerate().collect();
    sort_by_key(&mut all, |(at, number)| {
        let fits = match number.for_what {
            EmergencyService::Any => true,
            EmergencyService::Police => police,
            EmergencyService::Ambulance | EmergencyService::FireAndAmbulance => !police,
        };
        (!fits, *at)
    });
    all.into_iter().map(|(_, number)| number).collect()
}

/// The line behind the first ways in words.
#[must_use]
pub fn named_line(words: Words, ways: &Ways, reader: &Reader) -> Option<AnyView> {
    let line = ways.named?;
    let facts = facts(words, line, reader).join(". ");
    let sentence = t_string!(words, help.line_facts);
    let sentence = fill(
        sentence,
        &[("name", line_name(words, line)), ("facts", &facts)],
    );
    Some(paragraph_of("small", sentence))
}

/// Cards of more lines.
#[must_use]
pub fn cards(words: Words, ways: &Ways, reader: &Reader, online: bool) -> Vec<AnyView> {
    let cards = ways.lines.iter();
    let cards = cards.map(|line| line_card(words, line, reader, online));
    cards.collect()
}
