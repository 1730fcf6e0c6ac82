//! Writing what the rules decided.

use super::{
    alarms,
    columns::{Id, State, Time, kind},
    feed::append,
    lists,
};
use crate::{
    mailbox::{Change, Entry, Fate, Kept, Plan},
    store::StoreError,
};
use chrono::{DateTime, Utc};
use holdfast_protocol::{AccountId, ConversationId, EnvelopeId, SignedTiming};
use rusqlite::{Connection, params};

/// Remembers an accepted submission for ever.
pub(super) fn remember(
    connection: &Connection,
    sender: AccountId,
    id: EnvelopeId,
    digest: [u8; 32],
    plan: &Plan,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO submission (sender, id, digest, arrived, about) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            Id(sender),
            Id(id),
            digest,
            Time(plan.receipt.arrived),
            plan.about.map(Id),
        ])?;
    Ok(())
}

/// Writes one change of `by`; says whose feeds have grown.
pub(super) fn apply(
    connection: &Connection,
    now: DateTime<Utc>,
    by: AccountId,
    change: Change,
) -> Result<Vec<AccountId>, StoreError> {
    match change {
        Change::Keep(kept) => {
            keep(connection, &kept)?;
            Ok(Vec::new())
        }
        Change::Show {
            to,
            writer,
            id,
            receipt,
        } => {
            let letter = number(connection, writer, id)?;
            let sequence = append(connection, to, &Entry::Letter(receipt), Some(letter))?;
            if to == writer {
                told(connection, letter, sequence)?;
            }
            Ok(vec![to])
        }
        Change::Move { writer, id, fate } => {
            let letter = number(connection, writer, id)?;
            move_to(connection, letter, fate)?;
            let sequence = append(connection, writer, &Entry::Told(fate.event(id)), None)?;
            told(connection, letter, sequence)?;
            Ok(vec![writer])
        }
        Change::Tell { to, event } => {
            append(connection, to, &Entry::Told(event), None)?;
            Ok(vec![to])
        }
        Change::Propose {
            conversation,
            proposal,
            timing,
        } => {
            propose(connection, now, by, conversation, &timing)?;
            lists::begin(connection, connection.last_insert_rowid(), proposal)?;
            Ok(Vec::new())
        }
        Change::Agree {
            conversation,
            timing,
            accepted,
        } => {
            agree(connection, accepted, by, conversation, &timing)?;
            Ok(Vec::new())
        }
        Change::Page {
            conversation,
            writer,
            letter,
            arrived,
            ladder,
        } => {
            alarms::page(connection, arrived, conversation, (writer, letter), ladder)?;
            Ok(Vec::new())
        }
        Change::Acknowledge { letter } => alarms::acknowledge_letter(connection, now, by, letter),
    }
}

fn keep(connection: &Connection, kept: &Kept) -> Result<(), StoreError> {
    let header = &kept.sealed.header;
    let state = State::of(kept.fate).ok_or(StoreError::Damaged { table: "letter" })?;
    connection
        .prepare_cached(
            "INSERT INTO letter
                 (sender, id, device, conversation, kind, envelope, arrived, state, hour)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            Id(header.sender),
            Id(header.id),
            Id(kept.device),
            Id(header.conversation),
            kind(header.kind),
            kept.sealed.bytes,
            Time(kept.arrived),
            state.state,
            state.hour,
        ])?;
    Ok(())
}

fn number(connection: &Connection, sender: AccountId, id: EnvelopeId) -> Result<i64, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT number FROM letter WHERE sender = ?1 AND id = ?2")?;
    Ok(statement.query_row(params![Id(sender), Id(id)], |row| row.get(0))?)
}

fn move_to(connection: &Connection, letter: i64, fate: Fate) -> Result<(), StoreError> {
    match State::of(fate) {
        Some(State { state, hour }) => connection
            .prepare_cached("UPDATE letter SET state = ?2, hour = ?3 WHERE number = ?1")?
            .execute(params![letter, state, hour])?,
        None => connection
            .prepare_cached("UPDATE letter SET withdrawn = 1 WHERE number = ?1")?
            .execute(params![letter])?,
    };
    Ok(())
}

fn told(connection: &Connection, letter: i64, sequence: u64) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE letter SET told = ?2 WHERE number = ?1")?
        .execute(params![letter, sequence])?;
    Ok(())
}

fn propose(
    connection: &Connection,
    now: DateTime<Utc>,
    by: AccountId,
    conversation: ConversationId,
    timing: &SignedTiming,
) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE timing SET state = 2 WHERE conversation = ?1 AND state = 0")?
        .execute(params![Id(conversation)])?;
    connection
        .prepare_cached(
            "INSERT INTO timing
                 (conversation, document, state, proposed, proposer, proposer_signature)
             VALUES (?1, ?2, 0, ?3, ?4, ?5)",
        )?
        .execute(params![
            Id(conversation),
            timing.document,
            Time(now),
            Id(by),
            timing.signature.as_slice(),
        ])?;
    Ok(())
}

fn agree(
    connection: &Connection,
    accepted: DateTime<Utc>,
    by: AccountId,
    conversation: ConversationId,
    timing: &SignedTiming,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE timing SET state = 1, accepted = ?2, acceptor = ?3, acceptor_signature = ?4
             WHERE conversation = ?1 AND state = 0",
        )?
        .execute(params![
            Id(conversation),
            Time(accepted),
            Id(by),
            timing.signature.as_slice(),
        ])?;
    Ok(())
}
