//! What suggests that now is a good moment: the page, the network, the relay,
//! other tabs, the passing of time.

use super::{super::desk::database_name, Driver};
use crate::platform::later::spawn_local;
use crate::platform::{
    clock, nudges, page,
    tabs::{self, Election, Hint},
    worker,
};
use core::time::Duration;
use gloo::events::EventListener;
use gloo_timers::callback::Interval;
use holdfast_sync::{Input, Standing, Wake};
use std::rc::Rc;
use web_sys::{EventTarget, VisibilityState};

/// How often the time that is shown moves on, in milliseconds.
const TIME_STEP: u32 = 10_000;
/// How long the tab that leads may take to say so; it is not asked for more
/// than an event.
const ANSWERS_WITHIN: Duration = Duration::from_secs(3);
/// How long to wait until it is seen again whether an answer has come.
const ANSWERED_SOON: Duration = Duration::from_millis(100);
/// The shortest and the longest wait before listening again.
const LISTEN_AGAIN: (Duration, Duration) = (Duration::from_secs(2), Duration::from_secs(120));

impl Driver {
    pub(super) fn listen(self: &Rc<Self>) {
        if self.tabs.can_talk() {
            self.stand_for_election(Election::Queue);
            self.doubt_leader();
        } else {
            // Nobody would hear that another tab has stopped: then every tab
            // talks to the relay, which is as right as one.
            self.lead(true);
        }
        self.listen_to_page();
        let driver = Rc::clone(self);
        Interval::new(TIME_STEP, move || {
            if driver.has_moved() {
                return driver.follow();
            }
            driver.tick();
            driver.doubt_leader();
        })
        .forget();
    }

    /// Acts on what other tabs say, and have said since this one began to open.
    pub fn hear_tabs(self: &Rc<Self>) {
        let driver = Rc::clone(self);
        self.tabs.hear(move |hint| driver.hear_tab(hint));
    }

    fn hear_tab(self: &Rc<Self>, hint: Hint) {
        match hint {
            Hint::Drafted => self.read_drafts_again(),
            Hint::Reached => self.read_last_reached(),
            Hint::Stored | Hint::Wrote => {
                self.read_book_again();
                self.feed(Input::Woken(Wake::OtherTabWrote));
            }
            Hint::WhoLeads if self.leading.get() => self.tell_tabs(Hint::ILead),
            Hint::WhoLeads => {}
            Hint::ILead => self.leader_answered.set(true),
            Hint::Removed => self.desk.was_removed(),
            Hint::Signed => self.read_signed_out(),
            Hint::Moved => self.follow(),
            Hint::Ask if self.leading.get() => self.sync_now(),
            Hint::Ask => {}
            Hint::Unseen if is_seen() => self.rouse_leader(),
            Hint::Unseen => self.feed(Input::Hidden),
        }
    }

    fn stand_for_election(self: &Rc<Self>, how: Election) {
        if how == Election::Queue && self.queued.replace(true) {
            return;
        }
        let driver = Rc::clone(self);
        tabs::elect(how, move |leads| {
            if leads && how == Election::Queue {
                driver.queued.set(false);
            }
            driver.lead(leads);
        });
    }

    fn lead(self: &Rc<Self>, leads: bool) {
        if self.stopped.get() || self.leading.replace(leads) == leads {
            return;
        }
        self.feed(Input::Leading(leads));
        if leads {
            self.listen_for_nudges();
            self.tell_unseen();
        } else {
            // Taken by a tab that had heard nothing: this one is next again. It
            // is there; what was doubted before that says nothing about it.
            self.leader_answered.set(true);
            self.stand_for_election(Election::Queue);
        }
    }

    /// Sees whether the tab that leads still answers, and takes its place if
    /// not: a frozen one keeps its lock for ever (w3c/web-locks#4).
    pub(super) fn doubt_leader(self: &Rc<Self>) {
        if self.leading.get() || self.stopped.get() {
            return;
        }
        self.leader_answered.set(false);
        self.tell_tabs(Hint::WhoLeads);
        let driver = Rc::clone(self);
        spawn_local(async move {
            clock::wait(ANSWERS_WITHIN).await;
            if !driver.leading.get() && !driver.leader_answered.get() {
                driver.stand_for_election(Election::Steal);
            }
        });
    }

