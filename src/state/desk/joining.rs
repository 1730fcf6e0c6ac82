//! How somebody comes to this device, and how others are invited.

use super::{DATABASE, Desk};
use crate::{
    platform::{idb::BrowserStore, page, preferences::Preference},
    routes,
    state::{JoinTrouble, Joining, joining},
};
use holdfast_protocol::{ConversationId, Link, LinkError, RelayError};
use wasm_bindgen_futures::spawn_local;

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
    pub fn begin_anew(self, link: &Link) {
        let next = Preference::Database
            .read()
            .and_then(|name| name.strip_prefix(DATABASE)?.parse::<u32>().ok())
            .unwrap_or(1)
            .saturating_add(1);
        Preference::Database.write(&format!("{DATABASE}{next}"));
        page::open_at(&format!("{}#{link}", routes::JOIN));
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
        self.sit_down(identity)
            .await
            .map_err(JoinTrouble::NotStored)?;
        if let Some(secret) = onward {
            self.driver(|driver| driver.invite(String::new(), Some(secret), |_, _| {}));
        }
        Ok(())
    }
}
