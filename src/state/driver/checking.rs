//! From answers, and from what was noticed late, to a sealed submission.

use super::{Driver, Written};
use crate::platform::storage;
use crate::state::{NewCheckIn, total};
#[cfg(feature = "patient")]
use holdfast_protocol::LateNotice;
use holdfast_protocol::{Act, CheckIn, Content, ConversationId, EnvelopeKind};
use leptos::prelude::*;
use std::rc::Rc;

impl Driver {
    /// Keeps the answers to a check-in.
    pub fn check_in(
        self: &Rc<Self>,
        conversation: ConversationId,
        check_in: NewCheckIn,
        done: Written,
    ) {
        storage::ask_to_stay();
        let now = self.now();
        let kind = self.desk.book.with_untracked(|book| {
            let found = book.get(conversation)?;
            Some(found.kind_for(check_in.noticed.as_ref(), EnvelopeKind::Shared, now))
        });
        let mut answered = CheckIn {
            measure: check_in.measure,
            id: check_in.answers.id,
            due: check_in.answers.due,
            written: now,
            answers: check_in.answers.given,
            score: None,
            noticed: check_in.noticed,
        };
        answered.score = total(&answered);
        let kind = kind.unwrap_or(EnvelopeKind::Shared);
        let sealed = self.seal(conversation, kind, &Content::CheckIn(answered));
        self.submit(sealed, done, |envelope| Act::Send { envelope });
    }

    /// Keeps what was noticed in a letter or a check-in that was sealed before.
    #[cfg(feature = "patient")]
    pub fn notice_late(
        self: &Rc<Self>,
        conversation: ConversationId,
        mut notice: LateNotice,
        done: Written,
    ) {
        notice.written = self.now();
        let kind = if notice.pages {
            EnvelopeKind::Page
        } else {
            EnvelopeKind::Shared
        };
        let sealed = self.seal(conversation, kind, &Content::LateNotice(notice));
        self.submit(sealed, done, |envelope| Act::Send { envelope });
    }
}