    fn listen_to_page(self: &Rc<Self>) {
        let driver = Rc::clone(self);
        page::ask_before_leaving(move || driver.would_lose());
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
        for event in [
            "pagehide",
            "freeze",
            "visibilitychange",
            "pageshow",
            "resume",
        ] {
            // The first two may be the last that the page ever hears.
            let goes = matches!(event, "pagehide" | "freeze");
            let driver = Rc::clone(self);
            let target: &EventTarget = if event.starts_with("page") {
                &window
            } else {
                &document
            };
            EventListener::new(target, event, move |_| {
                if goes || !is_seen() {
                    driver.rest();
                } else {
                    driver.come_back();
                }
            })
            .forget();
        }
    }

    /// Whether something would be lost, or would wait for the next visit, if
    /// the page went now.
    fn would_lose(&self) -> bool {
        self.owes_words() || (self.something_waits() && !worker::posts_later())
    }

    /// Whether something is in memory alone.
    pub(super) fn owes_words(&self) -> bool {
        !self.unsaved.borrow().is_empty()
            || self.store.is_lost()
            || !self.waiting.borrow().is_empty()
    }

    /// Does nothing from here on: what it worked on is removed.
    pub fn stop(self: &Rc<Self>, tell: bool) {
        if tell {
            self.tell_tabs(Hint::Removed);
        }
        self.stopped.set(true);
        self.leading.set(false);
        *self.timer.borrow_mut() = None;
        self.draft_timers.borrow_mut().clear();
        self.taking_on.borrow_mut().clear();
        self.unsaved.borrow_mut().clear();
    }

    /// The page may not come back: everything goes where it lasts.
    fn rest(self: &Rc<Self>) {
        self.feed(Input::Hidden);
        self.tell_tabs(Hint::Unseen);
        self.keep_drafts_now();
        self.say_all_taken_on();
        self.tell_numbers();
        self.post_later();
    }

    /// The tab that leads may be one that nobody looks at.
    pub(super) fn rouse_leader(&self) {
        if !self.leading.get() {
            self.tell_tabs(Hint::Ask);
        }
    }

    /// Somebody may look at another: it says so then.
    fn tell_unseen(&self) {
        if !is_seen() {
            self.tell_tabs(Hint::Unseen);
        }
    }

    fn come_back(self: &Rc<Self>) {
        self.follow();
        self.tick();
        self.feed(Input::Woken(Wake::Visible));
        self.rouse_leader();
        self.doubt_leader();
        self.read_drafts_again();
    }

    /// Lets the worker post what waits, should this page be gone by then.
    pub(super) fn post_later(&self) {
        if self.something_waits() {
            worker::post_later(database_name());
        }
    }

    /// Whether something waits here for a link.
    pub(super) fn something_waits(&self) -> bool {
        let engine = self.engine.borrow();
        let mut outbox = engine.outbox();
        outbox.any(|waiting| waiting.standing == Standing::Waits)
    }

    fn listen_for_nudges(self: &Rc<Self>) {
        if self.listening.replace(true) {
            return;
        }
        let driver = Rc::clone(self);
        spawn_local(async move {
            let mut wait = LISTEN_AGAIN.0;
            while driver.leading.get() {
                // What waits to be sent has a narrow line to itself.
                while driver.asking.get() {
                    clock::wait(ANSWERED_SOON).await;
                }
                let (heard, opened) = (Rc::clone(&driver), Rc::clone(&driver));
                let had_opened = nudges::listen(
                    &driver.identity.token,
                    move || opened.feed(Input::Listening(true)),
                    move |nudged| {
                        if nudged {
                            heard.feed(Input::Woken(Wake::Nudge));
                        }
                        heard.leading.get()
                    },
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
            driver.listening.set(false);
        });
    }
}

/// Whether somebody looks at this tab.
fn is_seen() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.visibility_state() == VisibilityState::Visible)
}
