//! Tells the clinic of help lines' numbers that did not work: after a while in
//! which that can be taken back, or as soon as the page may not come back.

use super::Driver;

use gloo_timers::callback::Timeout;
use holdfast_protocol::{Act, Content, ConversationId, EnvelopeKind, NumberReport};
use std::rc::Rc;

/// For how long it can be taken back, in milliseconds.
const TAKEN_BACK_WITHIN: u32 = 8_000;

impl Driver {
    /// Tells the clinic before long of what was not told yet.
    pub fn tell_numbers_soon(self: &Rc<Self>) {
        let driver = Rc::clone(self);
        Timeout::new(TAKEN_BACK_WITHIN, move || driver.tell_numbers()).forget();
    }

    /// Tells the clinic of what was not told yet.
    pub(super) fn tell_numbers(self: &Rc<Self>) {
        let Some(home) = self.desk.home().filter(|_| !self.stopped.get()) else {
            return;
        };
        self.desk.take_numbers_in(home);
        let all = self.desk.unworking_told(home);
        for one in all.into_iter().filter(|one| !one.told) {
            self.tell_number(home, one.report);
        }
    }

    fn tell_number(self: &Rc<Self>, home: ConversationId, report: NumberReport) {
        let content = Content::NumberReport(report.clone());
        let sealed = self.seal(home, EnvelopeKind::Shared, &content);
        // Not before it is in the outbox: what is told twice harms nobody.
        let desk = self.desk;
        let done = Box::new(move |kept: Result<_, _>| {
            let mut all = desk.unworking_told(home);
            if let Some(one) = all.iter_mut().find(|one| one.report == report)
                && kept.is_ok()
            {
                one.told = true;
                desk.keep_unworking(home, &all);
            }
        });
        self.submit(sealed, done, |envelope| Act::Send { envelope });
    }
}
