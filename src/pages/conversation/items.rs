//! What the thread is made of, from top to bottom.

use crate::state::{Author, Conversation, Letter};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use holdfast_protocol::{EnvelopeId, Role};
use holdfast_rhythm::{Tz, Window};
use std::collections::BTreeSet;

/// One piece of the thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// Parts the page where a day begins.
    Day {
        /// The day, in the reader's zone.
        date: NaiveDate,
        /// An instant of that day.
        at: DateTime<Utc>,
        /// The letter below.
        above: EnvelopeId,
    },
    /// Parts the page where replies left in a window.
    Window {
        /// The window.
        window: Window,
        /// The letter below.
        above: EnvelopeId,
    },
    /// A letter.
    Letter(EnvelopeId),
}

impl Item {
    /// What tells it from all others: no two of one thread are alike.
    #[must_use]
    pub fn key(self) -> String {
        match self {
            Self::Day { date, above, .. } => format!("{} {above}", date.num_days_from_ce()),
            Self::Window { window, above } => {
                let (opens, closes) = (window.opens.timestamp(), window.closes.timestamp());
                format!("{opens} {closes} {above}")
            }
            Self::Letter(id) => id.to_string(),
        }
    }
}

/// The thread as a reader in `zone` sees it. `gone` are held replies that were
/// just taken back or changed: they are left out while the relay still holds
/// them.
#[must_use]
pub fn items(conversation: &Conversation, zone: Tz, gone: &BTreeSet<EnvelopeId>) -> Vec<Item> {
    let mut items = Vec::new();
    let (mut day, mut window) = (None, None);
    for letter in conversation.letters() {
        if gone.contains(&letter.id) && letter.is_held() {
            continue;
        }
        let (_, at) = letter.place();
        let date = at.with_timezone(&zone).date_naive();
        if day.replace(date) != Some(date) {
            items.push(Item::Day {
                date,
                at,
                above: letter.id,
            });
        }
        if let Some(open) = window_of(conversation, letter)
            && window.replace(open) != Some(open)
        {
            items.push(Item::Window {
                window: open,
                above: letter.id,
            });
        }
        items.push(Item::Letter(letter.id));
    }
    items
}

/// The window in which a reply left.
fn window_of(conversation: &Conversation, letter: &Letter) -> Option<Window> {
    let is_reply = (letter.author == Author::Me) == (conversation.role == Role::Therapist);
    let left = letter.left().filter(|_| is_reply)?;
    conversation.timeline.window_at(left)
}
