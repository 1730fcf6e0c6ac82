//! Alarms as rows: read, written, and told to both sides.

use crate::{
    ladder::Alarm,
    mailbox::Entry,
    store::{
        StoreError,
        sqlite::{
            columns::{Id, Time},
            facts::members,
            feed::append,
        },
    },
};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{
    AccountId, AlarmNews, AlarmStep, ConversationId, EnvelopeId, Event, encode,
};
use rusqlite::{Connection, OptionalExtension, params};

/// How many letters of an alarm are told of every step; of those that join it
/// later, only how it begins and ends.
const LETTERS_TOLD: u32 = 16;

/// An alarm as it is stored.
pub(super) struct Row {
    pub(super) number: i64,
    pub(super) conversation: ConversationId,
    pub(super) began: DateTime<Utc>,
    pub(super) said: DateTime<Utc>,
    pub(super) alarm: Alarm,
}

/// Those whose time has come. What was last said of one that is said after
/// `now` shows that the clock was set back: it is looked at too.
pub(super) fn due(connection: &Connection, now: DateTime<Utc>) -> Result<Vec<i64>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT number FROM alarm WHERE due IS NOT NULL AND (due <= ?1 OR said > ?1) ORDER BY due",
    )?;
    let rows = statement.query_map(params![Time(now)], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Ends an alarm that cannot be read, and says to both sides that nobody took it on.
pub(super) fn give_up(
    connection: &Connection,
    now: DateTime<Utc>,
    number: i64,
) -> Result<Vec<AccountId>, StoreError> {
    let mut alarm =
        connection.prepare_cached("SELECT conversation, said FROM alarm WHERE number = ?1")?;
    let (conversation, said) = alarm.query_row(params![number], |row| {
        Ok((
            row.get::<_, Id<ConversationId>>(0)?.0,
            row.get::<_, Time>(1)?.0,
        ))
    })?;
    let at = now.max(said + TimeDelta::milliseconds(1));
    let grown = tell(
        connection,
        (number, conversation),
        at,
        &AlarmStep::Unanswered,
    )?;
    connection
        .prepare_cached("UPDATE alarm SET due = NULL, said = ?2 WHERE number = ?1")?
        .execute(params![number, Time(at)])?;
    Ok(grown)
}

pub(super) fn load(connection: &Connection, number: i64) -> Result<Option<Row>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT conversation, began, said, body FROM alarm WHERE number = ?1")?;
    let row = statement.query_row(params![number], |row| {
        Ok((
            row.get::<_, Id<ConversationId>>(0)?.0,
            row.get::<_, Time>(1)?.0,
            row.get::<_, Time>(2)?.0,
            row.get::<_, Vec<u8>>(3)?,
        ))
    });
    let Some((conversation, began, said, body)) = row.optional()? else {
        return Ok(None);
    };
    let alarm = Alarm::read(&body).map_err(|_| StoreError::Damaged { table: "alarm" })?;
    Ok(Some(Row {
        number,
        conversation,
        began,
        said,
        alarm,
    }))
}

/// Writes how far an alarm is, and tells its news; whose feeds have grown.
pub(super) fn store(
    connection: &Connection,
    now: DateTime<Utc>,
    row: &mut Row,
    news: Vec<AlarmStep>,
) -> Result<Vec<AccountId>, StoreError> {
    let mut grown = Vec::new();
    for what in news {
        // No two pieces of news of one letter have the same instant.
        row.said = now.max(row.said + TimeDelta::milliseconds(1));
        let alarm = (row.number, row.conversation);
        grown.extend(tell(connection, alarm, row.said, &what)?);
    }
    let next = row.alarm.next();
    connection
        .prepare_cached("UPDATE alarm SET body = ?2, due = ?3, said = ?4 WHERE number = ?1")?
        .execute(params![
            row.number,
            encode(&row.alarm),
            next.map(|next| Time(next.max(DateTime::UNIX_EPOCH))),
            Time(row.said),
        ])?;
    Ok(grown)
}

/// Puts a piece of news into the feed of everybody in the conversation.
fn tell(
    connection: &Connection,
    (number, conversation): (i64, ConversationId),
    at: DateTime<Utc>,
    what: &AlarmStep,
) -> Result<Vec<AccountId>, StoreError> {
    let mut grown = Vec::new();
    let ends = matches!(what, AlarmStep::Acknowledged { .. } | AlarmStep::Unanswered);
    for letter in letters(connection, number, ends)? {
        let news = AlarmNews {
            conversation,
            letter,
            at,
            what: what.clone(),
        };
        grown.extend(say(connection, &news)?);
    }
    Ok(grown)
}

/// Puts one piece of news into the feed of everybody in its conversation.
pub(in crate::store::sqlite) fn say(
    connection: &Connection,
    news: &AlarmNews,
) -> Result<Vec<AccountId>, StoreError> {
    let mut grown = Vec::new();
    for member in members(connection, news.conversation)? {
        let entry = Entry::Told(Event::Alarm(news.clone()));
        append(connection, member.account, &entry, None)?;
        grown.push(member.account);
    }
    Ok(grown)
}

/// The letters that are told of a step, or of the end.
fn letters(connection: &Connection, number: i64, all: bool) -> Result<Vec<EnvelopeId>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT letter FROM alarm_letter WHERE alarm = ?1 AND (?2 OR nth < ?3) ORDER BY nth",
    )?;
    let rows = statement.query_map(params![number, all, LETTERS_TOLD], |row| {
        Ok(row.get::<_, Id<EnvelopeId>>(0)?.0)
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
