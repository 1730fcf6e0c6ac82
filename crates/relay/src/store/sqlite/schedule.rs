//! What comes next.

use super::{
    columns::{Id, Time},
    facts::agreed,
};
use crate::store::StoreError;
use chrono::{DateTime, Utc};
use holdfast_protocol::ConversationId;
use rusqlite::{Connection, params};

/// When the next held reply is due.
pub(super) fn next_release(connection: &Connection) -> Result<Option<DateTime<Utc>>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT min(hour) FROM letter WHERE state = 1 AND withdrawn = 0")?;
    let hour: Option<Time> = statement.query_row(params![], |row| row.get(0))?;
    Ok(hour.map(|hour| hour.0))
}

/// When the next window of any conversation opens, strictly after `now`.
pub(super) fn next_opening(
    connection: &Connection,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT DISTINCT conversation FROM timing WHERE state = 1")?;
    let rows = statement.query_map(params![], |row| Ok(row.get::<_, Id<ConversationId>>(0)?.0))?;
    let mut next = None;
    for conversation in rows {
        let opening = agreed(connection, conversation?)?.next_opening(now);
        next = match (next, opening) {
            (Some(next), Some(opening)) => Some(opening.min(next)),
            (next, opening) => opening.or(next),
        };
    }
    Ok(next)
}
