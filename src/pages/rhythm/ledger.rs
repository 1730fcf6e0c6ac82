//! What became of the promises, one entry for each promised window.

use chrono::{DateTime, Utc};
use holdfast_protocol::Answer;
use holdfast_rhythm::{Outcome, PromiseEvents, Window, outcome};
use std::collections::BTreeMap;

use crate::state::{Conversation, Letter};

/// One promised window and what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The window that was promised.
    pub window: Window,
    /// What became of it.
    pub outcome: Outcome,
    /// When the last answer owed for it left, if all have.
    pub answered: Option<DateTime<Utc>>,
}

/// All promises given, the latest window first. Letters that share a window
/// share its entry, which is kept once each of them has its answer.
#[must_use]
pub fn ledger(conversation: &Conversation, now: DateTime<Utc>) -> Vec<Entry> {
    let mut by_window: BTreeMap<(DateTime<Utc>, DateTime<Utc>), Vec<&Letter>> = BTreeMap::new();
    for letter in conversation.letters() {
        if let Some(promise) = &letter.promise
            && letter.answer == Answer::Wanted
        {
            let Window { opens, closes } = promise.window;
            by_window.entry((closes, opens)).or_default().push(letter);
        }
    }
    let entry = |((closes, opens), letters): ((DateTime<Utc>, DateTime<Utc>), Vec<&Letter>)| {
        let window = Window { opens, closes };
        let answers: Option<Vec<_>> = letters
            .iter()
            .map(|letter| conversation.answer_to(letter)?.left())
            .collect();
        let answered = answers.and_then(|answers| answers.into_iter().max());
        let events = PromiseEvents {
            answered_at: answered,
            ..PromiseEvents::default()
        };
        Entry {
            window,
            // An answer that is here has happened, even where `now` lags a little.
            outcome: outcome(&window, &events, answered.map_or(now, |at| at.max(now))),
            answered,
        }
    };
    by_window.into_iter().rev().map(entry).collect()
}
