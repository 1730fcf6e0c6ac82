//! What comes next.

use super::{
    columns::{Id, Time},
    timings::agreed,
};
use crate::store::StoreError;
use chrono::{DateTime, Utc};
use holdfast_protocol::ConversationId;
use rusqlite::{Connection, params};

/// When the next held reply may leave.
pub(super) fn next_release(
    connection: &Connection,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let mut due = connection
        .prepare_cached("SELECT min(hour) FROM letter WHERE state = 1 AND withdrawn = 0")?;
    let due: Option<Time> = due.query_row(params![], |row| row.get(0))?;
    let without_window = "SELECT DISTINCT conversation FROM letter
         WHERE state IN (1, 2, 3) AND withdrawn = 0 AND state = 3";
    let opening = first_opening(connection, without_window, now)?;
    Ok(due.map(|hour| hour.0).into_iter().chain(opening).min())
}

/// When the next window of any conversation opens, strictly after `now`.
pub(super) fn next_opening(
    connection: &Connection,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let agreed = "SELECT DISTINCT conversation FROM timing WHERE state = 1";
    first_opening(connection, agreed, now)
}

/// The first opening after `now` in the conversations that a query names.
fn first_opening(
    connection: &Connection,
    conversations: &str,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let mut statement = connection.prepare_cached(conversations)?;
    let rows = statement.query_map(params![], |row| Ok(row.get::<_, Id<ConversationId>>(0)?.0))?;
    let mut first = None;
    for conversation in rows {
        let opening = agreed(connection, conversation?)?.next_opening(now);
        first = first.into_iter().chain(opening).min();
    }
    Ok(first)
}
