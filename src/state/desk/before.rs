//! What was written on this device and never sent, now and before it began
//! anew.

use super::{DATABASE, Desk, database_name};
use crate::platform::{idb::BrowserStore, later::spawn_local};
use crate::state::{DraftOf, Identity, Lies, NeverSent, Note, Unsent};
use holdfast_sync::StoreTrouble;

impl Desk {
    /// Reads what waits here and what is a draft, as every tab has kept it.
    pub fn never_sent(self, done: impl FnOnce(NeverSent) + 'static) {
        spawn_local(async move {
            let read = async {
                let store = self.store().await?;
                match store.identity().await? {
                    Some(identity) => never_sent_in(&store, &identity).await,
                    None => Ok(NeverSent::default()),
                }
            };
            done(read.await.unwrap_or_else(|_| closed()));
        });
    }

    /// Reads what was never sent from the databases that were put aside when
    /// this device began anew. One that was put aside as damaged has given
    /// what waited to the one that came after it, which is then asked.
    pub fn from_before(self, done: impl FnOnce(NeverSent) + 'static) {
        spawn_local(async move {
            let mut all = NeverSent::default();
            let mut known = Vec::new();
            if let Ok(store) = self.store().await
                && let Ok(Some(identity)) = store.identity().await
            {
                known.push(identity.account);
            }
            for name in BrowserStore::put_aside(DATABASE, &database_name()).await {
                let Ok(store) = BrowserStore::open(&name).await else {
                    continue;
                };
                // Without its keys nothing of it can be told, not even whose it was.
                if let Ok(Some(identity)) = store.former_identity().await
                    && !known.contains(&identity.account)
                {
                    known.push(identity.account);
                    let read = never_sent_in(&store, &identity).await;
                    let found = read.unwrap_or_else(|_| closed());
                    all.letters.extend(found.letters);
                    all.closed += found.closed;
                }
                store.close();
            }
            done(all);
        });
    }

    /// Takes these away from where they lie; `done` hears whether all are gone.
    pub fn remove_unsent(self, unsent: Vec<Unsent>, done: impl FnOnce(bool) + 'static) {
        spawn_local(async move {
            let mut gone = true;
            let mut rest = unsent;
            while let Some(name) = rest.first().map(|one| one.database.clone()) {
                let (mut outbox, mut notes) = (Vec::new(), Vec::new());
                rest.retain(|one| {
                    let here = one.database == name;
                    match one.lies {
                        Lies::Outbox(id) if here => outbox.push(id),
                        Lies::Draft(of) if here => notes.push(Note::Draft(of)),
                        _ => {}
                    }
                    !here
                });
                let taken = async {
                    let store = BrowserStore::open(&name).await?;
                    let taken = store.take_away(&outbox, &notes).await;
                    store.close();
                    taken
                };
                gone &= taken.await.is_ok();
            }
            done(gone);
        });
    }

    /// Adds words to the draft of the next letter of the patient's
    /// conversation; says whether there is one.
    pub fn add_to_draft(self, text: &str) -> bool {
        use leptos::prelude::*;
        let super::Session::Here {
            home: Some(home), ..
        } = self.session.get_untracked()
        else {
            return false;
        };
        let of = DraftOf::Letter(home);
        let before = self.draft(of);
        let gap = if before.is_empty() { "" } else { "\n\n" };
        self.save_draft(of, [&before, gap, text].concat());
        true
    }
}

async fn never_sent_in(
    store: &BrowserStore,
    identity: &Identity,
) -> Result<NeverSent, StoreTrouble> {
    let (outbox, stuck) = store.outbox().await?;
    let notes = store.notes().await?;
    let mut found = NeverSent::of(store.name(), identity, outbox, &notes);
    found.closed += stuck;
    Ok(found)
}

/// What is there does not open at the moment.
fn closed() -> NeverSent {
    NeverSent {
        letters: Vec::new(),
        closed: 1,
    }
}
