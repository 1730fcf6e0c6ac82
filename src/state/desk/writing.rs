//! What can be written and asked for: each call finishes even if the page is
//! gone by then, and says once it is on disk.

use super::Desk;
use crate::platform::page;
use crate::state::{
    DraftOf, KeepTrouble, NewCheckIn,
    driver::{Driver, Written},
};
#[cfg(feature = "patient")]
use holdfast_protocol::LateNotice;
use holdfast_protocol::{Answer, ConversationId, EnvelopeId, Noticed, OutsideRhythm, Plan};
use holdfast_rhythm::{Agreement, Window};
use holdfast_sync::StoreTrouble;
use leptos::prelude::*;
use std::rc::Rc;

/// A letter to be kept and sent.
#[derive(Clone)]
pub struct NewLetter {
    /// The words.
    pub text: String,
    /// Whether an answer is wanted.
    pub answer: Answer,
    /// What this device noticed in the words.
    pub noticed: Option<Noticed>,
    /// The promised windows that closed without an answer and that this reply
    /// owns.
    pub owns: Vec<Window>,
    /// The patient's last letter that was here when a reply's words were
    /// typed.
    pub seen: Option<EnvelopeId>,
}

impl Desk {
    /// Keeps a letter on this device and sends it when it can. `done` hears
    /// once it is on disk, or why not; the words stay with the caller until
    /// then.
    pub fn write(
        self,
        conversation: ConversationId,
        letter: NewLetter,
        done: impl FnOnce(Result<EnvelopeId, KeepTrouble>) + 'static,
    ) {
        self.with_driver(done, |driver, done| {
            driver.write(conversation, letter, done)
        });
    }

    /// Keeps the answers to a check-in on this device and sends them when it
    /// can.
    pub fn check_in(
        self,
        conversation: ConversationId,
        check_in: NewCheckIn,
        done: impl FnOnce(Result<EnvelopeId, KeepTrouble>) + 'static,
    ) {
        self.with_driver(done, |driver, done| {
            driver.check_in(conversation, check_in, done)
        });
    }

    /// Keeps a version of *My plan* on this device and sends it when it can;
    /// `from` are the versions that it was written from. Its number and hour
    /// are filled in here.
    pub fn write_plan(
        self,
        conversation: ConversationId,
        plan: Plan,
        from: Vec<EnvelopeId>,
        done: impl FnOnce(Result<EnvelopeId, KeepTrouble>) + 'static,
    ) {
        self.with_driver(done, |driver, done| {
            driver.write_plan(conversation, plan, &from, done)
        });
    }

    /// Says what was noticed in a letter or a check-in of this account that had
    /// been sealed before.
    #[cfg(feature = "patient")]
    pub fn notice_late(
        self,
        conversation: ConversationId,
        notice: LateNotice,
        done: impl FnOnce(Result<EnvelopeId, KeepTrouble>) + 'static,
    ) {
        self.with_driver(done, |driver, done| {
            driver.notice_late(conversation, notice, done)
        });
    }

    /// Puts other words in the place of a held reply.
    pub fn replace(
        self,
        conversation: ConversationId,
        held: EnvelopeId,
        text: String,
        done: impl FnOnce(Result<EnvelopeId, KeepTrouble>) + 'static,
    ) {
        self.with_driver(done, |driver, done| {
            driver.replace(conversation, held, text, done)
        });
    }

    /// Sends a reply at once, outside the agreed windows, and says why;
    /// `instead_of` is the held reply whose place it takes. Inside a window it
    /// leaves like any other.
    pub fn send_outside(
        self,
        conversation: ConversationId,
        letter: NewLetter,
        outside: OutsideRhythm,
        instead_of: Option<EnvelopeId>,
        done: impl FnOnce(Result<EnvelopeId, KeepTrouble>) + 'static,
    ) {
        self.with_driver(done, |driver, done| {
            driver.send_outside(conversation, letter, outside, instead_of, done)
        });
    }

