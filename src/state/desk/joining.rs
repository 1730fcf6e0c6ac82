//! How somebody comes to this device, and how others are invited.

use super::{DATABASE, Desk};
use crate::platform::later::spawn_local;
use crate::{
    platform::{
        idb::BrowserStore,
        page,
        preferences::Preference,
        tabs::{Hint, Tabs},
    },
    routes,
    state::{JoinTrouble, Joining, joining},
};
use holdfast_protocol::{ConversationId, Link, LinkError, RelayError};
use holdfast_sync::StoreTrouble;

impl Desk {
    /// Joins by an invitation link.
    pub fn join(
        self,
        link: Link,
        name: String,
        done: impl FnOnce(Result<(), JoinTrouble>) + 'static,
    ) {
        spawn_local(async move {
            let joined = async {
                let store = self.store().await.map_err(JoinTrouble::NotStored)?;
                let joining = joining::prepare(&store, &link, &name).await?;
                self.finish_join(&store, joining).await
            };
            done(joined.await);
        });
    }

    /// Puts everything on this device aside, untouched, and opens this
    /// invitation on an empty one: for a device that the clinic has signed out.
    /// `done` hears only if that did not work, or would be of no use with this
    /// invitation: then nothing has changed.
    pub fn begin_anew(self, link: Link, done: impl FnOnce(JoinTrouble) + 'static) {
        spawn_local(async move {
            if let Err(trouble) = joining::look(&link).await {
                return done(trouble);
            }
            let begun = async {
                let store = self.store().await?;
                if let Some(driver) = self.driver_here() {
                    driver.keep_last(&driver.unsaved_drafts()).await?;
                }
                let fresh = BrowserStore::empty_after(DATABASE, store.name()).await?;
                store.move_to(&fresh).await?;
                Ok(fresh)
            };
            match begun.await {
                Ok(fresh) => {
                    Preference::Database.write(&fresh);
                    self.driver(|driver| driver.move_on());
                    page::never_ask();
                    page::open_at(&format!("{}#{link}", routes::JOIN));
                }
                Err(trouble) => done(JoinTrouble::NotStored(trouble)),
            }
        });
    }

    /// Brings what can be read of a database that is damaged into an empty one
    /// and opens that: the account, notes, what waits to be sent. The relay
    /// gives the rest. `done` hears only if that did not work.
    pub fn start_afresh(self, done: impl FnOnce(StoreTrouble) + 'static) {
        spawn_local(async move {
            let broken = super::database_name();
            let begun = async {
                let fresh = BrowserStore::empty_after(DATABASE, &broken).await?;
                BrowserStore::start_afresh(&broken, &fresh).await
            };
            match begun.await {
                Ok(_) => {
                    Tabs::open().tell(Hint::Moved);
                    page::reload();
                }
                Err(trouble) => done(trouble),
            }
        });
    }

    /// Goes on with a join that was begun and not finished.
    pub fn resume_join(self, done: impl FnOnce(Result<(), JoinTrouble>) + 'static) {
        spawn_local(async move {
            let joined = async {
                let store = self.store().await.map_err(JoinTrouble::NotStored)?;
                match store.joining().await.map_err(JoinTrouble::NotStored)? {
                    Some(joining) => self.finish_join(&store, joining).await,
                    None => Err(JoinTrouble::Link(LinkError::Empty)),
                }
            };
            done(joined.await);
        });
    }

    /// Invites a patient: `done` gets the link, and whether the relay has the
    /// invitation yet; if not, it is told as soon as it is reached.
    pub fn invite(self, label: String, done: impl FnOnce(String, bool) + 'static) {
        self.driver(|driver| driver.invite(label, None, done));
    }

    /// The link of an invitation that nobody has accepted yet.
    #[must_use]
    pub fn invitation_link(self, conversation: ConversationId) -> Option<String> {
        self.driver_here()?.invitation_link(conversation)
    }

    async fn finish_join(self, store: &BrowserStore, joining: Joining) -> Result<(), JoinTrouble> {
        let onward = joining.onward();
        let identity = match joining::finish(store, joining).await {
            // Another tab of this browser may have been quicker.
            Err(JoinTrouble::Relay(RelayError::AlreadyUsed)) => store
                .identity()
                .await
                .map_err(JoinTrouble::NotStored)?
                .ok_or(JoinTrouble::Relay(RelayError::AlreadyUsed))?,
            joined => joined?,
        };
        self.sit_down(identity, Tabs::open(), None)
            .await
            .map_err(JoinTrouble::NotStored)?;
        if let Some(secret) = onward {
            self.driver(|driver| driver.invite(String::new(), Some(secret), |_, _| {}));
        }
        Ok(())
    }
}
