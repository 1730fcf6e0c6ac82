//! All conversations of this account, and a therapist's day made from them.

use crate::state::{Conversation, Owed, Pressing};
use chrono::{DateTime, TimeDelta, Utc};
use core::cmp::Reverse;
use holdfast_protocol::{ConversationId, NoticedLevel, Release, SortedMap};
use holdfast_rhythm::{Window, sort_by_key};

/// All conversations of this account.
#[derive(Debug, Clone, Default)]
pub struct Book {
    /// By id.
    pub conversations: SortedMap<ConversationId, Conversation>,
    /// How much of what was written here can be read no more, and so never
    /// sent; whose it was cannot be told.
    pub stuck: usize,
    /// Whether something that the relay gave cannot be read here, also after it
    /// was fetched again, and whose it is cannot be told.
    pub is_unreadable: bool,
}

/// One line of **Today**.
#[derive(Debug, Clone, PartialEq)]
pub struct TodayEntry {
    /// Which conversation.
    pub conversation: ConversationId,
    /// What is owed in it; none where only a miss is left to own.
    pub owed: Option<Owed>,
    /// Misses that no reply owns yet, the oldest first.
    pub to_own: Vec<Window>,
    /// Whether a promised window has closed without the answer that is owed.
    pub late: bool,
    /// What was noticed and the therapist has not taken on, first what nobody
    /// has, the most pressing first.
    pub pressing: Vec<Pressing>,
    /// Why it stands before the next.
    pub why: Why,
}

/// Why an entry of **Today** stands before the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It needs more now: to the next nothing is owed, or what is owed leaves
    /// by itself.
    NeedsMore,
    /// Somebody is being called because of it.
    Calls,
    /// What was noticed is more pressing.
    MorePressing,
    /// A reply that is written waits for a word.
    WaitsForWord,
    /// Its window closes sooner.
    DueSooner,
    /// It has waited longer.
    WaitedLonger,
    /// Nothing comes after it.
    Last,
}

/// What decides over a place in **Today**: the first difference.
type Rank = (
    u8,
    bool,
    Reverse<Option<NoticedLevel>>,
    bool,
    DateTime<Utc>,
    Option<DateTime<Utc>>,
    ConversationId,
);

fn why(one: &Rank, next: Option<&Rank>) -> Why {
    let Some(next) = next else { return Why::Last };
    if one.0 != next.0 {
        Why::NeedsMore
    } else if one.1 != next.1 {
        Why::Calls
    } else if one.2 != next.2 {
        Why::MorePressing
    } else if one.3 != next.3 {
        Why::WaitsForWord
    } else if one.4 != next.4 {
        Why::DueSooner
    } else {
        Why::WaitedLonger
    }
}

impl TodayEntry {
    fn of(conversation: &Conversation, now: DateTime<Utc>) -> Option<Self> {
        let owed = conversation.owed();
        let to_own = conversation.to_own(now);
        let pressing = conversation.pressing();
        let first = owed.as_ref().and_then(|owed| owed.first);
        let any = owed.is_some() || !to_own.is_empty() || !pressing.is_empty();
        any.then(|| Self {
            conversation: conversation.id,
            late: first.is_some_and(|window| now >= window.closes),
            owed,
            to_own,
            pressing,
            why: Why::Last,
        })
    }

    /// Whether it waits for the therapist's words: what leaves by itself and
    /// what a colleague has taken on do not.
    #[must_use]
    pub fn needs_a_word(&self) -> bool {
        let any = self.owed.is_some() || !self.to_own.is_empty() || self.level().is_some();
        any && self.group() < 2
    }

    /// How pressing what was noticed and nobody has taken on is.
    fn level(&self) -> Option<NoticedLevel> {
        let open = self.pressing.iter().filter(|one| one.taken.is_none());
        open.map(|one| one.level).max()
    }

    fn calls(&self) -> bool {
        self.pressing.first().is_some_and(|most| most.calls)
    }

