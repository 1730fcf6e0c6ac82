//! What suggests that now is a good moment: the page, the network, the relay,
//! other tabs, the passing of time.

use super::Driver;
use crate::platform::{
    clock, nudges,
    tabs::{self, Hint, Tabs},
};
use core::time::Duration;
use gloo::events::EventListener;
use gloo_timers::callback::Interval;
use holdfast_sync::{Input, Wake};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::VisibilityState;

/// How often the time that is shown moves on, in milliseconds.
const TIME_STEP: u32 = 10_000;
/// The shortest and the longest wait before listening again.
const LISTEN_AGAIN: (Duration, Duration) = (Duration::from_secs(2), Duration::from_secs(120));

impl Driver {
    pub(super) fn listen(self: &Rc<Self>) {
        let driver = Rc::clone(self);
        *self.tabs.borrow_mut() = Some(Tabs::listen(move |hint| match hint {
            Hint::Drafted => driver.read_drafts_again(),
            Hint::Reached => driver.read_last_reached(),
            Hint::Stored | Hint::Wrote => {
                driver.read_book_again();
                driver.feed(Input::Woken(Wake::OtherTabWrote));
            }
        }));
        let driver = Rc::clone(self);
        tabs::elect(move || {
            driver.leading.set(true);
            driver.feed(Input::Leading(true));
            driver.listen_for_nudges();
        });
        self.listen_to_page();
        let driver = Rc::clone(self);
        Interval::new(TIME_STEP, move || driver.tick()).forget();
    }

    fn listen_to_page(self: &Rc<Self>) {
        let Some(window) = web_sys::window() else {
            return;
        };
        let driver = Rc::clone(self);
        EventListener::new(&window, "online", move |_| {
            driver.feed(Input::Woken(Wake::Online));
        })
        .forget();
        let Some(document) = window.document() else {
            return;
        };
        let (driver, watched) = (Rc::clone(self), document.clone());
        EventListener::new(&document, "visibilitychange", move |_| {
            if watched.visibility_state() == VisibilityState::Visible {
                driver.tick();
                driver.feed(Input::Woken(Wake::Visible));
            } else {
                driver.keep_drafts_now();
            }
        })
        .forget();
    }

    fn listen_for_nudges(self: &Rc<Self>) {
        let driver = Rc::clone(self);
        spawn_local(async move {
            let mut wait = LISTEN_AGAIN.0;
            loop {
                let (heard, opened) = (Rc::clone(&driver), Rc::clone(&driver));
                let had_opened = nudges::listen(
                    &driver.identity.token,
                    move || opened.feed(Input::Listening(true)),
                    move || heard.feed(Input::Woken(Wake::Nudge)),
                )
                .await;
                driver.feed(Input::Listening(false));
                wait = if had_opened {
                    LISTEN_AGAIN.0
                } else {
                    (wait * 2).min(LISTEN_AGAIN.1)
                };
                clock::wait(wait).await;
            }
        });
    }
}
