//! What the prompt says, and which ways it shows first.

use super::{noticing::Shown, writing::Writing};
use crate::{
    components::{parts::paragraph_of, prompt::HelpAction},
    i18n::{fill, t_string, times::Reader},
    pages::{
        help::{ELSEWHERE, emergency_call, facts, line_card, ways as ways_of_line},
        reading::other_zone,
        shell::{Times, Words},
    },
    state::Choices,
};
use holdfast_safety::{Category, HelpLine, Level, Need, country, lines_for};
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
/// line that fits otherwise.
#[must_use]
pub fn ways_for(words: Words, shown: &Shown, code: &str, online: bool) -> Ways {
    let Some(country) = country(code) else {
        return Ways::default();
    };
    let is_abuse = shown.categories.contains(&Category::Abuse);
    let fits = |line: &&HelpLine| match line.need {
        Need::Crisis => true,
        Need::DomesticViolence | Need::SexualViolence => is_abuse,
        Need::Child => false,
    };
    let mut lines = lines_for(country, &shown.categories)
        .filter(fits)
        .take(LINES);
    if shown.level >= Level::Emergency {
        let calls = country.emergency.iter();
        return Ways {
            ways: calls.map(|number| emergency_call(words, number)).collect(),
            named: None,
            lines: lines.collect(),
        };
    }
    let named = lines.next();
    Ways {
        ways: named
            .map(|line| ways_of_line(words, line, online))
            .unwrap_or_default(),
        named,
        lines: lines.collect(),
    }
}

/// The heading.
#[must_use]
pub fn heading(words: Words, shown: &Shown) -> &'static str {
    if shown.level >= Level::Emergency {
        t_string!(words, help.prompt.heading_emergency)
    } else if shown.categories.contains(&Category::Abuse) {
        t_string!(words, help.prompt.heading_abuse)
    } else {
        t_string!(words, help.prompt.heading)
    }
}

/// Who reads when, where the letter is, and what to do without a country.
#[must_use]
pub fn sentences(shown: &Shown, writing: Writing, choices: Choices, times: Times) -> Vec<String> {
    let words = writing.words;
    let mut all = vec![who_reads(writing, times), where_it_is(writing, times)];
    if shown.categories.contains(&Category::Abuse) {
        all.push(t_string!(words, help.prompt.abuse_exit).to_owned());
    }
    match choices.country.get().as_deref() {
        None => all.push(t_string!(words, help.prompt.choose_country).to_owned()),
        Some(ELSEWHERE) => all.push(t_string!(words, help.elsewhere_words).to_owned()),
        Some(_) => {}
    }
    all
}

fn who_reads(writing: Writing, times: Times) -> String {
    let words = writing.words;
    writing
        .desk
        .book
        .with(|book| {
            let conversation = book.get(writing.conversation)?;
            let reader = times.reader(other_zone(conversation));
            let timeline = &conversation.timeline;
            if let Some(open) = timeline.window_at(reader.now) {
                let until = reader.until(open.closes);
                return Some(fill(
                    t_string!(words, help.prompt.may_read),
                    &[("until", &until)],
                ));
            }
            let next = reader.interval_in_both(timeline.next_opening(reader.now)?);
            Some(fill(
                t_string!(words, help.prompt.nobody_reading_next),
                &[("window", &next)],
            ))
        })
        .unwrap_or_else(|| t_string!(words, help.prompt.nobody_reading).to_owned())
}

fn where_it_is(writing: Writing, times: Times) -> String {
    let words = writing.words;
    let Some(id) = writing.noticing.letter.get() else {
        return t_string!(words, help.prompt.not_kept).to_owned();
    };
    let arrived = writing
        .desk
        .book
        .with(|book| book.get(writing.conversation)?.letter(id)?.arrived());
    match arrived {
        Some(at) => fill(
            t_string!(words, help.prompt.with_relay),
            &[("since", &times.reader(None).past(at))],
        ),
        None => t_string!(words, help.prompt.kept).to_owned(),
    }
}

/// The line behind the first ways in words, and cards of more lines.
#[must_use]
pub fn more_lines(words: Words, ways: &Ways, reader: &Reader, online: bool) -> Vec<AnyView> {
    let named = ways.named.map(|line| {
        let facts = facts(words, line, reader).join(". ");
        let sentence = t_string!(words, help.line_facts);
        let sentence = fill(sentence, &[("name", line.name), ("facts", &facts)]);
        paragraph_of("small", sentence)
    });
    let cards = ways.lines.iter();
    let cards = cards.map(|line| line_card(words, line, reader, online));
    named.into_iter().chain(cards).collect()
}
