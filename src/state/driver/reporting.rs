//! Tells the clinic of help lines' numbers that did not work: after a while in
//! which that can be taken back, or as soon as the page may not come back.

use super::Driver;
use crate::platform::preferences::Preference;
use crate::state::{Session, Unworking, read_unworking, write_unworking};
use gloo_timers::callback::Timeout;
use holdfast_protocol::{Act, Content, ConversationId, EnvelopeKind, NumberReport, Role};
use leptos::prelude::*;
use std::rc::Rc;

/// For how long it can be taken back, in milliseconds.
const TAKEN_BACK_WITHIN: u32 = 8_000;

/// The numbers that did not work, as this device keeps them.
pub fn unworking() -> Vec<Unworking> {
    read_unworking(&Preference::Numbers.read().unwrap_or_default())
}

/// Keeps these on this device.
pub fn keep_unworking(all: &[Unworking]) {
    if all.is_empty() {
        Preference::Numbers.clear();
    } else {
        Preference::Numbers.write(&write_unworking(all));
    }
}

impl Driver {
    /// Tells the clinic before long of what was not told yet.
    pub fn tell_numbers_soon(self: &Rc<Self>) {
        let driver = Rc::clone(self);
        Timeout::new(TAKEN_BACK_WITHIN, move || driver.tell_numbers()).forget();
    }

    /// Tells the clinic of what was not told yet.
    pub(super) fn tell_numbers(self: &Rc<Self>) {
        let Some(home) = self.home().filter(|_| !self.stopped.get()) else {
            return;
        };
        for one in unworking().into_iter().filter(|one| !one.told) {
            self.tell_number(home, one.report);
        }
    }

    fn tell_number(self: &Rc<Self>, home: ConversationId, report: NumberReport) {
        let content = Content::NumberReport(report.clone());
        let sealed = self.seal(home, EnvelopeKind::Shared, &content);
        // Not before it is in the outbox: what is told twice harms nobody.
        let done = Box::new(move |kept: Result<_, _>| {
            let mut all = unworking();
            if let Some(one) = all.iter_mut().find(|one| one.report == report)
                && kept.is_ok()
            {
                one.told = true;
                keep_unworking(&all);
            }
        });
        self.submit(sealed, done, |envelope| Act::Send { envelope });
    }

    /// A patient's conversation.
    fn home(&self) -> Option<ConversationId> {
        match self.desk.session.get_untracked() {
            Session::Here {
                role: Role::Patient,
                home,
                ..
            } => home,
            _ => None,
        }
    }
}
