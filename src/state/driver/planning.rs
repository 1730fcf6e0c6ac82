//! From a plan to sealed submissions.

use super::{Driver, Written};
use crate::platform::storage;
use crate::state::KeepTrouble;
use holdfast_protocol::{
    Act, Content, ConversationId, EnvelopeId, EnvelopeKind, LETTER_CHARACTERS_MAX, Plan,
};
use leptos::prelude::*;
use std::rc::Rc;

impl Driver {
    /// Keeps a version of the plan that was written from these. Each of them is
    /// followed by one that says the same, for a version names one before it.
    pub fn write_plan(
        self: &Rc<Self>,
        conversation: ConversationId,
        mut plan: Plan,
        from: &[EnvelopeId],
        done: Written,
    ) {
        storage::ask_to_stay();
        let characters = plan.characters();
        if characters > LETTER_CHARACTERS_MAX {
            return done(Err(KeepTrouble::TooLong {
                characters,
                most: LETTER_CHARACTERS_MAX,
            }));
        }
        plan.written = self.now();
        plan.version = self.desk.book.with_untracked(|book| {
            book.get(conversation)
                .map_or(1, |found| found.next_plan_version())
        });
        let mut keep = |follows, done: Written| {
            plan.follows = follows;
            let content = Content::Plan(plan.clone());
            let sealed = self.seal(conversation, EnvelopeKind::Shared, &content);
            self.submit(sealed, done, |envelope| Act::Send { envelope });
        };
        keep(from.first().copied(), done);
        for one in from.iter().skip(1) {
            // The first has said whether anything can be kept here.
            keep(Some(*one), Box::new(|_| ()));
        }
    }
}
