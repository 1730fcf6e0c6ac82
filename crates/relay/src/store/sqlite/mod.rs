//! The store in one SQLite file: one thread writes, one reads, and a commit is
//! on disk before anybody hears of it.

mod alarms;
mod apply;
mod columns;
#[cfg(test)]
mod damage_tests;
mod exchange;
mod facts;
#[cfg(test)]
mod failure_tests;
mod feed;
mod held;
mod invitations;
mod lists;
mod lock;
mod mark;
mod meta;
mod migrations;
mod open;
mod push;
mod schedule;
#[cfg(test)]
mod tests;
mod timings;
mod worker;

pub use lock::Lock;

use super::{
    Answer, Exchange, Exchanged, Joined, Looked, Note, NoticeKey, Reach, SignedIn, Store,
    StoreError, TakenOn,
};
use crate::{ladder::Heard, mailbox::joining::Invitation};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{
    AcceptInvitation, AccountId, CreateInvitation, Epoch, InvitationId, PushSubscription,
    RelayError,
};
use mark::Mark;
use rusqlite::Connection;
use std::{path::Path, sync::Arc};
use worker::Worker;

/// A [`Store`] in a file.
#[derive(Debug, Clone)]
pub struct SqliteStore {
    writer: Worker,
    reader: Worker,
    is_new: bool,
}

impl SqliteStore {
    /// Opens the file, or makes it; a new one begins with `epoch`, which must
    /// be random, and so does one that was restored from a backup.
    ///
    /// # Errors
    /// When the file cannot be opened, is not ours, or was written by a newer
    /// build.
    pub fn open(path: &Path, epoch: Epoch) -> Result<Self, StoreError> {
        let mark = Mark::beside(path);
        // Read first: another process may be writing to the database.
        let furthest = mark.read();
        let mut writing = open::writable(path)?;
        let is_new = meta::begin(&writing, epoch)?;
        let begun = begin_again_if_behind(&mut writing, is_new, furthest, epoch)?;
        mark.write(begun);
        let reading = open::readable(path)?;
        let cannot_start = |error: std::io::Error| StoreError::CannotOpen {
            path: path.into(),
            reason: error.to_string(),
        };
        Ok(Self {
            writer: Worker::writer(writing, mark).map_err(cannot_start)?,
            reader: Worker::reader(reading).map_err(cannot_start)?,
            is_new,
        })
    }

    /// Takes no write any more, as on a disk that is full.
    #[cfg(test)]
    pub(crate) async fn refuse_writes(&self) {
        let refused = self.writer.run(|db| {
            db.pragma_update(None, "query_only", true)?;
            Ok(())
        });
        refused.await.unwrap();
    }

    /// Whether opening it has made it.
    #[must_use]
    pub const fn is_new(&self) -> bool {
        self.is_new
    }
}

/// Begins a new life where the database has fewer commits than its mark says it
/// had; how many it has then.
fn begin_again_if_behind(
    writing: &mut Connection,
    is_new: bool,
    furthest: u64,
    epoch: Epoch,
) -> Result<u64, StoreError> {
    let commits = meta::commits(writing)?;
    if is_new || commits >= furthest {
        return Ok(commits);
    }
    tracing::warn!("the database is an older copy of itself: a new epoch begins");
    let transaction = writing.transaction()?;
    meta::begin_again(&transaction, epoch)?;
    let commits = furthest.saturating_add(1);
    meta::set_commits(&transaction, commits)?;
    transaction.commit()?;
    Ok(commits)
}

