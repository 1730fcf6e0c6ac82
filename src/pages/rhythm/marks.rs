//! What was written, on a tide chart.

use chrono::{DateTime, Utc};
use holdfast_protocol::{Answer, Release};
use holdfast_rhythm::Window;

use super::saying::{Said, Words};
use crate::components::tide::{Arc, ArcKind, Mark, MarkKind};
use crate::i18n::times::Reader;
use crate::state::{Author, ClosingEntry, Conversation, Letter, LetterState, Standing};

/// The patient's letters that wait for a window, with the window: the one
/// promised, or the one named anew after a miss.
pub(super) fn promised(
    conversation: &Conversation,
    now: DateTime<Utc>,
) -> impl Iterator<Item = (&Letter, Window)> {
    conversation
        .letters()
        .into_iter()
        .filter_map(move |letter| Some((letter, waits_for(conversation, letter, now)?)))
}

fn waits_for(conversation: &Conversation, letter: &Letter, now: DateTime<Utc>) -> Option<Window> {
    match conversation.state_of(letter, now) {
        LetterState::Promised { promise, .. }
        | LetterState::Missed {
            next: Some(promise),
            ..
        } => Some(promise.window),
        _ => None,
    }
}

/// Letters, replies and the ends of exchanges within `span`.
pub(super) fn marks(
    conversation: &Conversation,
    span: Window,
    reader: &Reader,
    words: &dyn Words,
) -> Vec<Mark> {
    let mut marks = Vec::new();
    for letter in conversation.letters() {
        let (kind, at) = placed(conversation, letter);
        if span.contains(at) {
            marks.push(Mark {
                at,
                kind,
                when: reader.moment(at),
                label: said_of(conversation, letter, kind, reader, words),
            });
        }
    }
    for closing in conversation.closings() {
        if let Some(at) = ended(conversation, closing)
            && span.contains(at)
        {
            marks.push(Mark {
                at,
                kind: MarkKind::Ended,
                when: reader.moment(at),
                label: words.say(Said::Ended(closing.author)),
            });
        }
    }
    marks
}

/// Which mark a letter has, and where: the patient's when they were written,
/// replies when they left or leave.
fn placed(conversation: &Conversation, letter: &Letter) -> (MarkKind, DateTime<Utc>) {
    let release = match &letter.standing {
        Standing::Arrived(receipt) => Some(receipt.release),
        _ => None,
    };
    if conversation.is_patients(letter) {
        let kind = match release {
            Some(_) => MarkKind::Letter,
            None => MarkKind::NotSent,
        };
        return (kind, letter.written);
    }
    match release {
        Some(Release::Left(at) | Release::LeftOutside(at)) if letter.outside.is_some() => {
            (MarkKind::Outside, at)
        }
        Some(Release::Left(at) | Release::LeftOutside(at)) => (MarkKind::Reply, at),
        Some(Release::HeldUntil(at)) => (MarkKind::Held, at),
        Some(Release::Waits(_)) | None => (MarkKind::Held, letter.written),
    }
}

/// What is said of a letter on pointing at its mark, and in the table.
fn said_of(
    conversation: &Conversation,
    letter: &Letter,
    kind: MarkKind,
    reader: &Reader,
    words: &dyn Words,
) -> String {
    let wrote = words.say(match kind {
        MarkKind::Outside => Said::WroteOutside(letter.author),
        _ => Said::Wrote(letter.author),
    });
    match kind {
        MarkKind::NotSent => joined(wrote, &words.say(Said::NotSent)),
        MarkKind::Letter => fate(conversation, letter, wrote, reader, words),
        MarkKind::Held => match &letter.standing {
            Standing::Arrived(receipt) => match receipt.release {
                Release::HeldUntil(at) => words.say(Said::Leaves(&reader.moment(at))),
                _ => words.say(Said::WaitsForWord),
            },
            _ => joined(wrote, &words.say(Said::NotSent)),
        },
        _ => letter.owns.iter().fold(wrote, |said, window| {
            let owns = words.say(Said::Owns(&reader.interval(*window)));
            joined(said, &owns)
        }),
    }
}

/// What became of a patient's letter.
fn fate(
    conversation: &Conversation,
    letter: &Letter,
    wrote: String,
    reader: &Reader,
    words: &dyn Words,
) -> String {
    let promised = |window| words.say(Said::Promised(&reader.interval(window)));
    match conversation.state_of(letter, reader.now) {
        LetterState::Answered { at } => {
            joined(wrote, &words.say(Said::Answered(&reader.moment(at))))
        }
        LetterState::Promised { promise, .. } => joined(wrote, &promised(promise.window)),
        LetterState::Missed { next, .. } => {
            let said = joined(wrote, &words.say(Said::NotCome));
            match next {
                Some(next) => joined(said, &promised(next.window)),
                None => said,
            }
        }
        LetterState::NoAnswerNeeded { .. } | LetterState::Closed { .. } => {
            joined(wrote, &words.say(Said::NoAnswer))
        }
        _ => wrote,
    }
}

fn joined(mut said: String, more: &str) -> String {
    said.push_str("; ");
    said.push_str(more);
    said
}

/// When a closing took effect: the patient's as it arrived, the therapist's as
/// it left.
fn ended(conversation: &Conversation, closing: &ClosingEntry) -> Option<DateTime<Utc>> {
    let Standing::Arrived(receipt) = &closing.standing else {
        return None;
    };
    if (closing.author == Author::Me) == (conversation.role == holdfast_protocol::Role::Patient) {
        Some(receipt.arrived)
    } else {
        receipt.release.left()
    }
}

/// From letters to their answers, or to the middle of the window in which one
/// is promised, where that crosses `span`.
pub(super) fn arcs(
    conversation: &Conversation,
    span: Window,
    reader: &Reader,
    words: &dyn Words,
) -> Vec<Arc> {
    let mut arcs = Vec::new();
    for letter in conversation.letters() {
        if letter.answer == Answer::NotNeeded || !conversation.is_patients(letter) {
            continue;
        }
        let state = conversation.state_of(letter, reader.now);
        let (until, kind) = match state {
            LetterState::Answered { at } => (at, ArcKind::Answered),
            _ => match waits_for(conversation, letter, reader.now) {
                Some(Window { opens, closes }) => (opens + (closes - opens) / 2, ArcKind::Promised),
                None => continue,
            },
        };
        if letter.written < span.closes && span.opens < until {
            let wrote = words.say(Said::Wrote(letter.author));
            arcs.push(Arc {
                from: letter.written,
                until,
                kind,
                label: fate(conversation, letter, wrote, reader, words),
            });
        }
    }
    arcs
}
