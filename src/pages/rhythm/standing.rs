//! Answers that are promised and not yet due.

use chrono::{DateTime, Utc};
use holdfast_rhythm::{Window, sort_by_key};

use crate::state::{Conversation, LetterState};

/// The windows promised to letters that wait, or named anew after a miss, each
/// once, in order: whatever is agreed next, they stand (product rule 5).
#[must_use]
pub fn standing(conversation: &Conversation, now: DateTime<Utc>) -> Vec<Window> {
    let mut windows: Vec<Window> = conversation
        .letters()
        .into_iter()
        .filter(|letter| conversation.is_patients(letter))
        .filter_map(|letter| match conversation.state_of(letter, now) {
            LetterState::Promised { promise, .. }
            | LetterState::Missed {
                next: Some(promise),
                ..
            } => Some(promise.window),
            _ => None,
        })
        .collect();
    sort_by_key(&mut windows, |window| (window.opens, window.closes));
    windows.dedup();
    windows
}