impl Store for SqliteStore {
    fn signed_in(&self, token_digest: [u8; 32]) -> Answer<'_, Option<SignedIn>> {
        Box::pin(
            self.reader
                .run(move |db| invitations::signed_in(db, token_digest)),
        )
    }

    fn exchange(&self, exchange: Exchange) -> Answer<'_, Exchanged> {
        Box::pin(self.writer.run(move |db| exchange::exchange(db, exchange)))
    }

    fn release(&self, now: DateTime<Utc>) -> Answer<'_, Vec<AccountId>> {
        Box::pin(self.writer.run(move |db| exchange::release(db, now)))
    }

    fn next_release(&self, now: DateTime<Utc>) -> Answer<'_, Option<DateTime<Utc>>> {
        Box::pin(self.reader.run(move |db| schedule::next_release(db, now)))
    }

    fn next_opening(&self, now: DateTime<Utc>) -> Answer<'_, Option<DateTime<Utc>>> {
        Box::pin(self.reader.run(move |db| schedule::next_opening(db, now)))
    }

    fn invite(
        &self,
        now: DateTime<Utc>,
        inviter: SignedIn,
        request: CreateInvitation,
    ) -> Answer<'_, Result<(), RelayError>> {
        Box::pin(
            self.writer
                .run(move |db| invitations::invite(db, now, inviter, request)),
        )
    }

    fn invite_therapist(
        &self,
        now: DateTime<Utc>,
        id: InvitationId,
        expires: DateTime<Utc>,
    ) -> Answer<'_, ()> {
        Box::pin(
            self.writer
                .run(move |db| invitations::invite_therapist(db, now, id, expires)),
        )
    }

    fn invitation(&self, id: InvitationId) -> Answer<'_, Option<Invitation>> {
        Box::pin(self.reader.run(move |db| invitations::invitation(db, id)))
    }

    fn accept(
        &self,
        now: DateTime<Utc>,
        id: InvitationId,
        request: AcceptInvitation,
    ) -> Answer<'_, Result<Joined, RelayError>> {
        Box::pin(
            self.writer
                .run(move |db| invitations::accept(db, now, id, &request)),
        )
    }

    fn look_at_alarms(&self, now: DateTime<Utc>, reach: Arc<dyn Reach>) -> Answer<'_, Looked> {
        Box::pin(
            self.writer
                .run(move |db| alarms::look(db, now, reach.as_ref())),
        )
    }

    fn set_alarms_back(&self, by: TimeDelta) -> Answer<'_, ()> {
        Box::pin(self.writer.run(move |db| alarms::set_back(db, by)))
    }

    fn look_at_lists(
        &self,
        now: DateTime<Utc>,
        reach: Arc<dyn Reach>,
    ) -> Answer<'_, Vec<AccountId>> {
        Box::pin(async move {
            let mut grown = Vec::new();
            // Most looks find nothing: they keep no letter waiting.
            while self.reader.run(lists::is_any_stale).await? {
                let reach = Arc::clone(&reach);
                let some = self
                    .writer
                    .run(move |db| lists::look(db, now, reach.as_ref()));
                grown.extend(some.await?);
            }
            Ok(grown)
        })
    }

    fn look_again_at_lists(&self) -> Answer<'_, ()> {
        Box::pin(self.writer.run(lists::look_again))
    }

    fn heard(
        &self,
        now: DateTime<Utc>,
        notice: NoticeKey,
        heard: Heard,
    ) -> Answer<'_, Vec<AccountId>> {
        Box::pin(
            self.writer
                .run(move |db| alarms::heard(db, now, notice, heard)),
        )
    }

    fn keep_link(&self, digest: [u8; 32], alarm: i64, name: String) -> Answer<'_, ()> {
        Box::pin(
            self.writer
                .run(move |db| alarms::keep_link(db, digest, alarm, &name)),
        )
    }

    fn take_on(&self, now: DateTime<Utc>, digest: [u8; 32]) -> Answer<'_, Option<TakenOn>> {
        Box::pin(async move {
            // Anybody may ask: what is no link keeps no letter waiting.
            let known = self.reader.run(move |db| alarms::is_link(db, digest));
            if !known.await? {
                return Ok(None);
            }
            self.writer
                .run(move |db| alarms::take_on(db, now, digest))
                .await
        })
    }

    fn subscribe(
        &self,
        now: DateTime<Utc>,
        account: AccountId,
        to: PushSubscription,
    ) -> Answer<'_, ()> {
        Box::pin(
            self.writer
                .run(move |db| push::subscribe(db, now, account, &to)),
        )
    }

    fn unsubscribe(&self, account: Option<AccountId>, endpoint: String) -> Answer<'_, ()> {
        Box::pin(
            self.writer
                .run(move |db| push::unsubscribe(db, account, &endpoint)),
        )
    }

    fn begin_again(&self, epoch: Epoch) -> Answer<'_, ()> {
        Box::pin(self.writer.run(move |db| meta::begin_again(db, epoch)))
    }

    fn is_empty(&self) -> Answer<'_, bool> {
        Box::pin(self.reader.run(invitations::is_empty))
    }

    fn prove_writable(&self, now: DateTime<Utc>) -> Answer<'_, ()> {
        Box::pin(self.writer.run(move |db| meta::mark_written(db, now)))
    }

    fn note(&self, name: Note) -> Answer<'_, Option<String>> {
        Box::pin(self.reader.run(move |db| meta::note(db, name.name())))
    }

    fn set_note(&self, name: Note, value: String) -> Answer<'_, ()> {
        Box::pin(
            self.writer
                .run(move |db| meta::set_note(db, name.name(), &value)),
        )
    }
}
