//! Feeds: a gapless sequence for each account. There is one writer, so a row
//! becomes visible in the order of its sequence by construction.

use super::columns::Id;
use crate::{
    mailbox::Entry,
    store::{ANSWER_BYTES_MAX, ANSWER_ITEMS_MAX, SignedIn, StoreError},
};
use holdfast_protocol::{AccountId, DeviceId, EnvelopeId, Event, FeedItem, decode, encode};
use rusqlite::{Connection, params};

/// Adds a row to an account's feed; its sequence.
pub(super) fn append(
    connection: &Connection,
    to: AccountId,
    entry: &Entry,
    letter: Option<i64>,
) -> Result<u64, StoreError> {
    let sequence: u64 = connection
        .prepare_cached(
            "UPDATE account SET feed_length = feed_length + 1 WHERE id = ?1 RETURNING feed_length",
        )?
        .query_row(params![Id(to)], |row| row.get(0))?;
    connection
        .prepare_cached(
            "INSERT INTO feed (account, sequence, entry, letter) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![Id(to), sequence, encode(entry), letter])?;
    Ok(sequence)
}

/// How many rows an account's feed has.
pub(super) fn length(connection: &Connection, account: AccountId) -> Result<u64, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT feed_length FROM account WHERE id = ?1")?;
    Ok(statement.query_row(params![Id(account)], |row| row.get(0))?)
}

/// What comes after `cursor` for a device, and whether there is more.
pub(super) fn after(
    connection: &Connection,
    reader: &SignedIn,
    cursor: u64,
    lacks_own: bool,
) -> Result<(Vec<FeedItem>, bool), StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT f.sequence, f.entry, l.id, l.device, l.envelope
         FROM feed f LEFT JOIN letter l ON l.number = f.letter
         WHERE f.account = ?1 AND f.sequence > ?2 ORDER BY f.sequence",
    )?;
    // A cursor beyond what SQLite can count is beyond every feed.
    let cursor = i64::try_from(cursor).unwrap_or(i64::MAX);
    let mut rows = statement.query(params![Id(reader.account), cursor])?;
    let mut items = Vec::new();
    let mut bytes = 0;
    while let Some(row) = rows.next()? {
        let entry = decode::<Entry>(row.get_ref(1)?.as_blob().unwrap_or_default(), "a feed row")
            .map_err(|_| StoreError::Damaged { table: "feed" })?;
        let letter = match row.get::<_, Option<Id<EnvelopeId>>>(2)? {
            Some(Id(id)) => Some((id, row.get::<_, Id<DeviceId>>(3)?.0, row.get(4)?)),
            None => None,
        };
        let event = entry
            .event(letter, reader.device, lacks_own)
            .ok_or(StoreError::Damaged { table: "feed" })?;
        bytes += weight(&event);
        if !items.is_empty() && (bytes > ANSWER_BYTES_MAX || items.len() == ANSWER_ITEMS_MAX) {
            return Ok((items, true));
        }
        items.push(FeedItem {
            sequence: row.get(0)?,
            event,
        });
    }
    Ok((items, false))
}

/// About how many bytes an event takes on the wire.
fn weight(event: &Event) -> usize {
    const SMALL: usize = 64;
    SMALL
        + match event {
            Event::Arrived { envelope, .. } => envelope.len(),
            Event::Joined { card, .. } => card.len(),
            Event::Agreed { timing, .. } => timing.len(),
            Event::Yours { .. }
            | Event::Moved { .. }
            | Event::Withdrawn { .. }
            | Event::Alarm(_) => 0,
        }
}
