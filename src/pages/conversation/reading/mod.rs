//! Reading a conversation of any length: a part of it is drawn, a few letters
//! at a time, and what is being read stays where it is.

mod drawing;
mod fetching;
mod looking;
mod ways;

pub use ways::Wish;

use super::{
    items::{Item, has},
    revealing::Pace,
    writing::Writing,
};
use crate::{
    components::{
        live::effect,
        memo::Memo,
        place::{self, Place},
    },
    pages::shell::Times,
    state::{
        Book, Conversation, Pause, ThreadPlace,
        reading::{Pane, Tail},
    },
};
use chrono::{DateTime, Utc};
use holdfast_protocol::EnvelopeId;
use leptos::prelude::*;
use std::sync::Arc;

/// What the list of letters is found by.
pub const LIST: &str = "thread";
/// What the end of the page is found by.
pub const END: &str = "compose-end";
/// What stands where the list begins.
pub const TOP: &str = "thread-top";
/// What stands where it ends.
pub const BOTTOM: &str = "thread-bottom";

/// How many letters there are before one needs ways through them.
const LONG: usize = 30;

/// The handle; lives as long as the page of one conversation.
#[derive(Clone, Copy)]
pub struct Reading {
    /// The place to write, and the conversation.
    pub writing: Writing,
    times: Times,
    inner: StoredValue<Inner, LocalStorage>,
    /// Moves on when another part is to be drawn.
    asked: RwSignal<usize>,
    /// Moves on when it is.
    drawn: RwSignal<usize>,
    /// Whether the newest letters are out of sight.
    pub away: RwSignal<bool>,
    /// Whether there are letters above and below what is drawn.
    pub beyond: RwSignal<(bool, bool)>,
    /// Letters that have come while the newest were out of sight.
    pub new: RwSignal<usize>,
    /// Why letters could not be read; empty if they could.
    pub trouble: RwSignal<String>,
    marked: Pause,
}

struct Inner {
    pane: Pane,
    shown: Vec<Item>,
    goal: Goal,
    /// What is being read, and where it stood last.
    place: Option<Place>,
    /// How much is drawn at once.
    pace: Pace,
    /// Not all that is to be drawn is.
    is_part: bool,
    /// Something is about to be drawn.
    is_drawing: bool,
    /// Somebody asked for more, older ones or not.
    wish: Option<bool>,
    /// Something is being read from the device.
    is_reading: bool,
    /// A look at the page is due with its next picture.
    is_due: bool,
    /// Newer ones were drawn since somebody scrolled.
    went_down: bool,
    /// The newest that was in sight.
    seen: Option<ThreadPlace>,
    /// Reading from the device failed, and nobody has scrolled since.
    is_stuck: bool,
    /// Which step of the browser's ways back and forth this is.
    step: u32,
    /// Where one was at each of them.
    left: Vec<(u32, DateTime<Utc>, EnvelopeId, f64)>,
}

/// Where to be once something is drawn.
#[derive(Clone, Copy)]
enum Goal {
    /// Where one is.
    Here,
    /// At the end of the page.
    Bottom,
    /// There, with the focus on the newest letter.
    End,
    /// At this piece, so far from the window's top.
    At(EnvelopeId, Option<f64>),
}

impl Reading {
    /// Begins with the newest.
    #[must_use]
    pub fn new(writing: Writing) -> Self {
        let inner = Inner {
            pane: Pane::default(),
            shown: Vec::new(),
            goal: Goal::Here,
            place: None,
            pace: Pace::default(),
            is_part: false,
            is_drawing: false,
            wish: None,
            is_reading: false,
            is_due: false,
            went_down: false,
            seen: None,
            is_stuck: false,
            step: place::step(),
            left: Vec::new(),
        };
        let reading = Self {
            writing,
            times: expect_context(),
            inner: StoredValue::new_local(inner),
            asked: RwSignal::new(0),
            drawn: RwSignal::new(0),
            away: RwSignal::new(false),
            beyond: RwSignal::new((false, false)),
            new: RwSignal::new(0),
            trouble: RwSignal::new(String::new()),
            marked: Pause::new(),
        };
        let tail = reading.tail();
        reading.with(&mut |inner| {
            inner.pane = Pane::newest(&tail);
            inner.seen = tail.spots.last().copied();
        });
        reading.draw(false);
        let mut is_first = true;
        effect(move || {
            reading.asked.track();
            writing.wrote.track();
            writing.desk.book.track();
            if core::mem::take(&mut is_first) {
                reading.arrive(None);
            } else {
                reading.draw_in_place();
            }
        });
        let scrolled = window_event_listener_untyped("scroll", move |_| {
            reading.with(&mut |inner| (inner.went_down, inner.is_stuck) = (false, false));
            reading.look_soon();
        });
        // What is said above the letters comes and goes with these, and what
        // could not be read may be there now.
        effect(move || {
            let desk = writing.desk;
            desk.link.track();
            desk.trouble.track();
            desk.new_build.track();
            desk.fetching.track();
            reading.with(&mut |inner| inner.pane.look_again());
            // What is above is mostly drawn by now.
            reading.look();
            reading.look_soon();
        });
        let went_back = window_event_listener_untyped("popstate", move |_| reading.go_back());
        on_cleanup(move || {
            scrolled.remove();
            went_back.remove();
        });
        reading
    }

    /// What is drawn now; in a view, it follows.
    pub fn shown(self) -> Vec<Item> {
        self.drawn.track();
        self.inner
            .try_with_value(|inner| inner.shown.clone())
            .unwrap_or_default()
    }

    /// Hands over the conversation that has this piece: the book's, which is up
    /// to date, else what was read.
    pub fn with_source(self, book: &Book, id: EnvelopeId, read: &mut dyn FnMut(&Conversation)) {
        let here = book.get(self.writing.conversation);
        if let Some(here) = here.filter(|here| has(here, id)) {
            read(here);
        } else if let Some(stretch) = self.read(id) {
            read(&stretch);
        }
    }

    /// Whether there are so many letters that one needs ways through them.
    pub fn is_long(self) -> Memo<bool> {
        let writing = self.writing;
        Memo::new(move |before: Option<&bool>| {
            before == Some(&true)
                || writing.desk.book.with(|book| {
                    let conversation = book.get(writing.conversation);
                    conversation.is_some_and(|conversation| {
                        let tail = conversation.tail();
                        tail.older || tail.spots.len() >= LONG
                    })
                })
        })
    }

    /// The end of the conversation, as the book has it.
    #[must_use]
    pub fn tail(self) -> Tail {
        let conversation = self.writing.conversation;
        let tail = |book: &Book| book.get(conversation).map(Conversation::tail);
        self.writing
            .desk
            .book
            .with_untracked(tail)
            .unwrap_or_default()
    }

    fn read(self, id: EnvelopeId) -> Option<Arc<Conversation>> {
        let found = |inner: &Inner| {
            let mut read = inner.pane.read();
            let (_, conversation) = read.find(|(read, _)| *read == id)?;
            Some(Arc::clone(conversation))
        };
        self.inner.try_with_value(found).flatten()
    }

    fn with(self, change: &mut dyn FnMut(&mut Inner)) {
        // The page may be gone by now.
        self.inner.try_update_value(|inner| change(inner));
    }
}
