//! Older letters, read when they are asked for or needed.

use super::{Driver, reading::PAGE};
use crate::platform::clock;
use crate::platform::later::spawn_local;
use crate::state::{Around, Beyond, Conversation, Entry, Note, Stretch, TAIL, ThreadPlace};
use chrono::{DateTime, Utc};
use core::time::Duration;
use holdfast_protocol::{ConversationId, encode};
use holdfast_sync::StoreTrouble;
use leptos::prelude::*;
use std::rc::Rc;

/// How many are read besides at first for the states of a stretch.
const BESIDES: u32 = 40;

/// How many are read at once at most.
const MOST: u32 = 4_000;

/// What lasts longer than this is said to be under way.
const SOON: Duration = Duration::from_secs(1);

/// Hears a stretch, or why there is none.
pub type Stretched = Box<dyn FnOnce(Result<Stretch, StoreTrouble>)>;

impl Driver {
    /// Reads letters of a conversation that have left.
    pub fn read_stretch(
        self: &Rc<Self>,
        conversation: ConversationId,
        around: Around,
        count: u32,
        done: Stretched,
    ) {
        let driver = Rc::clone(self);
        spawn_local(async move {
            let mut count = count.max(1);
            loop {
                let stretch = driver.stretch(conversation, around, count).await;
                // Where exchanges were only ended, letters are further away.
                let only_ends = stretch.as_ref().is_ok_and(|stretch| {
                    stretch.letters.is_empty() && stretch.more(around) && count < MOST
                });
                if !only_ends {
                    // Drawing it is a task of its own.
                    clock::breathe().await;
                    return done(stretch);
                }
                count *= 4;
            }
        });
    }

    async fn stretch(
        self: &Rc<Self>,
        id: ConversationId,
        around: Around,
        count: u32,
    ) -> Result<Stretch, StoreTrouble> {
        let known = self
            .with_conversation(id, Conversation::without_letters)
            .ok_or(StoreTrouble::Damaged)?;
        let (page, older, newer) = match around {
            Around::At(at) => {
                let than = ThreadPlace::before(at);
                let (mut page, newer) = self
                    .read(id, Around::Newer(than), count - count / 2)
                    .await?;
                let missing = count - u32::try_from(page.len()).unwrap_or(0);
                let (before, older) = self.read(id, Around::Older(than), missing).await?;
                page.extend(before);
                (page, older, newer)
            }
            Around::Newest => {
                let (page, older) = self.read(id, around, count).await?;
                (page, older, false)
            }
            Around::Older(_) => {
                let (page, older) = self.read(id, around, count).await?;
                (page, older, true)
            }
            Around::Newer(_) => {
                let (page, newer) = self.read(id, around, count).await?;
                (page, true, newer)
            }
        };
        let mut stretch = Stretch::of(&known, page, older, newer);
        let mut besides = BESIDES;
        while let Some(wanted) = stretch.wants() {
            let (page, more) = self.read(id, wanted, besides).await?;
            stretch.take(wanted, page, more);
            besides = PAGE;
        }
        stretch.settle(self.now());
        Ok(stretch)
    }

    /// Reads a page and says whether there is more in that direction.
    async fn read(
        self: &Rc<Self>,
        id: ConversationId,
        around: Around,
        count: u32,
    ) -> Result<(Vec<Entry>, bool), StoreTrouble> {
        let page = match around {
            Around::Newest => self.store.newest(id, count).await?,
            Around::Older(than) => self.store.older(id, than, count).await?,
            Around::Newer(than) => self.store.newer(id, than, count).await?,
            Around::At(at) => self.store.older(id, ThreadPlace::after(at), count).await?,
        };
        self.note_damage(page.damaged);
        let entries = self.entries(id, page.entries).await;
        let more = page.more && !entries.is_empty();
        Ok((entries, more))
    }

    /// Looks back until the tail of a conversation is right, and finds out what
    /// lies beyond it where that is not noted.
    pub(super) async fn look_as_far_as_needed(
        self: &Rc<Self>,
        id: ConversationId,
    ) -> Result<(), StoreTrouble> {
        self.look_while(id, &|one| one.wants_older(TAIL)).await?;
        let apart = self.update_quietly(id, |one| one.settle_reach(TAIL));
        self.promise_quietly();
        self.change_book(|_| {});
        match apart.flatten() {
            Some(known) => self.walk(id, known).await,
            None => Ok(()),
        }
    }

    /// Reads older letters into the book while they are wanted.
    async fn look_while(
        self: &Rc<Self>,
        id: ConversationId,
        wanted: &dyn Fn(&Conversation) -> bool,
    ) -> Result<(), StoreTrouble> {
        loop {
            let from = self.with_conversation(id, |one| one.reach.from.filter(|_| wanted(one)));
            let Some(from) = from.flatten() else {
                return Ok(());
            };
            let (page, more) = self.read(id, Around::Older(from), PAGE).await?;
            self.update_quietly(id, |one| {
                // It may have let go of some meanwhile.
                if one.reach.from == Some(from) {
                    one.take_page(page, more);
                }
            });
        }
    }

    /// Goes over all that left since `known` and before the tail, and notes
    /// what has to be known of it.
    pub(super) async fn walk(
        self: &Rc<Self>,
        id: ConversationId,
        known: Beyond,
    ) -> Result<(), StoreTrouble> {
        let mut place = ThreadPlace::before(known.until.unwrap_or(DateTime::UNIX_EPOCH));
        let walker = self.with_conversation(id, Conversation::without_letters);
        let Some(mut walker) = walker else {
            return Ok(());
        };
        walker.know_beyond(&known);
        loop {
            let (page, more) = self.read(id, Around::Newer(place), PAGE).await?;
            let from = self.with_conversation(id, |one| one.reach.from);
            let Some(end) = from.flatten() else {
                return Ok(());
            };
            place = page.first().map_or(place, |(newest, ..)| *newest);
            let found = walker.walk(page, more, end.left, self.now());
            if let Some(known) = found
                && self.update_quietly(id, |one| one.know_beyond(&known)) == Some(true)
            {
                self.write_note(Note::Beyond(id), Some(encode(&known)));
                self.change_book(|_| {});
                return Ok(());
            }
            if !more {
                return Ok(());
            }
        }
    }

    /// Reads letters back to `from` into the book, for as long as that is
    /// looked at.
    pub fn look_back(self: &Rc<Self>, id: ConversationId, from: DateTime<Utc>) {
        self.looked_at.set(Some(id));
        let covers = |one: &Conversation| one.covers(from);
        if self.looking.get() || self.with_conversation(id, covers) != Some(false) {
            return;
        }
        self.looking.set(true);
        let desk = self.desk;
        let driver = Rc::clone(self);
        spawn_local(async move {
            clock::wait(SOON).await;
            desk.looking_back.set(driver.looking.get());
        });
        self.spawn_reading(async move |driver| {
            let read = driver
                .look_while(id, &|one| {
                    driver.looked_at.get() == Some(id) && !one.covers(from)
                })
                .await;
            driver.looking.set(false);
            desk.looking_back.set(false);
            driver.promise_quietly();
            driver.change_book(|_| {});
            read
        });
    }

    /// Nobody looks back any more: what was read for it goes.
    pub fn look_ahead(&self) {
        self.looked_at.set(None);
        self.trim();
    }
}
