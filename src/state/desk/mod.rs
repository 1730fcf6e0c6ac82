//! The one handle that pages hold: what there is to see, as signals, and what
//! can be done, as calls that finish even if the page is gone by then.

mod before;
mod joining;
mod leaving;
mod numbers;
#[cfg(feature = "therapist")]
mod pushing;
mod reading;
mod session;
mod writing;

pub use session::{DeskLink, Session};
pub use writing::NewLetter;

use super::{
    Book, DraftOf, Identity, Joining, Shown, Stretch, Trouble,
    driver::{Driver, NEWEST},
    side::on_the_side_of,
};
use crate::{
    i18n::spoken,
    platform::{
        clock,
        idb::{BrowserStore, Opening},
        later::spawn_local,
        page,
        preferences::Preference,
        rest, side,
        tabs::Tabs,
        worker, zone,
    },
};
use chrono::{DateTime, Utc};
use holdfast_protocol::{ConversationId, EnvelopeId, SortedMap};
use holdfast_rhythm::Tz;
use holdfast_sync::StoreTrouble;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::{cell::RefCell, rc::Rc};

/// The database's name in the browser; a later one has a number after it.
pub(super) const DATABASE: &str = "holdfast";

/// The name of the database that holds the letters.
pub(super) fn database_name() -> String {
    Preference::Database
        .read()
        .unwrap_or_else(|| DATABASE.into())
}

/// The handle. Copy it freely; it lives as long as the app.
#[derive(Clone, Copy)]
pub struct Desk {
    /// Who is at this device.
    pub session: RwSignal<Session>,
    /// All conversations.
    pub book: RwSignal<Book>,
    /// Older letters that are being read, beside the book's: set by who shows
    /// them.
    pub stretch: RwSignal<Option<Stretch>>,
    /// Whether letters that the relay has from earlier are still being
    /// fetched, as after this device's storage was taken away.
    pub fetching: RwSignal<bool>,
    /// Whether older letters are being read that the page looks back to, and
    /// have been for longer than a second.
    pub looking_back: RwSignal<bool>,
    /// The relay's time by this device's best knowledge; moves every few
    /// seconds.
    pub now: RwSignal<DateTime<Utc>>,
    /// Whether the device says that it has a network at all; at once, and with
    /// nobody at home too.
    pub has_network: RwSignal<bool>,
    /// Whether the relay was reached last time.
    pub link: RwSignal<DeskLink>,
    /// When the relay was last reached with nothing left to fetch, by its
    /// clock; what had left by then is here. None before the first time.
    pub last_reached: RwSignal<Option<DateTime<Utc>>>,
    /// What everyone should know until it has passed.
    pub trouble: RwSignal<Option<Trouble>>,
    /// Whether the relay does not know this device any more.
    pub signed_out: RwSignal<bool>,
    /// Whether the relay runs on a demonstration clock.
    pub demo: RwSignal<bool>,
    /// Whether a new build of the app waits to be used.
    pub new_build: RwSignal<bool>,
    /// What is about to be taken on, while that can still be taken back.
    pub taking_on: RwSignal<SortedMap<ConversationId, Vec<EnvelopeId>>>,
    /// What is shown of a letter that was sent, until it is put away: goes on
    /// when its page is opened again.
    pub prompted: StoredValue<Option<(ConversationId, EnvelopeId, Shown)>>,
    /// Drafts, by what they are of.
    pub drafts: RwSignal<SortedMap<DraftOf, String>>,
    inner: StoredValue<SendWrapper<Rc<Inner>>>,
}

#[derive(Default)]
struct Inner {
    store: RefCell<Option<BrowserStore>>,
    driver: RefCell<Option<Rc<Driver>>>,
}

impl Desk {
    /// A desk for the whole life of the app; opens the database and starts
    /// syncing.
    #[must_use]
    pub fn open() -> Self {
        let desk = Self {
            session: RwSignal::new(Session::Opening),
            book: RwSignal::new(Book::default()),
            stretch: RwSignal::new(None),
            fetching: RwSignal::new(false),
            looking_back: RwSignal::new(false),
            now: RwSignal::new(clock::device_now()),
            has_network: RwSignal::new(true),
            link: RwSignal::new(DeskLink::Unknown),
            last_reached: RwSignal::new(None),
            trouble: RwSignal::new(None),
            signed_out: RwSignal::new(false),
            demo: RwSignal::new(false),
            new_build: RwSignal::new(false),
            taking_on: RwSignal::new(SortedMap::new()),
            prompted: StoredValue::new(None),
            drafts: RwSignal::new(SortedMap::new()),
            inner: StoredValue::new(SendWrapper::new(Rc::default())),
        };
        page::hear_network(move |is_there| desk.has_network.set(is_there));
        desk.open_database();
        desk
    }

