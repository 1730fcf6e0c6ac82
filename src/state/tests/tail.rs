//! A tail answers what the whole conversation answers.

mod beyond;
mod stretch;

use super::world::{Deed, Played, deeds, empty, play, records};
use crate::state::{
    Beyond, Conversation, Entry, LedgerEntry, LetterState, Opened, Owed, Pressing, ThreadPlace,
};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{EnvelopeId, Role};
use holdfast_rhythm::{Occurrence, Window};
use proptest::prelude::*;

/// What is stored of a conversation, as a device's store has it.
struct Shelf {
    /// What has left, the oldest first.
    thread: Vec<Entry>,
    held: Vec<Opened>,
}

impl Shelf {
    fn of(heard: &[(DateTime<Utc>, Opened)], whole: &Conversation) -> Self {
        let promise = |id| {
            let letter = whole.letter(id);
            letter.and_then(|letter| letter.promise.clone())
        };
        let (mut thread, mut held) = (Vec::new(), Vec::new());
        for opened in records(heard) {
            match opened.place() {
                Some(place) => thread.push((place, opened, promise(place.id))),
                None => held.push(opened),
            }
        }
        thread.sort_by_key(|(place, ..)| *place);
        Self { thread, held }
    }

    fn older(&self, than: Option<ThreadPlace>, count: usize) -> (Vec<Entry>, bool) {
        let end = than.map_or(self.thread.len(), |than| {
            self.thread.partition_point(|(place, ..)| *place < than)
        });
        let first = end.saturating_sub(count);
        let mut page = self.thread[first..end].to_vec();
        page.reverse();
        (page, first > 0)
    }

    fn newer(&self, than: Option<ThreadPlace>, count: usize) -> (Vec<Entry>, bool) {
        let first = than.map_or(0, |than| {
            self.thread.partition_point(|(place, ..)| *place <= than)
        });
        let end = (first + count).min(self.thread.len());
        let mut page = self.thread[first..end].to_vec();
        page.reverse();
        (page, end < self.thread.len())
    }
}

/// A conversation that was there all the time and lets go of what is old,
/// and all that it ever noted of what lies beyond.
fn living(played: &Played, role: Role, tail: usize) -> (Conversation, Vec<Beyond>) {
    let mut view = empty(role);
    let mut notes = Vec::new();
    for (when, opened) in &played.heard[&role] {
        view.give_promises(*when);
        view.apply(opened.clone());
        view.give_promises(*when);
        if view.keep_tail(tail, tail / 2, *when) {
            notes.extend(view.beyond().cloned());
        }
    }
    view.give_promises(played.end);
    (view, notes)
}

/// A conversation that was there all the time and is here as a whole.
fn whole(played: &Played, role: Role) -> Conversation {
    living(played, role, usize::MAX / 4).0
}

/// A conversation as it is opened: the newest, and what is needed beside it.
fn opened(
    shelf: &Shelf,
    whole: &Conversation,
    (tail, pages): (usize, usize),
    note: Option<Beyond>,
    now: DateTime<Utc>,
) -> Conversation {
    let mut view = empty(whole.role);
    for (closed, promise) in &whole.renewals {
        view.renew(*closed, promise.clone());
    }
    view.note_beyond(note);
    let (page, older) = shelf.older(None, tail + 2);
    view.take_page(page, older);
    while view.wants_older(tail) {
        let (page, older) = shelf.older(view.reach.from, pages);
        view.take_page(page, older);
    }
    if let Some(apart) = view.settle_reach(tail) {
        let end = view.reach.from.unwrap().left;
        let known = walked(shelf, end, whole, pages, apart, now);
        assert!(view.know_beyond(&known));
    }
    for held in &shelf.held {
        view.apply(held.clone());
    }
    view.give_promises(now);
    view
}

/// What lies beyond a tail, found out by going through all of it once.
fn walked(
    shelf: &Shelf,
    end: DateTime<Utc>,
    whole: &Conversation,
    pages: usize,
    known: Beyond,
    now: DateTime<Utc>,
) -> Beyond {
    let mut walker = empty(whole.role);
    for (closed, promise) in &whole.renewals {
        walker.renew(*closed, promise.clone());
    }
    let mut place = known.until.map(ThreadPlace::before);
    walker.know_beyond(&known);
    loop {
        let (page, more) = shelf.newer(place, pages);
        place = page.first().map(|(place, ..)| *place);
        if let Some(known) = walker.walk(page, more, end, now) {
            return known;
        }
    }
}

