//! What a store is asked about alarms, and what it answers.

use chrono::{DateTime, Utc};
use holdfast_protocol::{AccountId, PushSubscription, Way};

/// Says by which ways the people behind a contact can be reached.
pub trait Reach: Send + Sync {
    /// Every way to a contact of the agreement; none for one that nobody knows.
    fn ways(&self, contact: &str) -> Vec<Way>;

    /// Whether a device can be pushed to there, as this relay is set up now.
    fn takes(&self, endpoint: &str) -> bool;
}

/// What looking at the alarms has found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Looked {
    /// What is to be handed over now, those under way among them.
    pub notices: Vec<Notice>,
    /// When to look again; none while no alarm is open.
    pub next: Option<DateTime<Utc>>,
    /// Whose feeds have grown.
    pub grown: Vec<AccountId>,
}

/// Which notice: to one step of one round, by one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NoticeKey {
    /// The alarm, by the store's number.
    pub alarm: i64,
    /// The round, counted from 0.
    pub round: u16,
    /// The step, counted from 0.
    pub step: u16,
    /// The way.
    pub way: Way,
}

/// A notice to hand over.
#[derive(Clone, PartialEq, Eq)]
pub struct Notice {
    /// Which.
    pub key: NoticeKey,
    /// The step's name, as agreed.
    pub name: String,
    /// The step's contact, as agreed.
    pub contact: String,
    /// What the patient is found by; may be empty.
    pub reference: String,
    /// The agreement's zone.
    pub zone: String,
    /// When the letter that began the alarm reached the relay.
    pub letter_at: DateTime<Utc>,
    /// Where to push to, where that is the way.
    pub push: Vec<PushSubscription>,
}

impl core::fmt::Debug for Notice {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_tuple("Notice").field(&self.key).finish()
    }
}

/// Who has taken an alarm on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenOn {
    /// By which name.
    pub name: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether it was this very link that did it, now or before.
    pub by_this_link: bool,
    /// Whose feeds have grown.
    pub grown: Vec<AccountId>,
}