    /// Tries again to open the database.
    pub fn open_database(self) {
        self.session.set(Session::Opening);
        spawn_local(async move {
            // Before anything is read: what another tab stores after that is said.
            let tabs = Tabs::open();
            // What was read of it at once answers until all is open, or nothing.
            let mut opening = None;
            let found = self.find(&mut opening).await;
            // Not before: the worker keeps one side, the one that is of use here.
            side::settle();
            worker::register(move || self.new_build.set(true));
            worker::keep_words(spoken().code());
            let session = match found {
                Err(trouble) => Session::Shut(trouble),
                Ok((None, joining)) => Session::Nobody {
                    unfinished: joining.is_some(),
                    taken_away: self.was_taken_away().await,
                },
                Ok((Some(identity), _)) => match self.sit_down(identity, tabs, opening).await {
                    // Ahead of time: pages that are seldom opened are there at once as well.
                    Ok(()) => return rest::load(false, |_| ()),
                    Err(trouble) => Session::Shut(trouble),
                },
            };
            self.session.set(session);
        });
    }

    /// The zone of this device.
    #[must_use]
    pub fn reader_zone(self) -> Tz {
        zone::reader_zone()
    }

    /// Whether everything that had left by `at` is here: the relay was reached
    /// since. Before that nobody can say here that no answer came in time.
    #[must_use]
    pub fn reached_since(self, at: DateTime<Utc>) -> bool {
        self.last_reached.get() >= Some(at)
    }

    /// Whether all that there is to read is here, as far as is known: nothing
    /// is being fetched from the relay again, and the storage works. Until then
    /// nobody can say that there is nothing. Tracks both.
    #[must_use]
    pub fn is_whole(self) -> bool {
        let fails = |trouble: &Option<_>| matches!(trouble, Some(Trouble::Store(_)));
        !self.fetching.get() && !self.trouble.with(fails)
    }

    /// Asks the relay now.
    pub fn sync_now(self) {
        self.driver(|driver| driver.sync_now());
    }

    /// Moves a demonstration relay to its next window; says whether it moved.
    pub fn skip_to_next_window(self, done: impl FnOnce(Option<bool>) + 'static) {
        self.driver(|driver| driver.skip_to_next_window(done));
    }

    async fn store(self) -> Result<BrowserStore, StoreTrouble> {
        self.opened(&mut None).await
    }

    async fn opened(self, opening: &mut Option<Opening>) -> Result<BrowserStore, StoreTrouble> {
        let known = self.inner.with_value(|inner| inner.store.borrow().clone());
        if let Some(store) = known {
            return Ok(store);
        }
        let name = database_name();
        let (store, read) = BrowserStore::open_last(&name, NEWEST).await?;
        *opening = Some(read);
        if store.name() != name {
            // What told it was cleared, and the database knows.
            Preference::Database.write(store.name());
        }
        self.inner
            .with_value(|inner| *inner.store.borrow_mut() = Some(store.clone()));
        Ok(store)
    }

    /// Who is here, else who was about to join.
    async fn find(
        self,
        opening: &mut Option<Opening>,
    ) -> Result<(Option<Identity>, Option<Joining>), StoreTrouble> {
        let store = self.opened(opening).await?;
        let identity = store.identity().await?;
        let joining = match identity {
            Some(_) => None,
            None => store.joining().await?,
        };
        let joins = joining.as_ref().map(|joining| &joining.identity);
        if let Some(who) = identity.as_ref().or(joins) {
            on_the_side_of(who.role, &page::fragment()).await?;
        }
        Ok((identity, joining))
    }

    async fn was_taken_away(self) -> bool {
        match self.store().await {
            Ok(store) => store.was_taken_away().await.unwrap_or(false),
            Err(_) => false,
        }
    }

    async fn sit_down(
        self,
        identity: Identity,
        tabs: Tabs,
        opening: Option<Opening>,
    ) -> Result<(), StoreTrouble> {
        let store = self.store().await?;
        let here = Session::Here {
            account: identity.account,
            role: identity.role,
            name: identity.name.clone(),
            home: identity.home,
        };
        let driver = Driver::start(self, store, identity, tabs, opening).await?;
        self.inner
            .with_value(|inner| *inner.driver.borrow_mut() = Some(Rc::clone(&driver)));
        // Drawing the page is a task of its own.
        clock::breathe().await;
        self.session.set(here);
        driver.hear_tabs();
        Ok(())
    }

    fn driver_here(self) -> Option<Rc<Driver>> {
        self.inner.with_value(|inner| inner.driver.borrow().clone())
    }

    fn driver(self, run: impl FnOnce(Rc<Driver>)) {
        if let Some(driver) = self.driver_here() {
            run(driver);
        }
    }
}
