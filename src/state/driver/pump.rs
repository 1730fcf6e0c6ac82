//! Input in, commands out: the loop between the engine and the world.

use super::Driver;
use crate::platform::later::spawn_local;
use crate::platform::{clock, link, tabs::Hint};
use core::time::Duration;
use gloo_timers::callback::Timeout;
use holdfast_sync::{Command, Input, Store as _};
use std::rc::Rc;

impl Driver {
    /// Tells the engine what happened and does what it wants done.
    pub(super) fn feed(self: &Rc<Self>, input: Input) {
        if self.stopped.get() {
            return;
        }
        self.engine.borrow_mut().handle(input, clock::monotonic());
        self.pump();
    }

    fn pump(self: &Rc<Self>) {
        loop {
            // A statement of its own, so that the engine is free again while
            // its command runs.
            let command = self.engine.borrow_mut().poll_command();
            match command {
                Some(command) => self.run(command),
                None => break,
            }
        }
        self.set_timer();
    }

    fn run(self: &Rc<Self>, command: Command) {
        match command {
            Command::Tell(notice) => self.notice(notice),
            Command::Restore(id) => {
                self.spawn(async move |driver| match driver.store.restore().await {
                    Ok(restored) => {
                        driver.know_written(&restored.outbox);
                        Input::Restored(id, restored)
                    }
                    Err(trouble) => Input::NotRestored(id, trouble),
                })
            }
            Command::Commit(id, changes) => self.spawn(async move |driver| {
                driver.lay_open(&changes).await;
                match driver.store.apply(&changes).await {
                    Ok(()) => {
                        driver.tell_tabs(Hint::Stored);
                        driver.store_works();
                        Input::Committed(id)
                    }
                    Err(trouble) => Input::CommitFailed(id, trouble),
                }
            }),
            Command::Send(id, request, patience) => {
                self.asking.set(true);
                self.spawn(async move |driver| {
                    let answer = link::sync(&driver.identity.token, &request, patience).await;
                    driver.asking.set(false);
                    match answer {
                        Ok(response) => Input::Answered(id, Box::new(response)),
                        Err(trouble) => Input::Failed(id, trouble),
                    }
                })
            }
        }
    }

    fn spawn(self: &Rc<Self>, work: impl AsyncFnOnce(&Rc<Self>) -> Input + 'static) {
        let driver = Rc::clone(self);
        spawn_local(async move {
            let input = work(&driver).await;
            driver.feed(input);
        });
    }

    fn set_timer(self: &Rc<Self>) {
        let next = self.engine.borrow().poll_timeout();
        let timer = next.map(|moment| {
            let wait = moment.since(clock::monotonic());
            let driver = Rc::clone(self);
            Timeout::new(milliseconds(wait), move || driver.feed(Input::Tick))
        });
        *self.timer.borrow_mut() = timer;
    }
}

/// One more than needed, so that a timer never wakes just too early.
fn milliseconds(wait: Duration) -> u32 {
    u32::try_from(wait.as_millis().saturating_add(1)).unwrap_or(u32::MAX >> 1)
}
