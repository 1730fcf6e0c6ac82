//! Reading which timings were proposed and accepted.

use super::{
    columns::{Id, Time},
    facts::members,
};
use crate::{
    mailbox::{Agreed, Ask, Change, Parcel, Topic},
    store::StoreError,
};
use chrono::{DateTime, Utc};
use holdfast_protocol::{AccountId, ConversationId, Role};
use rusqlite::{Connection, OptionalExtension, params};
use std::{collections::HashMap, sync::Arc};

/// When the last letter before an instant arrived.
pub(super) const LAST_LETTER: &str = "
    SELECT max(arrived) FROM letter
        WHERE sender = ?1 AND conversation = ?2 AND kind = 0 AND arrived < ?3";

/// What one transaction has read of conversations and need not read again.
#[derive(Default)]
pub(super) struct Known {
    agreed: HashMap<ConversationId, Arc<Agreed>>,
}

impl Known {
    /// The timings that were accepted in a conversation.
    pub(super) fn agreed(
        &mut self,
        connection: &Connection,
        conversation: ConversationId,
    ) -> Result<Arc<Agreed>, StoreError> {
        if let Some(agreed) = self.agreed.get(&conversation) {
            return Ok(Arc::clone(agreed));
        }
        let agreed = Arc::new(agreed(connection, conversation)?);
        self.agreed.insert(conversation, Arc::clone(&agreed));
        Ok(agreed)
    }

    /// Forgets what a change makes untrue. Of a letter kept in this transaction
    /// only an acceptance has to know, which takes no window from it
    /// ([`Known::forget_before`]).
    pub(super) fn forget(&mut self, change: &Change) {
        if let Change::Agree { conversation, .. } = change {
            self.agreed.remove(conversation);
        }
    }

    /// Forgets what may be untrue for a parcel.
    pub(super) fn forget_before(&mut self, parcel: &Parcel) {
        if let (Ask::Accept(..), Topic::Conversation(conversation)) = (&parcel.ask, parcel.topic())
        {
            self.agreed.remove(&conversation);
        }
    }
}

/// The timings that were accepted in a conversation, and what was promised
/// before each.
pub(super) fn agreed(
    connection: &Connection,
    conversation: ConversationId,
) -> Result<Agreed, StoreError> {
    let mut agreed = accepted(connection, conversation)?;
    // A window may stand for what arrived before an acceptance, and the next
    // acceptance may be about to come.
    let bounds = agreed.acceptances().chain([DateTime::<Utc>::MAX_UTC]);
    let bounds: Vec<_> = bounds.collect();
    for patient in members(connection, conversation)? {
        if patient.role != Role::Patient {
            continue;
        }
        for bound in &bounds {
            let arrived = last_letter(connection, patient.account, conversation, *bound)?;
            if let Some(arrived) = arrived {
                agreed.take_letter(arrived);
            }
        }
    }
    Ok(agreed)
}

/// When the last letter of `sender` arrived, of those that came before `bound`.
fn last_letter(
    connection: &Connection,
    sender: AccountId,
    conversation: ConversationId,
    bound: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let mut statement = connection.prepare_cached(LAST_LETTER)?;
    let asked = params![Id(sender), Id(conversation), Time(bound)];
    let arrived: Option<Time> = statement.query_row(asked, |row| row.get(0))?;
    Ok(arrived.map(|arrived| arrived.0))
}

fn accepted(connection: &Connection, conversation: ConversationId) -> Result<Agreed, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT document, accepted, number FROM timing
         WHERE conversation = ?1 AND state = 1 ORDER BY number",
    )?;
    let rows = statement.query_map(params![Id(conversation)], |row| {
        let number: i64 = row.get(2)?;
        Ok((row.get::<_, String>(0)?, row.get::<_, Time>(1)?.0, number))
    })?;
    let mut agreed = Agreed::default();
    for row in rows {
        let (document, accepted, number) = row?;
        if agreed.accept(&document, accepted).is_err() {
            // The problems would quote the timing.
            tracing::error!(number, "an accepted timing cannot be read: replies wait");
            agreed.accept_damaged();
        }
    }
    Ok(agreed)
}

/// The timing that is proposed in a conversation and not yet accepted.
pub(super) fn proposed(
    connection: &Connection,
    conversation: ConversationId,
) -> Result<Option<String>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT document FROM timing WHERE conversation = ?1 AND state = 0")?;
    let row = statement.query_row(params![Id(conversation)], |row| row.get(0));
    Ok(row.optional()?)
}
