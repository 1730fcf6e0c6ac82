//! What a therapist owes in one conversation.

use crate::state::{Author, Conversation, Letter, Standing};
use chrono::{DateTime, Utc};
use holdfast_protocol::{EnvelopeId, NoticedCategory, NoticedLevel, Release, SortedSet};
use holdfast_rhythm::Window;

/// What a therapist owes in one conversation.
#[derive(Debug, Clone, PartialEq)]
pub struct Owed {
    /// When the first unanswered letter arrived.
    pub since: DateTime<Utc>,
    /// How many letters wait.
    pub letters: usize,
    /// The promised window, if a promise was given; after a miss the one that
    /// was named last.
    pub window: Option<Window>,
    /// The first promised window that is still unanswered; another than
    /// `window` once it was missed.
    pub first: Option<Window>,
    /// The most pressing thing noticed.
    pub level: Option<NoticedLevel>,
    /// What it was noticed about, without repeats.
    pub about: Vec<NoticedCategory>,
    /// A reply, or the end of the exchange, that is already written and held.
    pub reply: Option<Release>,
}

impl Conversation {
    /// What is owed to the patient: nothing if every letter that wants an
    /// answer has one, or the exchange about it was ended.
    #[must_use]
    pub fn owed(&self) -> Option<Owed> {
        let open: Vec<&Letter> = self.open().collect();
        let since = open.iter().filter_map(|letter| letter.arrived()).min()?;
        let noticed = || {
            let open = open.iter();
            open.filter_map(|letter| self.noticed_in(letter.id, letter.noticed.as_ref()))
        };
        let mut about = SortedSet::new();
        about.extend(noticed().flat_map(|noticed| &noticed.categories));
        let soonest = |windows: &mut dyn Iterator<Item = Window>| {
            windows.min_by_key(|window| (window.closes, window.opens))
        };
        let mut firsts = open
            .iter()
            .filter_map(|letter| letter.promise.as_ref())
            .map(|promise| promise.window);
        let mut lasts = open
            .iter()
            .filter_map(|letter| letter.promises().last())
            .map(|promise| promise.window);
        Some(Owed {
            since,
            letters: open.len(),
            window: soonest(&mut lasts),
            first: soonest(&mut firsts),
            level: noticed().map(|noticed| noticed.level).max(),
            about: about.into_iter().copied().collect(),
            reply: self.held_word(&open),
        })
    }

    /// Whether an answer to this letter of the patient's is owed.
    #[must_use]
    pub fn owes_answer(&self, letter: EnvelopeId) -> bool {
        self.open().any(|open| open.id == letter)
    }

    /// Whether words of this account are on this device still, on their way to
    /// the relay.
    #[must_use]
    pub fn is_sending(&self) -> bool {
        self.letters.values().any(|letter| {
            letter.author == Author::Me
                && matches!(letter.standing, Standing::Kept | Standing::OnItsWay)
        })
    }

    /// The patient's letters to which an answer is owed, the earliest first.
    pub(super) fn open(&self) -> impl Iterator<Item = &Letter> {
        self.unanswered()
            .filter(|letter| self.closed(letter.id).is_none())
    }

    /// What the relay holds for the patient: a reply, or else the end of the
    /// exchange if it names all that is open.
    fn held_word(&self, open: &[&Letter]) -> Option<Release> {
        let held = |standing: &Standing| match standing {
            Standing::Arrived(receipt) if receipt.release.left().is_none() => Some(receipt.release),
            _ => None,
        };
        if let Some(reply) = self.held_replies().first() {
            return held(&reply.standing);
        }
        self.closings
            .values()
            .filter(|closing| closing.author == Author::Me && !self.gives_way(closing.id))
            .filter(|closing| {
                open.iter()
                    .all(|letter| closing.letters.binary_search(&letter.id).is_ok())
            })
            .find_map(|closing| held(&closing.standing))
    }
}