    /// Ends the exchange about these letters of the patient without a letter
    /// (product rule 8). A therapist's keeps to the windows like a reply, and
    /// can be taken back by [`Desk::withdraw`] until it leaves.
    pub fn close_exchange(
        self,
        conversation: ConversationId,
        letters: Vec<EnvelopeId>,
        done: impl FnOnce(Result<EnvelopeId, KeepTrouble>) + 'static,
    ) {
        self.with_driver(done, |driver, done| {
            driver.close_exchange(conversation, letters, done)
        });
    }

    /// Takes a held reply, or a held end of an exchange, back.
    pub fn withdraw(
        self,
        held: EnvelopeId,
        done: impl FnOnce(Result<EnvelopeId, KeepTrouble>) + 'static,
    ) {
        self.with_driver(done, |driver, done| driver.withdraw(held, done));
    }

    /// Lets a held reply go at its window although they have written since.
    pub fn send_regardless(
        self,
        held: EnvelopeId,
        done: impl FnOnce(Result<EnvelopeId, KeepTrouble>) + 'static,
    ) {
        self.with_driver(done, |driver, done| driver.send_regardless(held, done));
    }

    /// Takes on what was noticed in these letters and check-ins of the patient;
    /// for some seconds it can be taken back by [`Desk::take_on_undone`].
    pub fn take_on(
        self,
        conversation: ConversationId,
        letters: Vec<EnvelopeId>,
        done: impl FnOnce(Result<EnvelopeId, KeepTrouble>) + 'static,
    ) {
        self.with_driver(done, |driver, done| {
            driver.take_on(conversation, letters, done)
        });
    }

    /// Takes nothing on after all.
    pub fn take_on_undone(self, conversation: ConversationId) {
        self.driver(|driver| driver.take_on_undone(conversation));
    }

    /// Puts a version of the agreement to the other side.
    pub fn propose(
        self,
        conversation: ConversationId,
        agreement: Agreement,
        done: impl FnOnce(Result<EnvelopeId, KeepTrouble>) + 'static,
    ) {
        self.with_driver(done, |driver, done| {
            driver.propose(conversation, &agreement, done)
        });
    }

    /// Says yes to a proposal.
    pub fn accept(
        self,
        conversation: ConversationId,
        proposal: EnvelopeId,
        done: impl FnOnce(Result<EnvelopeId, KeepTrouble>) + 'static,
    ) {
        self.with_driver(done, |driver, done| {
            driver.accept(conversation, proposal, done)
        });
    }

    /// Tries again what the relay refused.
    pub fn retry(self, id: EnvelopeId) {
        self.driver(|driver| driver.retry(id));
    }

    /// Throws away what the relay refused.
    pub fn discard(self, id: EnvelopeId) {
        self.driver(|driver| driver.discard(id));
    }

    /// Keeps a draft on this device.
    pub fn save_draft(self, of: DraftOf, text: String) {
        self.drafts.update(|drafts| {
            if text.is_empty() {
                drafts.remove(&of);
            } else {
                drafts.insert(of, text);
            }
        });
        self.driver(|driver| driver.save_draft(of));
    }

    /// Whether the disk has this draft as it is.
    #[must_use]
    pub fn has_kept(self, of: DraftOf) -> bool {
        self.driver_here().is_none_or(|driver| driver.has_kept(of))
    }

    /// Tries again to store what could not be stored; begins anew only where
    /// nothing here is in memory alone.
    pub fn store_again(self) {
        if !self
            .driver_here()
            .is_some_and(|driver| driver.store_again())
        {
            page::reload();
        }
    }

    /// A draft as it is now; empty where there is none.
    #[must_use]
    pub fn draft(self, of: DraftOf) -> String {
        self.drafts
            .with_untracked(|drafts| drafts.get(&of).cloned())
            .unwrap_or_default()
    }

    fn with_driver(
        self,
        done: impl FnOnce(Result<EnvelopeId, KeepTrouble>) + 'static,
        run: impl FnOnce(Rc<Driver>, Written),
    ) {
        match self.driver_here() {
            Some(driver) if driver.has_stopped() => {
                done(Err(KeepTrouble::NotStored(StoreTrouble::Closed)));
            }
            Some(driver) => run(driver, Box::new(done)),
            None => done(Err(KeepTrouble::NobodyThere)),
        }
    }
}
