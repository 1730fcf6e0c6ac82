//! All conversations of this account, and a therapist's day made from them.

use crate::state::{Conversation, Owed};
use chrono::{DateTime, Utc};
use core::cmp::Reverse;
use holdfast_protocol::ConversationId;
use holdfast_rhythm::{Window, sort_by_key};
use std::collections::BTreeMap;

/// All conversations of this account.
#[derive(Debug, Clone, Default)]
pub struct Book {
    /// By id.
    pub conversations: BTreeMap<ConversationId, Conversation>,
}

/// One line of **Today**.
#[derive(Debug, Clone, PartialEq)]
pub struct TodayEntry {
    /// Which conversation.
    pub conversation: ConversationId,
    /// What is owed in it.
    pub owed: Owed,
    /// Whether the promised window has closed.
    pub late: bool,
}

impl Book {
    /// One conversation.
    #[must_use]
    pub fn get(&self, id: ConversationId) -> Option<&Conversation> {
        self.conversations.get(&id)
    }

    /// The window that is open at `now` in some conversation; of several, the
    /// one that closes last.
    #[must_use]
    pub fn window_at(&self, now: DateTime<Utc>) -> Option<Window> {
        self.conversations
            .values()
            .filter_map(|conversation| conversation.timeline.window_at(now))
            .max_by_key(|window| window.closes)
    }

    /// The first window that opens after `now` in some conversation.
    #[must_use]
    pub fn next_opening(&self, now: DateTime<Utc>) -> Option<Window> {
        self.conversations
            .values()
            .filter_map(|conversation| conversation.timeline.next_opening(now))
            .min_by_key(|window| window.opens)
    }

    /// Who is owed an answer, most urgent first: by what was noticed, then
    /// replies that wait for a word, then what is late or due soonest, then
    /// the longest waiting. A reply that is written and will leave by itself
    /// goes to the end.
    #[must_use]
    pub fn today(&self, now: DateTime<Utc>) -> Vec<TodayEntry> {
        let mut entries: Vec<_> = self
            .conversations
            .values()
            .filter_map(|conversation| {
                let owed = conversation.owed()?;
                Some(TodayEntry {
                    conversation: conversation.id,
                    late: owed.window.is_some_and(|window| now >= window.closes),
                    owed,
                })
            })
            .collect();
        sort_by_key(&mut entries, |entry| {
            (
                matches!(
                    entry.owed.reply,
                    Some(holdfast_protocol::Release::HeldUntil(_))
                ),
                Reverse(entry.owed.level),
                entry
                    .owed
                    .window
                    .map_or(DateTime::<Utc>::MAX_UTC, |window| window.closes),
                entry.owed.since,
                entry.conversation,
            )
        });
        entries
    }
}
