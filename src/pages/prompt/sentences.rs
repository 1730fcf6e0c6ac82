//! What the prompt says: that this is hard, who reads when, where it is.

use super::{About, Kind, Shown};
use crate::{
    i18n::{fill, t_string},
    pages::{
        help::{ELSEWHERE, has_no_number},
        reading::{other_zone, who_took},
        shell::{Times, Words},
    },
    state::{Happened, Rung},
};
use leptos::prelude::*;

/// The heading.
#[must_use]
pub fn heading(words: Words, shown: &Shown) -> &'static str {
    if shown.is_emergency() {
        t_string!(words, help.prompt.heading_emergency)
    } else if shown.is_abuse() {
        t_string!(words, help.prompt.heading_abuse)
    } else {
        t_string!(words, help.prompt.heading)
    }
}

/// Who reads when, where it is, and what became of the agreed ladder.
#[must_use]
pub fn sentences(about: About, times: Times) -> Vec<String> {
    let mut all = vec![who_reads(about, times), where_it_is(about, times)];
    all.extend(ladder(about, times));
    all
}

/// What to do while no numbers of the country can be shown.
#[must_use]
pub fn without_numbers(words: Words, code: &str) -> Option<&'static str> {
    match code {
        "" => Some(t_string!(words, help.prompt.choose_country)),
        ELSEWHERE => Some(t_string!(words, help.elsewhere_words)),
        code if has_no_number(code) => Some(t_string!(words, help.emergency_none)),
        _ => None,
    }
}

fn who_reads(about: About, times: Times) -> String {
    let words = about.words;
    about
        .desk
        .book
        .with(|book| {
            let conversation = book.get(about.conversation)?;
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

fn where_it_is(about: About, times: Times) -> String {
    let words = about.words;
    let Some(id) = about.kept.get() else {
        return match about.kind {
            Kind::Letter => t_string!(words, help.prompt.not_kept),
            Kind::CheckIn => t_string!(words, help.prompt.answers_not_kept),
        }
        .to_owned();
    };
    let arrived = about
        .desk
        .book
        .with(|book| book.get(about.conversation)?.arrived(id));
    let sentence = match (about.kind, arrived) {
        (Kind::Letter, Some(_)) => t_string!(words, help.prompt.with_relay),
        (Kind::Letter, None) => t_string!(words, help.prompt.kept),
        (Kind::CheckIn, Some(_)) => t_string!(words, help.prompt.answers_with_relay),
        (Kind::CheckIn, None) => t_string!(words, help.prompt.answers_kept),
    };
    match arrived {
        Some(at) => fill(sentence, &[("since", &times.reader(None).past(at))]),
        None => sentence.to_owned(),
    }
}

/// Whether the clinic is being told, from facts only; nothing where this asks
/// for nobody.
fn ladder(about: About, times: Times) -> Option<String> {
    let words = about.words;
    let id = about.kept.get()?;
    let book = about.desk.book.read();
    let conversation = book.get(about.conversation)?;
    let ladder = conversation.ladder_of(id)?;
    let reader = times.reader(None);
    let taken = |rung: &Rung| match &rung.what {
        Happened::TakenOn(name) => Some((who_took(words, conversation, name), rung.at)),
        _ => None,
    };
    Some(
        match (ladder.rungs.first(), ladder.rungs.iter().find_map(taken)) {
            (None, _) if ladder.calls_nobody => {
                t_string!(words, help.prompt.ladder_none).to_owned()
            }
            (None, _) => t_string!(words, help.prompt.ladder_waits).to_owned(),
            (_, Some((name, at))) => fill(
                t_string!(words, help.prompt.ladder_taken_on),
                &[("name", &name), ("at", &reader.past(at))],
            ),
            (Some(_), None) if ladder.is_open && ladder.reached_nobody() => {
                t_string!(words, help.prompt.ladder_unreached).to_owned()
            }
            (Some(begun), None) if ladder.is_open => fill(
                t_string!(words, help.prompt.ladder_called),
                &[("since", &reader.past(begun.at))],
            ),
            _ => t_string!(words, help.prompt.ladder_nobody).to_owned(),
        },
    )
}
