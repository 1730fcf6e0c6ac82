//! The tail of a conversation: its newest letters, and as many more as all
//! that is derived from it needs. What lies beyond is summed up, so that
//! nothing is answered otherwise than if every letter were here
//! (docs/decisions/app-tail.md).

use crate::state::{Beyond, ClosingEntry, Conversation, Opened, Reach, ThreadPlace};
use chrono::{DateTime, Utc};
use holdfast_protocol::EnvelopeId;
use holdfast_rhythm::{Promise, Timeline};

/// How many letters of a conversation are here, if it has as many.
pub const TAIL: usize = 60;

/// How many more may gather before some are let go.
pub const SLACK: usize = 180;

/// How far to look back, at most, for letters to which no answer has left: a
/// therapist owes that many in no conversation that is one.
pub const FURTHEST: usize = 960;

/// Something that has left, as it is read from what is stored.
pub type Entry = (ThreadPlace, Opened, Option<Promise>);

impl Conversation {
    /// Takes in a page of what is stored; `older` says whether there is more
    /// that left before it.
    pub fn take_page(&mut self, page: Vec<Entry>, older: bool) {
        let oldest = page.iter().map(|(place, ..)| *place).min();
        let from = self.reach.from.into_iter().chain(oldest).min();
        self.reach = Reach { older, from };
        for (_, opened, promise) in page {
            self.take_entry(opened, promise);
        }
    }

    /// Takes in one thing that is stored, with what was promised for it.
    pub fn take_entry(&mut self, opened: Opened, promise: Option<Promise>) {
        let id = opened.id();
        self.apply(opened);
        if let (Some(id), Some(promise)) = (id, promise) {
            self.promise(id, promise);
        }
    }

    /// Whether more has to be read, that is older, before `tail` letters and
    /// all that is derived from them are right.
    #[must_use]
    pub fn wants_older(&self, tail: usize) -> bool {
        let Some(from) = self.reach.from.filter(|_| self.reach.older) else {
            return false;
        };
        // Of the oldest instant some may be missing.
        let whole = self.arrivals.after(from.left).len() + self.departures.after(from.left).len();
        let answered = self.answered_until() > Some(from.left);
        let until = self.noted.as_ref().and_then(|noted| noted.until);
        let joins = until.is_none_or(|until| from.left < until);
        self.left_letters() < FURTHEST && (whole < tail || !answered || !joins)
    }

    /// Ends the reading of a tail. Gives back what was noted of the letters
    /// beyond, where that does not reach up to those that are here: it has to
    /// be found out anew from there on.
    pub fn settle_reach(&mut self, tail: usize) -> Option<Beyond> {
        let noted = self.noted.take();
        let Some(from) = self.reach.from.filter(|_| self.reach.older) else {
            self.beyond = Some(Beyond::default());
            return None;
        };
        let joins = |beyond: &Beyond| beyond.until.is_some_and(|until| from.left < until);
        let apart = match noted {
            Some(beyond) if joins(&beyond) => {
                self.beyond = Some(beyond);
                None
            }
            noted => Some(noted.unwrap_or_default()),
        };
        let next = self.first_after(from.left);
        if let Some(next) = next
            && self.arrivals.since(next).len() + self.departures.since(next).len() >= tail
        {
            self.forget_before(next);
        }
        apart
    }

    /// Lets old letters go where more than `tail` and `slack` have gathered,
    /// and says whether it did. Promises must have been given before.
    pub fn keep_tail(&mut self, tail: usize, slack: usize, now: DateTime<Utc>) -> bool {
        if self.left_letters() <= tail + slack {
            return false;
        }
        let Some(cut) = self.cut(tail) else {
            return false;
        };
        let old = self.arrivals.before(cut).len() + self.departures.before(cut).len();
        if old == 0 || old < slack / 2 {
            return false;
        }
        self.let_go(cut, now);
        true
    }

    /// Lets go of all that left before `cut`, and sums it up.
    pub fn let_go(&mut self, cut: DateTime<Utc>, now: DateTime<Utc>) {
        if let Some(mut beyond) = self.beyond.take() {
            if beyond.until < Some(cut) {
                self.sum_up(&mut beyond, cut, now);
            }
            self.beyond = Some(beyond);
        }
        self.forget_before(cut);
    }

