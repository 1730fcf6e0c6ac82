//! The sentences of a line of **Today**.

use super::noticed::noticed_words;
use crate::{
    i18n::{fill, t_string, times::Reader},
    pages::shell::Words,
    state::{Conversation, Owed, Pressing, TodayEntry},
};
use holdfast_protocol::{HoldReason, NoticedCategory, Release, SortedSet};
use holdfast_rhythm::Window;

/// What was noticed in all that nobody has taken on.
pub(super) fn noticed(words: Words, pressing: &[Pressing], reader: &Reader) -> Option<String> {
    let level = pressing.iter().map(|one| one.level).max()?;
    let mut about = SortedSet::new();
    about.extend(pressing.iter().flat_map(|one| &one.about));
    let about: Vec<NoticedCategory> = about.into_iter().copied().collect();
    Some(noticed_words(words, level, &about, reader.language))
}

/// Since when somebody is being called.
pub(super) fn calls(
    words: Words,
    pressing: &[Pressing],
    conversation: &Conversation,
    reader: &Reader,
) -> Option<String> {
    let first = pressing.iter().find(|one| one.calls)?;
    let rungs = conversation.ladder_of(first.id)?.rungs;
    let since = rungs.first().map_or(first.since, |rung| rung.at);
    let since = reader.past(since);
    Some(fill(t_string!(words, today.calls), &[("since", &since)]))
}

/// What was noticed where no answer is owed.
pub(super) fn beside(
    words: Words,
    entry: &TodayEntry,
    conversation: &Conversation,
    reader: &Reader,
) -> Vec<String> {
    let mut all = Vec::new();
    for one in &entry.pressing {
        let sentence = if one.is_check_in {
            t_string!(words, today.check_in_noticed)
        } else if conversation.owes_answer(one.id) {
            continue;
        } else {
            t_string!(words, today.no_answer_owed)
        };
        all.push(fill(sentence, &[("since", &reader.past(one.since))]));
    }
    all
}

/// How many letters wait, and since when.
pub(super) fn letters(words: Words, owed: &Owed, reader: &Reader) -> String {
    let since = reader.past(owed.since);
    match owed.letters {
        1 => fill(t_string!(words, today.letters_one), &[("since", &since)]),
        count => fill(
            t_string!(words, today.letters_some),
            &[("count", &count.to_string()), ("since", &since)],
        ),
    }
}

/// The window that was promised.
pub(super) fn promised(words: Words, window: Option<Window>, reader: &Reader) -> String {
    match window {
        Some(window) => fill(
            t_string!(words, today.promised),
            &[("window", &reader.interval_in_both(window))],
        ),
        None => t_string!(words, today.not_promised).to_owned(),
    }
}

/// What did not come in its window, and what there is to do about it.
pub(super) fn missed(words: Words, entry: &TodayEntry, reader: &Reader) -> Vec<String> {
    let owed = entry.owed.as_ref().filter(|_| entry.late);
    if let Some(owed) = owed {
        let late = late(words, owed, reader);
        let own_it = (!entry.to_own.is_empty()).then(|| t_string!(words, today.own_it).to_owned());
        return [Some(late), own_it].into_iter().flatten().collect();
    }
    let to_own = |window: &Window| {
        let window = reader.interval_in_both(*window);
        fill(t_string!(words, today.to_own), &[("window", &window)])
    };
    entry.to_own.iter().map(to_own).collect()
}

fn late(words: Words, owed: &Owed, reader: &Reader) -> String {
    let first = owed
        .first
        .map_or_else(String::new, |window| reader.interval_in_both(window));
    match owed.window {
        Some(open) if open.contains(reader.now) => {
            let until = reader.until(open.closes);
            fill(
                t_string!(words, today.late_now),
                &[("window", &first), ("until", &until)],
            )
        }
        Some(next) if next.opens > reader.now => {
            let next = reader.interval_in_both(next);
            fill(
                t_string!(words, today.late_next),
                &[("window", &first), ("next", &next)],
            )
        }
        _ => fill(t_string!(words, today.late), &[("window", &first)]),
    }
}

/// What is written already: a reply, or the end of the exchange.
pub(super) fn reply(
    words: Words,
    release: Release,
    conversation: &Conversation,
    reader: &Reader,
) -> Option<String> {
    let is_ending = conversation.held_replies().is_empty();
    let sentence = match release {
        Release::Left(_) | Release::LeftOutside(_) => return None,
        Release::HeldUntil(at) => {
            let sentence = if is_ending {
                t_string!(words, today.ending_held)
            } else {
                t_string!(words, today.reply_held)
            };
            return Some(fill(sentence, &[("at", &reader.moment(at))]));
        }
        Release::Waits(_) if is_ending => t_string!(words, today.ending_waits),
        Release::Waits(HoldReason::TheyWroteSince) => t_string!(words, today.reply_waits_wrote),
        Release::Waits(HoldReason::NoWindowWithinReach) => {
            t_string!(words, today.reply_waits_window)
        }
    };
    Some(sentence.to_owned())
}
