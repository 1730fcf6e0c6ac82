//! Alarms: their letters, how far they are, and who took them on.

mod rows;

use super::{
    columns::{Id, Time},
    push,
};
use crate::{
    ladder::{Alarm, Heard, Ladder, Step},
    store::{Looked, Notice, NoticeKey, Reach, StoreError, TakenOn},
};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{AccountId, ConversationId, EnvelopeId, Way, encode};
use holdfast_rhythm::LadderStep;
pub(super) use rows::say;
use rows::{Row, due, give_up, load, store};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// Begins an alarm, or lets a letter join the one that is open. A letter that
/// has one keeps it.
pub(super) fn page(
    connection: &Connection,
    now: DateTime<Utc>,
    conversation: ConversationId,
    (writer, letter): (AccountId, EnvelopeId),
    ladder: Ladder,
) -> Result<(), StoreError> {
    let mut open = connection
        .prepare_cached("SELECT number FROM alarm WHERE conversation = ?1 AND due IS NOT NULL")?;
    let open = open.query_row(params![Id(conversation)], |row| row.get(0));
    let number: i64 = match open.optional()? {
        Some(number) => {
            wake(connection, now, number)?;
            number
        }
        None => {
            connection
                .prepare_cached(
                    "INSERT INTO alarm (conversation, began, body, due, said)
                     VALUES (?1, ?2, ?3, ?4, ?2)",
                )?
                .execute(params![
                    Id(conversation),
                    Time(now),
                    encode(&Alarm::begin(ladder)),
                    Time(DateTime::UNIX_EPOCH),
                ])?;
            connection.last_insert_rowid()
        }
    };
    connection
        .prepare_cached(
            "INSERT OR IGNORE INTO alarm_letter (sender, letter, alarm, nth)
             VALUES (?1, ?2, ?3, (SELECT count(*) FROM alarm_letter WHERE alarm = ?3))",
        )?
        .execute(params![Id(writer), Id(letter), number])?;
    Ok(())
}

/// Lets an open alarm know that a letter joins it.
fn wake(connection: &Connection, now: DateTime<Utc>, number: i64) -> Result<(), StoreError> {
    let Some(mut row) = readable(connection, number)? else {
        return Ok(());
    };
    row.alarm.wake();
    row.said = row.said.max(now);
    store(connection, now, &mut row, Vec::new())?;
    Ok(())
}

/// An alarm; none where it cannot be read: the next look ends it.
fn readable(connection: &Connection, number: i64) -> Result<Option<Row>, StoreError> {
    match load(connection, number) {
        Err(StoreError::Damaged { .. }) => Ok(None),
        row => row,
    }
}

/// The clock was set back by so much: open alarms go on by what has passed.
pub(super) fn set_back(connection: &Connection, by: TimeDelta) -> Result<(), StoreError> {
    let mut open = connection.prepare_cached("SELECT number FROM alarm WHERE due IS NOT NULL")?;
    let open = open.query_map(params![], |row| row.get(0))?;
    for number in open.collect::<Result<Vec<i64>, _>>()? {
        if let Some(mut row) = readable(connection, number)? {
            row.alarm.set_back(by);
            store(connection, row.said, &mut row, Vec::new())?;
        }
    }
    Ok(())
}

/// Looks at every alarm whose time has come.
pub(super) fn look(
    connection: &Connection,
    now: DateTime<Utc>,
    reach: &dyn Reach,
) -> Result<Looked, StoreError> {
    let mut looked = Looked::default();
    let mut grown = BTreeSet::new();
    for number in due(connection, now)? {
        let mut row = match load(connection, number) {
            Ok(Some(row)) => row,
            Ok(None) => continue,
            Err(error) => {
                // One that cannot be read must not keep the others waiting.
                tracing::error!(%error, number, "an alarm cannot be read: nobody is told");
                grown.extend(give_up(connection, now, number)?);
                continue;
            }
        };
        let pushes = push::of_therapists(connection, row.conversation, reach)?;
        let news = row
            .alarm
            .look(now, |step| ways(step, reach, !pushes.is_empty()));
        grown.extend(store(connection, now, &mut row, news)?);
        for way in row.alarm.to_tell(now) {
            looked.notices.extend(notice(&row, way, &pushes));
        }
    }
    let mut next = connection.prepare_cached("SELECT min(due) FROM alarm WHERE due > ?1")?;
    // What is due still waits for a notice that is under way.
    let next: Option<Time> = next.query_row(params![Time(now)], |row| row.get(0))?;
    looked.next = next.map(|next| next.0);
    looked.grown = grown.into_iter().collect();
    Ok(looked)
}

/// Every way to the people of a step.
pub(super) fn ways(step: &Step, reach: &dyn Reach, has_devices: bool) -> Vec<Way> {
    let mut ways = reach.ways(&step.contact);
    if step.contact == LadderStep::THERAPIST && has_devices {
        ways.insert(0, Way::Push);
    }
    ways
}