    /// A reply that waits for its window takes on nothing, so what is urgent
    /// stays, whatever is written.
    fn group(&self) -> u8 {
        let level = self.level();
        let is_open = match &self.owed {
            Some(owed) => !matches!(owed.reply, Some(Release::HeldUntil(_))),
            None => !self.pressing.is_empty(),
        };
        match () {
            () if self.calls() || is_open || level >= Some(NoticedLevel::Urgent) => 0,
            () if !self.to_own.is_empty() => 1,
            () => 2,
        }
    }

    fn rank(&self) -> Rank {
        let owed = self.owed.as_ref();
        let reply = owed.and_then(|owed| owed.reply);
        let most = self.pressing.first();
        let missed = self.to_own.first().copied();
        (
            self.group(),
            !self.calls(),
            Reverse(self.level()),
            !matches!(reply, Some(Release::Waits(_))),
            owed.map_or(missed, |owed| owed.window)
                .map_or(DateTime::<Utc>::MAX_UTC, |window| window.closes),
            owed.map(|owed| owed.since).or(most.map(|most| most.since)),
            self.conversation,
        )
    }
}

/// Promises that are due before long, while there is still time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueSoon {
    /// The window, which is open.
    pub window: Window,
    /// Who was promised an answer in it and has no reply written, by their ids.
    pub conversations: Vec<ConversationId>,
}

/// How much of a window is left, at most, when what is due in it is said.
const SOON: TimeDelta = TimeDelta::minutes(45);

impl Book {
    /// One conversation.
    #[must_use]
    pub fn get(&self, id: ConversationId) -> Option<&Conversation> {
        self.conversations.get(&id)
    }

    /// Counts what is stored and cannot be read, also after it was fetched
    /// again: with the conversation where it is certain whose it is.
    pub fn note_unreadable(&mut self, count: usize) {
        let mut all = self.conversations.values_mut();
        match (all.next(), all.next()) {
            (Some(only), None) => only.unreadable += count,
            _ => self.is_unreadable = count > 0,
        }
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

    /// Who is owed an answer, or has written what nobody has taken on: first
    /// those because of whom somebody is being called, then by what was
    /// noticed and nobody has taken on, then replies that wait for a word, then
    /// what is late or due soonest, then the longest waiting. Then those to
    /// whom nothing is owed but a word on a miss. A reply that is written and
    /// will leave by itself goes to the end.
    #[must_use]
    pub fn today(&self, now: DateTime<Utc>) -> Vec<TodayEntry> {
        let all = self.conversations.values();
        let mut entries: Vec<_> = all.filter_map(|one| TodayEntry::of(one, now)).collect();
        sort_by_key(&mut entries, TodayEntry::rank);
        let ranks: Vec<Rank> = entries.iter().map(TodayEntry::rank).collect();
        for (place, entry) in entries.iter_mut().enumerate() {
            entry.why = why(&ranks[place], ranks.get(place + 1));
        }
        entries
    }

    /// What is promised for the window that is open, once at most a third of it
    /// and at most 45 minutes are left, and for which no reply is written;
    /// never anything outside a window. Of several windows the one that closes
    /// first.
    #[must_use]
    pub fn due_soon(&self, now: DateTime<Utc>) -> Option<DueSoon> {
        let due: Vec<(Window, ConversationId)> = self
            .conversations
            .values()
            .filter_map(|conversation| Some((due_soon(conversation, now)?, conversation.id)))
            .collect();
        let window = due
            .iter()
            .map(|(window, _)| *window)
            .min_by_key(|window| window.closes)?;
        let conversations = due
            .into_iter()
            .filter(|(other, _)| other.closes == window.closes)
            .map(|(_, conversation)| conversation)
            .collect();
        Some(DueSoon {
            window,
            conversations,
        })
    }
}

fn due_soon(conversation: &Conversation, now: DateTime<Utc>) -> Option<Window> {
    let owed = conversation.owed()?;
    let window = owed.window.filter(|window| window.contains(now))?;
    let left = window.closes - now;
    let soon = left <= SOON && left <= (window.closes - window.opens) / 3;
    let leaves_in_time = matches!(owed.reply, Some(Release::HeldUntil(at)) if at < window.closes);
    (soon && !leaves_in_time && !conversation.is_sending()).then_some(window)
}
