//! What the engine tells, shown.

use super::{Driver, arriving::Came};
use crate::{
    platform::{clock, tabs::Hint},
    state::{DeskLink, Folder, KeepTrouble, Note, Standing, Trouble},
};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{Act, EnvelopeId, Refusal, encode};
use holdfast_sync::{LinkState, Moment, Notice, StoreTrouble};
use leptos::prelude::*;
use std::rc::Rc;

/// From how far on a device's clock is worth a word.
const CLOCK_TOLERANCE: TimeDelta = TimeDelta::minutes(2);

impl Driver {
    pub(super) fn notice(self: &Rc<Self>, notice: Notice) {
        match notice {
            Notice::Kept(id) => self.kept(id),
            Notice::NotKept(id, trouble) => self.not_kept(id, trouble),
            Notice::NotDone(_, trouble) | Notice::Store(trouble) => {
                self.desk.trouble.set(Some(Trouble::Store(trouble)));
            }
            Notice::OnItsWay(ids) => self.stand(&ids, &Standing::OnItsWay),
            Notice::BackToKept(ids) => self.stand(&ids, &Standing::Kept),
            Notice::Settled(id, receipt) => self.take([Came::Settled(id, receipt)]),
            Notice::NeedsYou(id, refusal) => self.needs_you(id, &refusal),
            Notice::Discarded(id) => self.discarded(id),
            Notice::Arrived(items) => self.take(items.into_iter().map(Came::Item)),
            Notice::ChangedElsewhere | Notice::OfferedAgain => self.read_book_again(),
            Notice::Link(LinkState::Reached) => self.desk.link.set(DeskLink::Reached),
            Notice::Link(LinkState::NotReached { trouble, .. }) => {
                self.desk.link.set(DeskLink::NotReached(trouble));
                self.post_later();
            }
            Notice::RelayTime { now, at, demo } => self.relay_time(now, at, demo),
            Notice::CaughtUp(at) => self.take([Came::All(at)]),
            Notice::ClientTooOld => self.desk.trouble.set(Some(Trouble::TooOld)),
            Notice::SignedOut => self.heard_from_relay(true),
        }
    }

    fn kept(self: &Rc<Self>, id: EnvelopeId) {
        let submission = self.written.borrow().get(&id).cloned();
        if let Some(submission) = submission {
            self.change_book(|book| self.take_submission(book, &submission));
        }
        self.tell_tabs(Hint::Wrote);
        self.doubt_leader();
        self.post_later();
        self.hear(id, Ok(id));
    }

    fn not_kept(&self, id: EnvelopeId, trouble: StoreTrouble) {
        self.written.borrow_mut().remove(&id);
        if trouble == StoreTrouble::Newer {
            // There is a way on, and it is not the composer's to offer.
            self.desk.trouble.set(Some(Trouble::Store(trouble)));
        }
        self.hear(id, Err(KeepTrouble::NotStored(trouble)));
    }

    /// The database has taken something: what was amiss with it has passed.
    pub(super) fn store_works(&self) {
        let passed = self.desk.trouble.with_untracked(|trouble| {
            matches!(
                trouble,
                Some(Trouble::Store(
                    StoreTrouble::Full | StoreTrouble::Closed | StoreTrouble::Silent
                ))
            )
        });
        if passed {
            self.desk.trouble.set(None);
        }
    }

    fn hear(&self, id: EnvelopeId, outcome: Result<EnvelopeId, KeepTrouble>) {
        let waiting = self.waiting.borrow_mut().remove(&id);
        if let Some(waiting) = waiting {
            waiting(outcome);
        }
    }

    fn stand(&self, ids: &[EnvelopeId], standing: &Standing) {
        self.change_book(|book| {
            for conversation in book.conversations.values_mut() {
                for id in ids {
                    conversation.stand(*id, standing.clone());
                }
            }
        });
    }

    fn needs_you(&self, id: EnvelopeId, refusal: &Refusal) {
        self.stand(&[id], &Standing::NeedsYou(refusal.clone()));
        let accepts = self
            .written
            .borrow()
            .get(&id)
            .is_some_and(|submission| matches!(submission.act, Act::Accept { .. }));
        if accepts {
            self.change_book(|book| {
                for conversation in book.conversations.values_mut() {
                    conversation.acceptance_refused(refusal);
                }
            });
        }
    }

    fn discarded(&self, id: EnvelopeId) {
        self.open.borrow_mut().remove(&id);
        self.written.borrow_mut().remove(&id);
        self.change_book(|book| {
            for conversation in book.conversations.values_mut() {
                conversation.discard(id);
            }
        });
    }

    /// Remembers who came, so that the invitation's secret can go.
    pub(super) fn meet(&self, id: holdfast_protocol::ConversationId) {
        let partner = self
            .desk
            .book
            .with_untracked(|book| book.get(id).and_then(|one| one.partner.clone()));
        let Some(partner) = partner else { return };
        let folder = Folder::Met {
            card: holdfast_protocol::Card {
                account: partner.account,
                conversation: id,
                role: partner.role,
                keys: partner.keys,
                name: partner.name,
                zone: partner.zone.name().to_owned(),
            },
        };
        self.write_note(Note::Folder(id), Some(encode(&folder)));
        self.folders.borrow_mut().insert(id, folder);
    }

    fn relay_time(self: &Rc<Self>, relay: DateTime<Utc>, at: Moment, demo: bool) {
        let age = TimeDelta::from_std(clock::monotonic().since(at)).unwrap_or_default();
        let offset = relay + age - clock::device_now();
        let moved = (offset - self.offset.get()).abs() > TimeDelta::seconds(1);
        if offset < self.offset.get() {
            // What was promised by a clock that was ahead is looked at anew.
            self.desk.book.update_untracked(|book| {
                for conversation in book.conversations.values_mut() {
                    conversation.look_again();
                }
            });
        }
        self.offset.set(offset);
        self.desk.demo.set(demo);
        self.show_time();
        if moved {
            let bytes = encode(&offset.num_milliseconds());
            self.write_note(Note::ClockOffset, Some(bytes));
        }
        // Who is answered is signed in.
        self.heard_from_relay(false);
        let off = !demo && offset.abs() > CLOCK_TOLERANCE;
        let shown = self
            .desk
            .trouble
            .with_untracked(|trouble| matches!(trouble, Some(Trouble::ClockOff { .. })));
        if off {
            self.desk.trouble.set(Some(Trouble::ClockOff {
                ahead_seconds: -offset.num_seconds(),
            }));
        } else if shown {
            self.desk.trouble.set(None);
        }
    }
}
