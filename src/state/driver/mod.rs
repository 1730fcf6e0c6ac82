//! Runs the sync engine's commands for as long as the app lives, and keeps
//! what is shown in step with what is stored.

mod acknowledging;
mod arriving;
mod checking;
mod drafts;
mod history;
mod holding;
mod invite;
mod mending;
mod news;
mod notices;
mod planning;
mod promising;
mod pump;
mod reading;
mod records;
mod reporting;
mod shelving;
mod signing;
mod wake;
mod writing;

use super::{Desk, DraftOf, Folder, Identity, NOTE_PURPOSE, Note};
use crate::platform::{
    clock,
    idb::{BrowserStore, Opening},
    random::BrowserRandom,
    tabs::{Hint, Tabs},
};
use chrono::{DateTime, TimeDelta, Utc};
use gloo_timers::callback::Timeout;
use holdfast_protocol::{Content, ConversationId, EnvelopeId, SortedMap, SortedSet, Submission};
use holdfast_seal::{AccountKeys, seal_local};
use holdfast_sync::{Config, Engine, Input, StoreTrouble, Wake};
use leptos::prelude::*;
use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Rc,
};

use super::KeepTrouble;
pub use reading::NEWEST;

/// Hears once a submission is on disk, or why not.
pub type Written = Box<dyn FnOnce(Result<EnvelopeId, KeepTrouble>)>;

/// One account at work in one tab.
pub struct Driver {
    desk: Desk,
    store: BrowserStore,
    identity: Identity,
    keys: AccountKeys,
    engine: RefCell<Engine>,
    timer: RefCell<Option<Timeout>>,
    tabs: Tabs,
    folders: RefCell<SortedMap<ConversationId, Folder>>,
    /// What this tab has written and not yet seen confirmed.
    written: RefCell<SortedMap<EnvelopeId, Submission>>,
    waiting: RefCell<SortedMap<EnvelopeId, Written>>,
    draft_timers: RefCell<SortedMap<DraftOf, Timeout>>,
    /// What is about to be taken on, and who hears of it.
    taking_on: RefCell<SortedMap<ConversationId, (Timeout, Written)>>,
    /// Drafts that were typed here and are not stored yet.
    unsaved: RefCell<SortedSet<DraftOf>>,
    /// How far the relay's clock is ahead of this device's.
    offset: Cell<TimeDelta>,
    /// How envelopes read that are not shown with their receipts yet.
    open: RefCell<SortedMap<EnvelopeId, Content>>,
    /// What has come and is not taken into the book yet.
    came: RefCell<VecDeque<arriving::Came>>,
    /// Whether that is being taken in.
    taking: Cell<bool>,
    /// Whether the database holds what this tab has not read, …
    stale: Cell<bool>,
    /// … and whether it is being read.
    reading: Cell<bool>,
    /// Whether all that is stored can be read.
    mending: Cell<mending::Mending>,
    /// Whether the newest letters are shown.
    has_opened: Cell<bool>,
    /// The conversation whose past is being looked at, …
    looked_at: Cell<Option<ConversationId>>,
    /// … and whether more of it is being read.
    looking: Cell<bool>,
    /// Counts changes to the book, so that a reading that was overtaken is
    /// made again.
    changes: Cell<u64>,
    leading: Cell<bool>,
    /// Whether this tab waits for its turn to lead.
    queued: Cell<bool>,
    /// Whether the tab that leads has answered since it was last asked.
    leader_answered: Cell<bool>,
    /// Whether an answer of the relay is awaited.
    asking: Cell<bool>,
    /// Whether the relay's nudges are listened to.
    listening: Cell<bool>,
    /// Whether what it worked on is removed from this device.
    stopped: Cell<bool>,
}