fn notice(row: &Row, way: Way, pushes: &[holdfast_protocol::PushSubscription]) -> Option<Notice> {
    let step = row.alarm.current()?;
    let (round, nth) = row.alarm.place();
    let ladder = row.alarm.ladder();
    let key = NoticeKey {
        alarm: row.number,
        round,
        step: nth,
        way,
    };
    Some(Notice {
        key,
        name: step.name.clone(),
        contact: step.contact.clone(),
        reference: ladder.reference.clone(),
        zone: ladder.zone.clone(),
        letter_at: row.began,
        push: if way == Way::Push {
            pushes.to_vec()
        } else {
            Vec::new()
        },
    })
}

/// Takes in what came of a notice; whose feeds have grown.
pub(super) fn heard(
    connection: &Connection,
    now: DateTime<Utc>,
    key: NoticeKey,
    heard: Heard,
) -> Result<Vec<AccountId>, StoreError> {
    let Some(mut row) = load(connection, key.alarm)? else {
        return Ok(Vec::new());
    };
    let news = row.alarm.heard(now, (key.round, key.step), key.way, heard);
    store(connection, now, &mut row, news)
}

pub(super) fn keep_link(
    connection: &Connection,
    digest: [u8; 32],
    alarm: i64,
    name: &str,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT OR IGNORE INTO alarm_link (digest, alarm, name) VALUES (?1, ?2, ?3)",
        )?
        .execute(params![digest, alarm, name])?;
    Ok(())
}

pub(super) fn is_link(connection: &Connection, digest: [u8; 32]) -> Result<bool, StoreError> {
    let mut link = connection.prepare_cached("SELECT 1 FROM alarm_link WHERE digest = ?1")?;
    Ok(link.exists(params![digest])?)
}

/// Takes on the alarm of a link, if nobody has. A link that has is told so
/// however often it asks: its first answer may have been lost.
pub(super) fn take_on(
    connection: &Connection,
    now: DateTime<Utc>,
    digest: [u8; 32],
) -> Result<Option<TakenOn>, StoreError> {
    let mut link =
        connection.prepare_cached("SELECT alarm, name FROM alarm_link WHERE digest = ?1")?;
    let link = link.query_row(params![digest], |row| Ok((row.get(0)?, row.get(1)?)));
    let Some((number, name)) = link.optional()? else {
        return Ok(None);
    };
    let (number, name): (i64, String) = (number, name);
    let Some(row) = load(connection, number)? else {
        return Ok(None);
    };
    let grown = acknowledge(connection, now, row, (&name, Some(digest)))?;
    let mut by =
        connection.prepare_cached("SELECT by, ended, link IS ?2 FROM alarm WHERE number = ?1")?;
    let (name, at, by_this_link) = by.query_row(params![number, digest], |row| {
        Ok((row.get(0)?, row.get::<_, Time>(1)?.0, row.get(2)?))
    })?;
    Ok(Some(TakenOn {
        name,
        at,
        by_this_link,
        grown: grown.unwrap_or_default(),
    }))
}

/// The therapist `by` takes on the alarm that a letter began or joined; whose
/// feeds have grown.
pub(super) fn acknowledge_letter(
    connection: &Connection,
    now: DateTime<Utc>,
    by: AccountId,
    letter: EnvelopeId,
) -> Result<Vec<AccountId>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT a.number FROM member m
         JOIN alarm a ON a.conversation = m.conversation
         JOIN alarm_letter l ON l.alarm = a.number AND l.letter = ?2
         WHERE m.account = ?1",
    )?;
    let number = statement.query_row(params![Id(by), Id(letter)], |row| row.get(0));
    let row = match number.optional()? {
        Some(number) => load(connection, number)?,
        None => None,
    };
    let Some(row) = row else {
        return Ok(Vec::new());
    };
    let name = row.alarm.ladder().name_of(LadderStep::THERAPIST);
    // Without one each reader's app says who that is, in the reader's language.
    let name = name.unwrap_or_default().to_owned();
    let grown = acknowledge(connection, now, row, (&name, None))?;
    Ok(grown.unwrap_or_default())
}

/// None where somebody was faster. `link` is the digest of the one that was used.
fn acknowledge(
    connection: &Connection,
    now: DateTime<Utc>,
    mut row: Row,
    (name, link): (&str, Option<[u8; 32]>),
) -> Result<Option<Vec<AccountId>>, StoreError> {
    let Some(news) = row.alarm.acknowledge(name) else {
        return Ok(None);
    };
    connection
        .prepare_cached("UPDATE alarm SET by = ?2, ended = ?3, link = ?4 WHERE number = ?1")?
        .execute(params![row.number, name, Time(now), link])?;
    store(connection, now, &mut row, vec![news]).map(Some)
}
