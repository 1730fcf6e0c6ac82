//! A stretch of older letters, beside the tail that the book holds.

use crate::state::{Around, Conversation, Entry, Reach, ThreadPlace, promises::Settled};
use chrono::{DateTime, Utc};
use holdfast_protocol::{Answer, EnvelopeId};

/// How far to look ahead, at most, for what answered a letter: nobody writes so
/// many times without an answer.
const AHEAD: usize = 480;

/// Some letters of one conversation that follow each other, with what their
/// states need to be told. It does not change with the book: it is read again
/// where that matters.
#[derive(Debug, Clone)]
pub struct Stretch {
    /// The letters that were asked for, what ended their exchanges, and what
    /// came before and after them as far as their states need it; beside it
    /// the agreements. What has not left yet is in the book alone.
    pub conversation: Conversation,
    /// The letters that were asked for, the oldest first.
    pub letters: Vec<(ThreadPlace, EnvelopeId)>,
    /// Whether older ones are stored.
    pub older: bool,
    /// Whether newer ones are stored.
    pub newer: bool,
    /// The ends of what is here, and whether more is stored beyond each.
    before: (Option<ThreadPlace>, bool),
    after: (Option<ThreadPlace>, bool),
    /// How many were read that are newer.
    besides: usize,
}

impl Stretch {
    /// A stretch of `page`, which may have come in parts; `older` and `newer`
    /// say whether more is stored around it. `known` is the same conversation
    /// as the book has it.
    #[must_use]
    pub fn of(known: &Conversation, page: Vec<Entry>, older: bool, newer: bool) -> Self {
        let mut conversation = known.without_letters();
        conversation.take_page(page, older);
        let mut letters: Vec<(ThreadPlace, EnvelopeId)> = Vec::new();
        for letter in conversation.letters() {
            if let Some(left) = letter.left() {
                let id = letter.id;
                letters.push((ThreadPlace { left, id }, id));
            }
        }
        let places = || conversation.places();
        Self {
            letters,
            older,
            newer,
            before: (places().min(), older),
            after: (places().max(), newer),
            besides: 0,
            conversation,
        }
    }

    /// Whether more is stored in the direction in which it was read.
    #[must_use]
    pub const fn more(&self, around: Around) -> bool {
        match around {
            Around::Newest | Around::Older(_) => self.older,
            Around::Newer(_) => self.newer,
            Around::At(_) => self.older || self.newer,
        }
    }

    /// What has to be read besides, so that the states of all its letters are
    /// right: what answered or ended the last of them, if it is within reach,
    /// or all that left in the instant of the first.
    #[must_use]
    pub fn wants(&self) -> Option<Around> {
        if let (Some(after), true) = self.after
            && self.besides < AHEAD
            && self.is_open(after.left)
        {
            return Some(Around::Newer(after));
        }
        let (Some(before), true) = self.before else {
            return None;
        };
        let first = self.letters.first().map(|(place, _)| place.left);
        (first == Some(before.left)).then_some(Around::Older(before))
    }

    /// Takes what was read besides; `more` says whether more is stored in the
    /// same direction.
    pub fn take(&mut self, around: Around, page: Vec<Entry>, more: bool) {
        let places = || page.iter().map(|(place, ..)| *place);
        match around {
            Around::Older(than) => self.before = (places().min().or(Some(than)), more),
            Around::Newer(than) => {
                self.after = (places().max().or(Some(than)), more);
                self.besides += page.len();
            }
            Around::Newest | Around::At(_) => {}
        }
        self.conversation.take_page(page, self.before.1);
    }

    /// Ends the reading: names the windows that were missed.
    pub fn settle(&mut self, now: DateTime<Utc>) {
        self.conversation.give_promises(now);
    }

    /// Whether a letter was asked for whose answer, or end, may not be here;
    /// all is here that left before `until`.
    fn is_open(&self, until: DateTime<Utc>) -> bool {
        let mut letters = self.letters.iter().filter_map(|(_, id)| {
            let letter = self.conversation.letter(*id)?;
            let is_theirs = self.conversation.is_patients(letter);
            (is_theirs && letter.answer == Answer::Wanted).then_some(letter)
        });
        letters.any(|letter| {
            let settled = self.conversation.settled(letter).map(Settled::at);
            settled.is_none_or(|at| at >= until)
        })
    }
}

impl Conversation {
    /// The same conversation before anything was written in it, with what is
    /// agreed and what was promised anew.
    #[must_use]
    pub fn without_letters(&self) -> Self {
        Self {
            partner: self.partner.clone(),
            label: self.label.clone(),
            timeline: self.timeline.clone(),
            renewals: self.renewals.clone(),
            reach: Reach::default(),
            ..Self::new(self.id, self.me, self.role)
        }
    }

    /// Where all stands that has left and is here, in no order.
    fn places(&self) -> impl Iterator<Item = ThreadPlace> {
        let letters = self.letters.values();
        let letters = letters.filter_map(|one| Some((one.left()?, one.id)));
        let closings = self.closings.values();
        let closings = closings.filter_map(|one| Some((one.standing.left()?, one.id)));
        letters
            .chain(closings)
            .map(|(left, id)| ThreadPlace { left, id })
    }
}
