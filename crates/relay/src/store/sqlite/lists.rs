//! Call lists: which steps nobody can be reached at, told to both sides as soon
//! as a list is proposed, and again when that changes.

use super::{
    alarms::{say, ways},
    columns::{Id, Time},
    meta, push,
    timings::agreed,
};
use crate::{
    ladder::{Ladder, what_changed},
    store::{Reach, StoreError},
};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{AccountId, AlarmNews, ConversationId, EnvelopeId, decode, encode};
use holdfast_rhythm::Agreement;
use rusqlite::{Connection, Row, params};
use std::collections::BTreeSet;

/// Lists that are looked at in one go, so that no letter waits for all of them.
const AT_ONCE: usize = 50;

/// The states of a timing that waits for a yes, and of one that was accepted.
const PROPOSED: i64 = 0;
const ACCEPTED: i64 = 1;

/// A timing that was proposed, to be looked at.
struct List {
    timing: i64,
    conversation: ConversationId,
    proposal: EnvelopeId,
    document: String,
    state: i64,
    /// None where nobody knows what was said.
    unreached: Option<Vec<u8>>,
    said: DateTime<Utc>,
}

/// Remembers which envelope proposed a timing. One that is offered again after a
/// restore may have been spoken of in the life that was lost.
pub(super) fn begin(
    connection: &Connection,
    timing: i64,
    proposal: EnvelopeId,
) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT INTO call_list (timing, proposal, unreached) VALUES (?1, ?2, ?3)")?
        .execute(params![
            timing,
            Id(proposal),
            (!meta::is_another_life(connection)?).then(|| encode(&Vec::<u16>::new())),
        ])?;
    Ok(())
}

/// Another life begins: nobody knows what both sides were told in the one before,
/// and every list is to be said anew.
pub(super) fn forget_what_was_said(connection: &Connection) -> Result<(), StoreError> {
    connection.execute("UPDATE call_list SET unreached = NULL", params![])?;
    look_again(connection)
}

/// Every list that counts, or may, is to be looked at.
pub(super) fn look_again(connection: &Connection) -> Result<(), StoreError> {
    connection.execute(
        "UPDATE call_list SET stale = 1
             WHERE timing IN (SELECT number FROM timing WHERE state IN (0, 1))",
        params![],
    )?;
    Ok(())
}

/// Every list of a therapist's conversations is to be looked at.
pub(super) fn look_again_for(
    connection: &Connection,
    account: AccountId,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE call_list SET stale = 1 WHERE timing IN (
                 SELECT t.number FROM member m
                 JOIN timing t ON t.conversation = m.conversation AND t.state IN (0, 1)
                 WHERE m.account = ?1)",
        )?
        .execute(params![Id(account)])?;
    Ok(())
}

/// Whether any list is to be looked at.
pub(super) fn is_any_stale(connection: &Connection) -> Result<bool, StoreError> {
    let mut any = connection.prepare_cached(
        "SELECT 1 FROM call_list l JOIN timing t ON t.number = l.timing WHERE l.stale = 1",
    )?;
    Ok(any.exists(params![])?)
}

/// Looks at some of what is to be looked at; whose feeds have grown.
pub(super) fn look(
    connection: &Connection,
    now: DateTime<Utc>,
    reach: &dyn Reach,
) -> Result<Vec<AccountId>, StoreError> {
    let mut grown = BTreeSet::new();
    for (number, list) in stale(connection)? {
        let looked = list
            .map_err(StoreError::from)
            .and_then(|list| look_at(connection, now, reach, &list));
        match looked {
            Ok(theirs) => grown.extend(theirs),
            // One that cannot be read must not keep the others waiting.
            Err(error) if error.is_damage() => {
                tracing::error!(%error, number, "a call list cannot be read: nothing is said of it");
                connection
                    .prepare_cached("UPDATE call_list SET stale = 0 WHERE timing = ?1")?
                    .execute(params![number])?;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(grown.into_iter().collect())
}

/// Those to be looked at, by the number of their timing; an error for one that
/// cannot be read.
fn stale(connection: &Connection) -> Result<Vec<(i64, rusqlite::Result<List>)>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT l.timing, t.conversation, l.proposal, t.document, t.state, l.unreached, l.said
         FROM call_list l JOIN timing t ON t.number = l.timing
         WHERE l.stale = 1 ORDER BY l.timing LIMIT ?1",
    )?;
    let rows = statement.query_map(params![AT_ONCE], |row| Ok((row.get(0)?, list(row))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn list(row: &Row<'_>) -> rusqlite::Result<List> {
    Ok(List {
        timing: row.get(0)?,
        conversation: row.get::<_, Id<ConversationId>>(1)?.0,
        proposal: row.get::<_, Id<EnvelopeId>>(2)?.0,
        document: row.get(3)?,
        state: row.get(4)?,
        unreached: row.get(5)?,
        said: row.get::<_, Time>(6)?.0,
    })
}

fn look_at(
    connection: &Connection,
    now: DateTime<Utc>,
    reach: &dyn Reach,
    list: &List,
) -> Result<Vec<AccountId>, StoreError> {
    let (mut grown, mut said) = (Vec::new(), list.said);
    // What cannot be read is said once more.
    let before = list.unreached.as_deref();
    let before: Option<Vec<u16>> =
        before.and_then(|before| decode(before, "the steps of a list").ok());
    let mut unreached = before.clone();
    if let Some(ladder) = ladder(connection, now, list)? {
        let has_devices = !push::of_therapists(connection, list.conversation, reach)?.is_empty();
        let (left, news) = what_changed(&ladder.steps, before.as_deref(), |step| {
            !ways(step, reach, has_devices).is_empty()
        });
        unreached = Some(left);
        for what in news {
            // No two pieces of news of one list have the same instant.
            said = now.max(said + TimeDelta::milliseconds(1));
            let news = AlarmNews {
                conversation: list.conversation,
                letter: list.proposal,
                at: said,
                what,
            };
            grown.extend(say(connection, &news)?);
        }
    }
    connection
        .prepare_cached(
            "UPDATE call_list SET unreached = ?2, said = ?3, stale = 0 WHERE timing = ?1",
        )?
        .execute(params![
            list.timing,
            unreached.as_ref().map(encode),
            Time(said)
        ])?;
    Ok(grown)
}

/// Whom a list calls; none where it calls nobody, another rules in its place, or
/// it cannot be read.
fn ladder(
    connection: &Connection,
    now: DateTime<Utc>,
    list: &List,
) -> Result<Option<Ladder>, StoreError> {
    let Ok(agreement) = Agreement::parse(&list.document) else {
        tracing::error!(
            number = list.timing,
            "a timing cannot be read: its list is not looked at"
        );
        return Ok(None);
    };
    let Some(ladder) = Ladder::of(&agreement) else {
        return Ok(None);
    };
    let counts = match list.state {
        PROPOSED => true,
        ACCEPTED => agreed(connection, list.conversation)?.counts(agreement.version(), now),
        _ => false,
    };
    Ok(counts.then_some(ladder))
}
