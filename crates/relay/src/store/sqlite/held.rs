//! Reading which replies are held.

use super::columns::{Id, State, Time};
use crate::{
    mailbox::{Fate, Held},
    store::StoreError,
};
use chrono::{DateTime, Utc};
use holdfast_protocol::{AccountId, ConversationId, EnvelopeId};
use rusqlite::{Connection, Row, params};

/// What is held in a conversation, oldest first.
pub(super) const HELD: &str = "
    SELECT sender, id, arrived, state, hour, told FROM letter
        WHERE conversation = ?1 AND state IN (1, 2, 3) AND withdrawn = 0
    ORDER BY number";

/// What is due, in the order in which it leaves, and then what has no window.
pub(super) const TO_LOOK_AT: &str = "
    SELECT sender, id, arrived, state, hour, told, conversation, number FROM letter
        WHERE state = 1 AND withdrawn = 0 AND hour <= ?1
    UNION ALL
    SELECT sender, id, arrived, state, hour, told, conversation, number FROM letter
        WHERE state IN (1, 2, 3) AND withdrawn = 0 AND state = 3
    ORDER BY state, hour, number";

/// Every reply that is due, in the order in which they leave, and then every
/// one that has no window, each with its conversation.
pub(super) fn to_look_at(
    connection: &Connection,
    now: DateTime<Utc>,
) -> Result<Vec<(ConversationId, Held)>, StoreError> {
    let mut statement = connection.prepare_cached(TO_LOOK_AT)?;
    let rows = statement.query_map(params![Time(now)], |row| {
        Ok((row.get::<_, Id<ConversationId>>(6)?.0, held_row(row)?))
    })?;
    rows.map(|row| {
        let (conversation, row) = row?;
        Ok((conversation, row.held()?))
    })
    .collect()
}

/// What is held in a conversation, oldest first.
pub(super) fn held(
    connection: &Connection,
    conversation: ConversationId,
) -> Result<Vec<Held>, StoreError> {
    let mut statement = connection.prepare_cached(HELD)?;
    let rows = statement.query_map(params![Id(conversation)], held_row)?;
    rows.map(|row| row?.held()).collect()
}

struct HeldRow {
    writer: AccountId,
    id: EnvelopeId,
    arrived: DateTime<Utc>,
    state: State,
    told: u64,
}

impl HeldRow {
    fn held(self) -> Result<Held, StoreError> {
        match self.state.fate()? {
            Fate::Held(hold) => Ok(Held {
                writer: self.writer,
                id: self.id,
                arrived: self.arrived,
                hold,
                told: self.told,
            }),
            Fate::Left(_) | Fate::LeftOutside(_) | Fate::Withdrawn => {
                Err(StoreError::Damaged { table: "letter" })
            }
        }
    }
}

fn held_row(row: &Row<'_>) -> rusqlite::Result<HeldRow> {
    Ok(HeldRow {
        writer: row.get::<_, Id<AccountId>>(0)?.0,
        id: row.get::<_, Id<EnvelopeId>>(1)?.0,
        arrived: row.get::<_, Time>(2)?.0,
        state: State {
            state: row.get(3)?,
            hour: row.get(4)?,
        },
        told: row.get(5)?,
    })
}
