//! What was written, on a tide chart.

use chrono::{DateTime, Utc};
use holdfast_protocol::{Release, Role};
use holdfast_rhythm::Window;

use super::saying::{Said, Words};
use crate::components::tide::{Arc, ArcKind, Mark, MarkKind};
use crate::i18n::times::Reader;
use crate::side::known;
use crate::state::{Author, ClosingEntry, Conversation, Letter, LetterState, Standing};

/// The patient's letters that wait for a window: when they were written, and
/// the window promised, or named anew after a miss.
pub(super) fn promised(
    conversation: &Conversation,
    now: DateTime<Utc>,
) -> Vec<(DateTime<Utc>, Window)> {
    let mut promised = Vec::new();
    for letter in conversation.letters() {
        if let Some(window) = waits_for(conversation, letter, now) {
            promised.push((letter.written, window));
        }
    }
    promised
}

fn waits_for(conversation: &Conversation, letter: &Letter, now: DateTime<Utc>) -> Option<Window> {
    window_of(&conversation.state_of(letter, now))
}

/// The window in which an answer is still to come.
fn window_of(state: &LetterState) -> Option<Window> {
    match state {
        LetterState::Promised { promise, .. }
        | LetterState::Missed {
            next: Some(promise),
            ..
        } => Some(promise.window),
        _ => None,
    }
}

/// What was written within `span`: letters, replies, the ends of exchanges; and
/// the arcs that cross it, from letters to their answers or to the middle of
/// the window in which one is promised.
pub(super) fn written(
    conversation: &Conversation,
    span: Window,
    reader: &Reader,
    words: &dyn Words,
) -> (Vec<Mark>, Vec<Arc>) {
    let mut all = Written {
        span,
        reader,
        words,
        marks: Vec::new(),
        arcs: Vec::new(),
    };
    for letter in conversation.letters() {
        if conversation.is_patients(letter) {
            all.letter(letter, &conversation.state_of(letter, reader.now));
        } else {
            all.reply(letter);
        }
    }
    for closing in conversation.closings() {
        if let Some(at) = ended(conversation, closing) {
            let said = words.say(Said::Ended(closing.author));
            all.mark(MarkKind::Ended, at, said);
        }
    }
    (all.marks, all.arcs)
}

/// What is being collected.
struct Written<'a> {
    span: Window,
    reader: &'a Reader,
    words: &'a dyn Words,
    marks: Vec<Mark>,
    arcs: Vec<Arc>,
}

impl Written<'_> {
    fn mark(&mut self, kind: MarkKind, at: DateTime<Utc>, label: String) {
        if self.span.contains(at) {
            self.marks.push(Mark {
                at,
                kind,
                when: self.reader.moment(at),
                label,
            });
        }
    }

    /// A patient's letter, where it was written, and its arc.
    fn letter(&mut self, letter: &Letter, state: &LetterState) {
        let from = letter.written;
        let until = match state {
            LetterState::Answered { at } => Some((*at, ArcKind::Answered)),
            _ => window_of(state).map(|window| {
                let middle = window.opens + (window.closes - window.opens) / 2;
                (middle, ArcKind::Promised)
            }),
        };
        let Window { opens, closes } = self.span;
        let arc = until.filter(|(until, _)| from < closes && opens < *until);
        if arc.is_none() && !self.span.contains(from) {
            return;
        }
        let label = self.fate(letter, state);
        if let Some((until, kind)) = arc {
            self.arcs.push(Arc {
                from,
                until,
                kind,
                label: label.clone(),
            });
        }
        let kind = match letter.standing {
            Standing::Arrived(_) => MarkKind::Letter,
            _ => MarkKind::NotSent,
        };
        self.mark(kind, from, label);
    }

    /// What became of a patient's letter.
    fn fate(&self, letter: &Letter, state: &LetterState) -> String {
        let (words, reader) = (self.words, self.reader);
        let mut said = words.say(Said::Wrote(letter.author));
        let promised = |window| words.say(Said::Promised(&reader.interval(window)));
        match state {
            LetterState::Answered { at } => {
                join(&mut said, &words.say(Said::Answered(&reader.moment(*at))));
            }
            LetterState::Promised { promise, .. } => join(&mut said, &promised(promise.window)),
            LetterState::Missed { next, .. } => {
                join(&mut said, &words.say(Said::NotCome));
                if let Some(next) = next {
                    join(&mut said, &promised(next.window));
                }
            }
            LetterState::NoAnswerNeeded { .. } | LetterState::Closed { .. } => {
                join(&mut said, &words.say(Said::NoAnswer));
            }
            LetterState::Kept | LetterState::OnItsWay | LetterState::NeedsYou(_) => {
                join(&mut said, &words.say(Said::NotSent));
            }
            _ => {}
        }
        said
    }

    /// A reply, where it left, or where it leaves.
    fn reply(&mut self, reply: &Letter) {
        let (words, author) = (self.words, reply.author);
        let release = match &reply.standing {
            Standing::Arrived(receipt) => Some(receipt.release),
            _ => None,
        };
        let (kind, at, mut said) = match release {
            Some(Release::Left(at) | Release::LeftOutside(at)) if reply.outside.is_some() => {
                (MarkKind::Outside, at, words.say(Said::WroteOutside(author)))
            }
            Some(Release::Left(at) | Release::LeftOutside(at)) => {
                (MarkKind::Reply, at, words.say(Said::Wrote(author)))
            }
            Some(Release::HeldUntil(at)) => {
                let said = words.say(Said::Leaves(&self.reader.moment(at)));
                (MarkKind::Held, at, said)
            }
            Some(Release::Waits(_)) => {
                (MarkKind::Held, reply.written, words.say(Said::WaitsForWord))
            }
            None => {
                let mut said = words.say(Said::Wrote(author));
                join(&mut said, &words.say(Said::NotSent));
                (MarkKind::Held, reply.written, said)
            }
        };
        for window in &reply.owns {
            let owns = Said::Owns(&self.reader.interval(*window));
            join(&mut said, &words.say(owns));
        }
        self.mark(kind, at, said);
    }
}

fn join(said: &mut String, more: &str) {
    said.push_str("; ");
    said.push_str(more);
}

/// When a closing took effect: the patient's as it arrived, the therapist's as
/// it left.
fn ended(conversation: &Conversation, closing: &ClosingEntry) -> Option<DateTime<Utc>> {
    let Standing::Arrived(receipt) = &closing.standing else {
        return None;
    };
    if (closing.author == Author::Me) == (known(conversation.role) == Role::Patient) {
        Some(receipt.arrived)
    } else {
        receipt.release.left()
    }
}
