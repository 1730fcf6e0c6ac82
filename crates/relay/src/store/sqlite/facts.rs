//! Reading what the rules need to know.

use super::{
    columns::{Id, RoleColumn, State, Time},
    held::held,
    timings::{Known, proposed},
};
use crate::{
    mailbox::{Earlier, Facts, Fate, Member, Topic, within_reach},
    store::StoreError,
};
use chrono::{DateTime, Utc};
use holdfast_protocol::{AccountId, ConversationId, EnvelopeId, Receipt, Release, Role};
use rusqlite::{Connection, OptionalExtension, params};

/// When anything in a conversation last arrived or left, before an instant.
pub(super) const LAST: &str = "
    SELECT max(CASE WHEN state IN (0, 4) THEN hour ELSE arrived END) FROM letter
        WHERE conversation = ?1
            AND CASE WHEN state IN (0, 4) THEN hour ELSE arrived END < ?2";

/// Where in a feed the last letter of somebody in a conversation stands.
pub(super) const THEY_WROTE: &str = "
    SELECT max(sequence) FROM feed
        WHERE account = ?1 AND letter = (
            SELECT max(number) FROM letter
                WHERE sender = ?2 AND conversation = ?3 AND kind = 0)";

/// What was accepted from `sender` under `id` before.
pub(super) fn earlier(
    connection: &Connection,
    sender: AccountId,
    id: EnvelopeId,
) -> Result<Option<Earlier>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT s.digest, s.arrived, l.state, l.hour
         FROM submission s LEFT JOIN letter l ON l.sender = s.sender AND l.id = s.about
         WHERE s.sender = ?1 AND s.id = ?2",
    )?;
    let row = statement.query_row(params![Id(sender), Id(id)], |row| {
        let state: Option<i64> = row.get(2)?;
        let hour = row.get(3)?;
        let letter = state.map(|state| State { state, hour });
        Ok((row.get(0)?, row.get::<_, Time>(1)?.0, letter))
    });
    let Some((digest, arrived, letter)) = row.optional()? else {
        return Ok(None);
    };
    let fate = letter.map_or(Ok(Fate::Withdrawn), State::fate)?;
    Ok(Some(Earlier {
        digest,
        receipt: Receipt {
            arrived,
            release: fate.release().unwrap_or(Release::Left(arrived)),
        },
    }))
}

/// What is known at `now` about the conversation that `topic` names.
pub(super) fn facts(
    connection: &Connection,
    known: &mut Known,
    now: DateTime<Utc>,
    sender: AccountId,
    topic: Topic,
) -> Result<Facts, StoreError> {
    let conversation = match topic {
        Topic::Conversation(conversation) => conversation,
        Topic::Reply(id) => match conversation_of(connection, sender, id)? {
            Some(conversation) => conversation,
            None => return Ok(Facts::default()),
        },
        Topic::Letter(id) => match conversation_with(connection, sender, id)? {
            Some(conversation) => conversation,
            None => return Ok(Facts::default()),
        },
    };
    let members = members(connection, conversation)?;
    if !members.iter().any(|member| member.account == sender) {
        return Ok(Facts::default());
    }
    Ok(Facts {
        agreed: known.agreed(connection, conversation)?,
        proposed: proposed(connection, conversation)?,
        held: held(connection, conversation)?,
        they_wrote: they_wrote(connection, sender, &members, conversation)?,
        last: last(connection, conversation, now)?,
        members,
    })
}

/// When anything in a conversation last arrived or left, as far as that is
/// within reach of the clock; none where nothing has.
pub(super) fn last(
    connection: &Connection,
    conversation: ConversationId,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let mut statement = connection.prepare_cached(LAST)?;
    let before = Time(within_reach(now));
    let last: Option<Time> =
        statement.query_row(params![Id(conversation), before], |row| row.get(0))?;
    Ok(last.map(|last| last.0))
}

/// Where in the feed of `reader` the last letter of a patient in a conversation
/// stands; 0 where there is none. A patient's letters leave as they arrive, so
/// the last one that is stored is the last in every feed.
fn they_wrote(
    connection: &Connection,
    reader: AccountId,
    members: &[Member],
    conversation: ConversationId,
) -> Result<u64, StoreError> {
    let mut statement = connection.prepare_cached(THEY_WROTE)?;
    let mut last = 0;
    for member in members {
        if member.role == Role::Patient && member.account != reader {
            let asked = params![Id(reader), Id(member.account), Id(conversation)];
            let sequence: Option<u64> = statement.query_row(asked, |row| row.get(0))?;
            last = last.max(sequence.unwrap_or(0));
        }
    }
    Ok(last)
}

/// Everyone in a conversation.
pub(super) fn members(
    connection: &Connection,
    conversation: ConversationId,
) -> Result<Vec<Member>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT account, role FROM member WHERE conversation = ?1")?;
    let rows = statement.query_map(params![Id(conversation)], |row| {
        Ok(Member {
            account: row.get::<_, Id<AccountId>>(0)?.0,
            role: row.get::<_, RoleColumn>(1)?.0,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn conversation_of(
    connection: &Connection,
    sender: AccountId,
    id: EnvelopeId,
) -> Result<Option<ConversationId>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT conversation FROM letter WHERE sender = ?1 AND id = ?2")?;
    let row = statement.query_row(params![Id(sender), Id(id)], |row| {
        Ok(row.get::<_, Id<ConversationId>>(0)?.0)
    });
    Ok(row.optional()?)
}

/// The conversation of `reader` that a letter came to, whoever wrote it.
fn conversation_with(
    connection: &Connection,
    reader: AccountId,
    id: EnvelopeId,
) -> Result<Option<ConversationId>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT l.conversation FROM member m
         JOIN member w ON w.conversation = m.conversation
         JOIN letter l ON l.sender = w.account AND l.id = ?2 AND l.conversation = m.conversation
         WHERE m.account = ?1",
    )?;
    let row = statement.query_row(params![Id(reader), Id(id)], |row| {
        Ok(row.get::<_, Id<ConversationId>>(0)?.0)
    });
    Ok(row.optional()?)
}
