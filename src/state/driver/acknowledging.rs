//! A therapist takes on what was noticed: said once it can be taken back no
//! more, or as soon as the page may not come back.

use super::{Driver, Written};
use crate::side::known;
use crate::state::KeepTrouble;
use gloo_timers::callback::Timeout;
use holdfast_protocol::{
    Acknowledgement, Act, Content, ConversationId, EnvelopeId, EnvelopeKind, Event, Role,
};
use leptos::prelude::*;
use std::rc::Rc;

/// For how long it can be taken back, in milliseconds.
const TAKEN_BACK_WITHIN: u32 = 8_000;

impl Driver {
    /// Takes these letters and check-ins on, unless it is taken back before
    /// long.
    pub fn take_on(
        self: &Rc<Self>,
        conversation: ConversationId,
        letters: Vec<EnvelopeId>,
        done: Written,
    ) {
        if letters.is_empty() {
            return done(Err(KeepTrouble::Empty));
        }
        // What was taken on just before is not to be lost.
        self.say_taken_on(conversation);
        self.desk.taking_on.update(|all| {
            all.insert(conversation, letters);
        });
        let driver = Rc::clone(self);
        let timer = Timeout::new(TAKEN_BACK_WITHIN, move || driver.say_taken_on(conversation));
        let pending = (timer, done);
        self.taking_on.borrow_mut().insert(conversation, pending);
    }

    /// Takes nothing on after all; what has left stays.
    pub fn take_on_undone(&self, conversation: ConversationId) {
        if let Some((timer, _)) = self.taking_on.borrow_mut().remove(&conversation) {
            timer.cancel();
        }
        self.desk.taking_on.update(|all| {
            all.remove(&conversation);
        });
    }

    /// Says at once what was to be said soon.
    pub(super) fn say_all_taken_on(self: &Rc<Self>) {
        let all: Vec<_> = self.taking_on.borrow().keys().copied().collect();
        for conversation in all {
            self.say_taken_on(conversation);
        }
    }

    fn say_taken_on(self: &Rc<Self>, conversation: ConversationId) {
        let Some((_, done)) = self.taking_on.borrow_mut().remove(&conversation) else {
            return;
        };
        let taken = self
            .desk
            .taking_on
            .try_update(|all| all.remove(&conversation));
        let letters = taken.flatten().unwrap_or_default();
        self.acknowledge(conversation, letters, done);
    }

    /// Says with a reply that leaves at once that what was noticed in letters
    /// is taken on.
    pub(super) fn take_on_with_reply(
        self: &Rc<Self>,
        conversation: ConversationId,
        seen: Option<EnvelopeId>,
    ) {
        let letters = self.with_conversation(conversation, |one| one.taken_on_by_reply(seen));
        self.take_on_beside(conversation, letters.unwrap_or_default());
    }

    /// Says beside what leaves that these letters are taken on.
    pub(super) fn take_on_beside(
        self: &Rc<Self>,
        conversation: ConversationId,
        letters: Vec<EnvelopeId>,
    ) {
        if !letters.is_empty() {
            self.acknowledge(conversation, letters, Box::new(|_| ()));
        }
    }

    /// Says that what somebody is still being called about is taken on, where
    /// the end of the exchange about it has left since.
    pub(super) fn end_with_closings(self: &Rc<Self>) {
        if known(self.identity.role) == Role::Patient {
            return;
        }
        let all = self.desk.book.with_untracked(|book| {
            let all = book.conversations.values();
            let all = all.map(|one| (one.id, one.called_about_in_vain()));
            all.collect::<Vec<_>>()
        });
        for (conversation, letters) in all {
            self.take_on_beside(conversation, letters);
        }
    }

    /// Ends an alarm that begins about what is taken on already.
    pub(super) fn end_in_vain(self: &Rc<Self>, event: &Event) {
        if let Event::Alarm(news) = event
            && known(self.identity.role) == Role::Therapist
            && self.with_conversation(news.conversation, |one| one.began_in_vain(news))
                == Some(true)
        {
            let letter = news.letter;
            self.submit_bare(Act::Acknowledge { letter }, Box::new(|_| ()));
        }
    }

    fn acknowledge(
        self: &Rc<Self>,
        conversation: ConversationId,
        letters: Vec<EnvelopeId>,
        done: Written,
    ) {
        // The relay hears of nothing but the letters for which it calls, or has.
        let calls = self.desk.book.with_untracked(|book| {
            let found = book.get(conversation)?;
            let calls = |id: &&EnvelopeId| found.ladder_of(**id).is_some_and(|one| !one.is_taken());
            let calls = letters.iter().filter(calls);
            Some(calls.map(|id| found.caller(*id)).collect::<Vec<_>>())
        });
        let content = Content::Acknowledgement(Acknowledgement {
            letters,
            written: self.now(),
        });
        let sealed = self.seal(conversation, EnvelopeKind::Shared, &content);
        if sealed.is_ok() {
            for letter in calls.unwrap_or_default() {
                self.submit_bare(Act::Acknowledge { letter }, Box::new(|_| ()));
            }
        }
        self.submit(sealed, done, |envelope| Act::Send { envelope });
    }
}