impl Driver {
    /// Reads what is stored, shows it, and starts to sync. What was read ahead
    /// answers that and nothing after it.
    pub async fn start(
        desk: Desk,
        store: BrowserStore,
        identity: Identity,
        tabs: Tabs,
        opening: Option<Opening>,
    ) -> Result<Rc<Self>, StoreTrouble> {
        let keys = identity.keys().map_err(|_| StoreTrouble::Damaged)?;
        let driver = Rc::new(Self {
            desk,
            store: store.with_keys(&keys),
            identity,
            keys,
            engine: RefCell::new(Engine::new(Config::default(), BrowserRandom::number())),
            timer: RefCell::default(),
            tabs,
            folders: RefCell::default(),
            written: RefCell::default(),
            waiting: RefCell::default(),
            draft_timers: RefCell::default(),
            taking_on: RefCell::default(),
            unsaved: RefCell::default(),
            offset: Cell::new(TimeDelta::zero()),
            open: RefCell::default(),
            came: RefCell::default(),
            taking: Cell::new(false),
            stale: Cell::new(false),
            reading: Cell::new(false),
            mending: Cell::new(mending::Mending::Whole),
            has_opened: Cell::new(false),
            looked_at: Cell::new(None),
            looking: Cell::new(false),
            changes: Cell::new(0),
            leading: Cell::default(),
            queued: Cell::default(),
            leader_answered: Cell::default(),
            asking: Cell::default(),
            listening: Cell::default(),
            stopped: Cell::default(),
        });
        // Without room for it the page sends by itself, and says what is wrong.
        let _ = driver.store.let_worker_post(&driver.identity.token).await;
        let noted = driver.read_notes().await?;
        driver.open_book(noted).await?;
        drop(opening);
        driver.hold();
        driver.feed(Input::Leading(false));
        driver.listen();
        driver.feed(Input::Woken(Wake::Start));
        driver.rouse_leader();
        driver.confirm_invitations();
        // What the page had no time to tell when it was here last.
        driver.tell_numbers_soon();
        Ok(driver)
    }

    /// Asks the relay now, by the tab that talks to it.
    pub fn sync_now(self: &Rc<Self>) {
        self.feed(Input::Woken(Wake::Asked));
        self.rouse_leader();
    }

    /// What lets this device in.
    #[cfg(feature = "therapist")]
    pub fn token(&self) -> [u8; 32] {
        self.identity.token
    }

    /// Whether nothing is kept here any more.
    pub fn has_stopped(&self) -> bool {
        self.stopped.get()
    }

    /// Tries again what the relay refused.
    pub fn retry(self: &Rc<Self>, id: EnvelopeId) {
        self.feed(Input::Retry(id));
    }

    /// Throws away what the relay refused.
    pub fn discard(self: &Rc<Self>, id: EnvelopeId) {
        self.feed(Input::Discard(id));
    }

    /// The relay's time by this device's best knowledge.
    fn now(&self) -> DateTime<Utc> {
        clock::device_now()
            .checked_add_signed(self.offset.get())
            .unwrap_or_else(clock::device_now)
    }

    /// Changes the book that is shown.
    fn change_book(&self, change: impl FnOnce(&mut super::Book)) {
        self.changes.set(self.changes.get().wrapping_add(1));
        self.desk.book.update(change);
    }

    fn tell_tabs(&self, hint: Hint) {
        self.tabs.tell(hint);
    }

    fn seal_note(&self, bytes: &[u8]) -> Vec<u8> {
        seal_local(bytes, &self.keys, NOTE_PURPOSE, &mut BrowserRandom)
    }

    /// Writes a note in the background; `None` deletes it.
    fn write_note(&self, note: Note, bytes: Option<Vec<u8>>) {
        self.write_notes(vec![(note, bytes)]);
    }

    /// Writes notes in the background, all or none.
    fn write_notes(&self, notes: Vec<(Note, Option<Vec<u8>>)>) {
        let sealed: Vec<_> = notes
            .into_iter()
            .map(|(note, bytes)| (note.key(), bytes.map(|bytes| self.seal_note(&bytes))))
            .collect();
        let (store, desk) = (self.store.clone(), self.desk);
        crate::platform::later::spawn_local(async move {
            if let Err(trouble) = store.write_notes(&sealed).await {
                desk.trouble.set(Some(super::Trouble::Store(trouble)));
            }
        });
    }
}