    /// Whether this left so long ago that it is not here.
    pub(super) fn is_beyond(&self, opened: &Opened) -> bool {
        let from = self.reach.from.filter(|_| self.reach.older);
        opened.place().is_some_and(|place| Some(place) < from)
    }

    /// Where the newest letter stands.
    #[must_use]
    pub fn newest_place(&self) -> Option<ThreadPlace> {
        let letters = [&self.arrivals, &self.departures];
        let newest = letters.into_iter().filter_map(|order| order.all().last());
        let (left, id) = newest.max().copied()?;
        Some(ThreadPlace { left, id })
    }

    /// Notes that something which stands there is here.
    pub(super) fn reaches(&mut self, place: ThreadPlace) {
        let from = self.reach.from;
        if !self.reach.older && from.is_none_or(|from| place < from) {
            self.reach.from = Some(place);
        }
    }

    /// How many letters are here that have left.
    fn left_letters(&self) -> usize {
        self.arrivals.all().len() + self.departures.all().len()
    }

    /// Where the tail begins: `tail` letters from the end, or at the first
    /// letter to which no answer has left.
    pub(super) fn cut(&self, tail: usize) -> Option<DateTime<Utc>> {
        let newest = self.nth_newest(tail)?;
        let mut open = self.not_replied_to();
        if let Some(many) = open.len().checked_sub(FURTHEST) {
            open = open.get(many..).unwrap_or_default();
        }
        let open = open.first().map(|(at, _)| *at);
        Some(open.map_or(newest, |open| open.min(newest)))
    }

    fn nth_newest(&self, n: usize) -> Option<DateTime<Utc>> {
        let mut arrivals = self.arrivals.all().iter().rev().peekable();
        let mut departures = self.departures.all().iter().rev().peekable();
        let mut found = None;
        for _ in 0..n {
            let later = arrivals.peek() > departures.peek();
            let next = if later {
                arrivals.next()
            } else {
                departures.next()
            };
            found = Some(next?.0);
        }
        found
    }

    /// When the first left that is here and left after `at`.
    fn first_after(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let letters = [self.arrivals.after(at), self.departures.after(at)];
        let letters = letters.into_iter().filter_map(|order| order.first());
        let closings = self.closings.values().filter_map(|one| one.standing.left());
        let closings = closings.filter(|left| *left > at);
        letters.map(|(left, _)| *left).chain(closings).min()
    }

    fn forget_before(&mut self, cut: DateTime<Utc>) {
        for order in [&mut self.arrivals, &mut self.departures] {
            for (_, id) in order.take_before(cut) {
                self.letters.remove(&id);
            }
        }
        let old = |closing: &ClosingEntry| {
            let left = closing.standing.left();
            left.is_some_and(|left| left < cut)
        };
        self.closings.retain(|_, closing| !old(closing));
        let closings = &self.closings;
        self.closed_by
            .retain(|(_, closing)| closings.contains_key(closing));
        if let Some(beyond) = &self.beyond {
            let mut timeline = Timeline::new();
            for at in &beyond.heard {
                timeline.take_letter(*at);
            }
            for (at, _) in self.arrivals.all() {
                timeline.take_letter(*at);
            }
            for at in self.heard_closings() {
                timeline.take_letter(at);
            }
            for version in self.timeline.versions() {
                timeline.accept(version.agreement.clone(), version.accepted);
            }
            self.timeline = timeline;
        }
        let place = |left: DateTime<Utc>, id: EnvelopeId| ThreadPlace { left, id };
        let letters = [&self.arrivals, &self.departures];
        let letters = letters.into_iter().filter_map(|order| order.all().first());
        let closings = self.closings.values();
        let closings = closings.filter_map(|one| Some(place(one.standing.left()?, one.id)));
        let from = letters.map(|(left, id)| place(*left, *id)).chain(closings);
        self.reach = Reach {
            older: true,
            from: Some(from.min().unwrap_or(ThreadPlace::before(cut))),
        };
        self.look_again();
    }
}
