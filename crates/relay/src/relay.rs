//! A relay: its store, its clock, and who listens.

use crate::{
    app::{App, AppError},
    clock::{Clock, DemoClock, SystemClock},
    health::Health,
    ladder::{Contacts, ContactsError, KeyError, PushKey, Ways, WaysError},
    limit::Limiter,
    nudges::Nudges,
    random::{self, NoRandomness},
    store::{Exchange, Exchanged, Note, SignedIn, Store, StoreError, sqlite::SqliteStore},
};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{Epoch, SyncRequest};
use std::{path::PathBuf, sync::Arc};
use tokio::sync::{Mutex, Notify};

/// What a relay is started with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Config {
    /// The database file; made if it is not there.
    pub database: PathBuf,
    /// The folder of the built browser app, to serve it too.
    pub app: Option<PathBuf>,
    /// Whether time can be moved ahead, for a demonstration.
    pub demo: bool,
    /// The file that says who can be reached and how; none where nobody can
    /// but therapists, by their browsers.
    pub contacts: Option<PathBuf>,
    /// Where browsers find the app, without a slash at its end.
    pub origin: String,
}

/// Why a relay does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The app folder.
    #[error(transparent)]
    App(#[from] AppError),
    /// The contacts file.
    #[error(transparent)]
    Contacts(#[from] ContactsError),
    /// The key for push messages.
    #[error(transparent)]
    PushKey(#[from] KeyError),
    /// What sends the notices.
    #[error(transparent)]
    Ways(#[from] WaysError),
    /// Randomness.
    #[error(transparent)]
    Random(#[from] NoRandomness),
}

/// A relay that is ready to serve.
pub struct Relay {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) time: Time,
    pub(crate) app: Option<App>,
    pub(crate) nudges: Arc<Nudges>,
    pub(crate) limiter: Limiter,
    pub(crate) health: Health,
    /// Rung when the next release may have changed.
    pub(crate) holds_changed: Notify,
    /// How notices of alarms go out.
    pub(crate) ways: Arc<Ways>,
    /// Rung when an alarm may have something to do.
    pub(crate) alarms_changed: Notify,
}

impl core::fmt::Debug for Relay {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Relay")
            .field("time", &self.time)
            .finish_non_exhaustive()
    }
}

/// Whose time counts.
#[derive(Debug)]
pub(crate) enum Time {
    /// The machine's.
    System(SystemClock),
    /// The machine's, moved ahead; one move at a time.
    Demo(DemoClock, Mutex<()>),
}

impl Relay {
    /// Opens the database and reads the app.
    ///
    /// # Errors
    /// When one of them cannot be used.
    pub async fn open(config: &Config) -> Result<Self, StartError> {
        let app = config.app.as_deref().map(App::load).transpose()?;
        let contacts = match &config.contacts {
            Some(file) => Contacts::read(file)?,
            None => Contacts::default(),
        };
        let epoch = Epoch::from_bytes(random::bytes()?);
        let store = SqliteStore::open(&config.database, epoch)?;
        same_kind(&store, config).await?;
        let key = PushKey::beside(&config.database)?;
        let ways = Ways::new(contacts, key, config.origin.clone(), config.demo)?;
        let time = if config.demo {
            let clock = DemoClock::ahead(demo_ahead(&store).await?);
            Time::Demo(clock, Mutex::new(()))
        } else {
            Time::System(SystemClock)
        };
        Ok(Self {
            store: Arc::new(store),
            time,
            app,
            nudges: Arc::default(),
            limiter: Limiter::default(),
            health: Health::default(),
            holds_changed: Notify::new(),
            ways: Arc::new(ways),
            alarms_changed: Notify::new(),
        })
    }

    /// The relay's time: the one that counts.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        match &self.time {
            Time::System(clock) => clock.now(),
            Time::Demo(clock, _) => clock.now(),
        }
    }

    /// Whether time can be moved ahead.
    #[must_use]
    pub const fn is_demo(&self) -> bool {
        matches!(self.time, Time::Demo(..))
    }

    /// One sync of one device, nudging whoever has something to fetch.
    pub(crate) async fn exchange(
        &self,
        device: SignedIn,
        request: SyncRequest,
        spare_epoch: Epoch,
    ) -> Result<(DateTime<Utc>, Exchanged), StoreError> {
        let now = self.now();
        let submits = !request.submissions.is_empty();
        let exchanged = self
            .store
            .exchange(Exchange {
                now,
                device,
                request,
                spare_epoch,
            })
            .await?;
        self.nudges.nudge(&exchanged.grown, Some(device.device));
        if submits {
            self.holds_changed.notify_one();
            self.alarms_changed.notify_one();
        }
        Ok((now, exchanged))
    }

    /// Releases what is due and nudges its readers.
    pub(crate) async fn release(&self) -> Result<(), StoreError> {
        self.release_at(self.now()).await
    }

    /// Releases what is due at `now` and nudges its readers.
    pub(crate) async fn release_at(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        let grown = self.store.release(now).await?;
        self.nudges.nudge(&grown, None);
        Ok(())
    }
}

/// How far a demonstration's time is ahead of the machine's; nothing where the
/// letters are real, since only a demonstration writes it.
pub(crate) async fn demo_ahead(store: &dyn Store) -> Result<TimeDelta, StoreError> {
    let ahead = store.note(Note::DemoAhead).await?;
    let ahead = ahead.and_then(|ahead| ahead.parse().ok()).unwrap_or(0);
    Ok(TimeDelta::milliseconds(ahead))
}

/// Keeps demonstrations and real letters in files of their own.
async fn same_kind(store: &SqliteStore, config: &Config) -> Result<(), StoreError> {
    if store.is_new() {
        if config.demo {
            store.set_note(Note::Demo, "yes".into()).await?;
        }
        return Ok(());
    }
    // The first demonstrations left only their link.
    let noted =
        store.note(Note::Demo).await?.is_some() || store.note(Note::DemoLink).await?.is_some();
    let path = config.database.clone();
    match (noted, config.demo) {
        (true, false) => Err(StoreError::OfADemo { path }),
        (false, true) => Err(StoreError::NotOfADemo { path }),
        (true, true) | (false, false) => Ok(()),
    }
}
