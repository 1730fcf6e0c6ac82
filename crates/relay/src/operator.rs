//! What the operator does: invite therapists, tell of a restored backup, and set
//! up a demonstration.

use crate::{
    clock::{Clock, DemoClock},
    random,
    relay::{Relay, StartError, demo_ahead},
    store::{Note, Store, StoreError, sqlite::SqliteStore},
};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{Epoch, InvitationSecret, InvitationState, Link};
use std::path::Path;

/// The page of the app that joins, and for a therapist the side of the app that
/// it is to load: the app for patients would find out, but only after loading.
const JOIN: &str = "/join";
const JOIN_AS_THERAPIST: &str = "/join?side=therapist";

/// How long an operator's invitation works.
pub const INVITATION_DAYS: i64 = 14;

/// How long a demonstration's invitation works: as long as anybody may want
/// to look at it, with time that can be moved ahead.
const DEMO_DAYS: i64 = 3650;

/// Invites a therapist to the relay whose database is `database`; the link to
/// hand to them, on the app served at `origin`.
///
/// # Errors
/// When the database cannot be opened or written.
pub async fn invite(database: &Path, origin: &str) -> Result<String, StartError> {
    let store = SqliteStore::open(database, Epoch::from_bytes(random::bytes()?))?;
    let link = Link {
        secret: InvitationSecret::from_bytes(random::bytes()?),
        onward: None,
    };
    let expires = TimeDelta::days(INVITATION_DAYS);
    let now = DemoClock::ahead(demo_ahead(&store).await?).now();
    keep(&store, &link, now, expires).await?;
    let origin = origin.trim_end_matches('/');
    Ok(format!("{origin}{JOIN_AS_THERAPIST}#{link}"))
}

/// Tells the relay whose database is `database` that it was put back from a
/// backup: a new epoch begins, and every device offers again what it lacks.
/// The relay may be running. To say it once too often costs a repeat, no more.
///
/// # Errors
/// When the database cannot be opened or written.
pub async fn restored(database: &Path) -> Result<(), StartError> {
    let store = SqliteStore::open(database, Epoch::from_bytes(random::bytes()?))?;
    let epoch = Epoch::from_bytes(random::bytes()?);
    Ok(store.begin_again(epoch).await?)
}

/// The two links of a demonstration, as fragments of an app's address.
#[derive(Clone, PartialEq, Eq)]
pub struct DemoLinks {
    /// What comes after the origin for the therapist, who is to join first.
    pub therapist: Option<String>,
    /// What comes after the origin for the patient.
    pub patient: Option<String>,
}

impl core::fmt::Debug for DemoLinks {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("DemoLinks(…)")
    }
}

impl Relay {
    /// The links by which a demonstration begins. An empty database gets its
    /// invitation now; later only those that are still open come back.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn demo_links(&self) -> Result<DemoLinks, StartError> {
        let store = self.store.as_ref();
        let link = if store.is_empty().await? {
            let link = Link {
                secret: InvitationSecret::from_bytes(random::bytes()?),
                onward: Some(InvitationSecret::from_bytes(random::bytes()?)),
            };
            store.set_note(Note::DemoLink, link.to_string()).await?;
            keep(store, &link, self.now(), TimeDelta::days(DEMO_DAYS)).await?;
            Some(link)
        } else {
            let note = store.note(Note::DemoLink).await?;
            note.and_then(|note| note.parse().ok())
        };
        let Some(link) = link else {
            return Ok(DemoLinks {
                therapist: None,
                patient: None,
            });
        };
        let patient = link.onward.clone().map(|secret| Link {
            secret,
            onward: None,
        });
        Ok(DemoLinks {
            therapist: self.open_path(JOIN_AS_THERAPIST, &link).await?,
            patient: match patient {
                Some(patient) => self.open_path(JOIN, &patient).await?,
                None => None,
            },
        })
    }

    /// The path of a link on the page that joins, unless its invitation was used.
    /// One that nobody has made yet is open.
    async fn open_path(&self, page: &str, link: &Link) -> Result<Option<String>, StoreError> {
        let invitation = self.store.invitation(link.secret.id()).await?;
        let state = invitation.map(|it| crate::mailbox::joining::view(self.now(), &it).state);
        let open = matches!(state, None | Some(InvitationState::Open));
        Ok(open.then(|| format!("{page}#{link}")))
    }
}

async fn keep(
    store: &dyn Store,
    link: &Link,
    now: DateTime<Utc>,
    expires: TimeDelta,
) -> Result<(), StoreError> {
    let id = link.secret.id();
    store.invite_therapist(now, id, now + expires).await
}