#[derive(Debug, PartialEq)]
struct Seen {
    /// What a therapist has not taken on.
    pressing: Vec<Pressing>,
    letters: Vec<(EnvelopeId, LetterState)>,
    to_own: Vec<Window>,
    owed: Option<Owed>,
    answerable: Vec<EnvelopeId>,
    held: Vec<EnvelopeId>,
    missed: Option<DateTime<Utc>>,
    windows: Vec<Occurrence>,
    ledger: Vec<LedgerEntry>,
}

/// What is seen of the letters from `from` on.
fn seen(view: &Conversation, from: Option<ThreadPlace>, now: DateTime<Utc>) -> Seen {
    let letters = view.letters().into_iter();
    let from_here = letters.filter(|letter| {
        let left = letter.left();
        left.is_none_or(|left| {
            Some(ThreadPlace {
                left,
                id: letter.id,
            }) >= from
        })
    });
    let span = (now - TimeDelta::days(60), now + TimeDelta::days(60));
    Seen {
        pressing: match view.role {
            Role::Therapist => view.pressing(),
            Role::Patient => Vec::new(),
        },
        letters: from_here
            .map(|letter| (letter.id, view.state_of(letter, now)))
            .collect(),
        to_own: view.to_own(now),
        owed: view.owed(),
        answerable: view.answerable(),
        held: view.held_replies().iter().map(|held| held.id).collect(),
        missed: view.last_missed(now),
        windows: view.timeline.windows(span.0, span.1),
        ledger: Vec::new(),
    }
}

fn long() -> impl Strategy<Value = Vec<(u32, Deed)>> {
    prop::collection::vec(deeds(), 1..5).prop_map(|all| all.concat())
}

/// Since when the ledger of a tail is right, asked day by day.
fn covered(view: &Conversation, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let days = (-2..120).rev().map(|days| now - TimeDelta::days(days));
    days.into_iter().find(|from| view.covers(*from))
}

fn alike(view: &Conversation, whole: &Conversation, now: DateTime<Utc>) {
    let from = view.reach.from.filter(|_| view.reach.older);
    assert_eq!(seen(view, from, now), seen(whole, from, now));
    if let Some(since) = covered(view, now) {
        let ledger = |one: &Conversation| {
            let mut ledger = one.ledger(now);
            ledger.retain(|entry| entry.window.opens >= since);
            ledger
        };
        assert_eq!(ledger(view), ledger(whole), "since {since}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn who_lets_go_of_old_letters_sees_the_same_of_the_others(deeds in long(), tail in 1..12_usize) {
        let played = play(&deeds);
        for role in [Role::Patient, Role::Therapist] {
            let (view, _) = living(&played, role, tail);
            alike(&view, &whole(&played, role), played.end);
        }
    }

    #[test]
    fn who_opens_a_tail_sees_what_all_letters_show(
        deeds in long(),
        tail in 1..12_usize,
        pages in 1..9_usize,
        noted in any::<prop::sample::Index>(),
        has_note in any::<bool>(),
    ) {
        let played = play(&deeds);
        for role in [Role::Patient, Role::Therapist] {
            let (_, notes) = living(&played, role, tail);
            let note = (has_note && !notes.is_empty()).then(|| noted.get(&notes).clone());
            let whole = whole(&played, role);
            let shelf = Shelf::of(&played.heard[&role], &whole);
            let view = opened(&shelf, &whole, (tail, pages), note, played.end);
            alike(&view, &whole, played.end);
        }
    }

    #[test]
    fn a_tail_is_short(deeds in long(), tail in 1..12_usize) {
        let played = play(&deeds);
        let (view, _) = living(&played, Role::Therapist, tail);
        let open = view.answerable().len() + view.held_replies().len();
        let here = view.letters().iter().filter(|letter| letter.left().is_some()).count();
        let silent = view.answered_until().map_or(usize::MAX, |latest| view.arrivals.after(latest).len());
        prop_assert!(open > 0 || silent > 0 || here <= 2 * tail + 2, "{here} of {tail}");
    }
}
