//! Reading what the rules need to know.

use super::columns::{Id, RoleColumn, State, Time};
use crate::{
    mailbox::{
        Agreed, Ask, Change, Earlier, Facts, Fate, Held, Member, Parcel, Topic, within_reach,
    },
    store::StoreError,
};
use chrono::{DateTime, Utc};
use holdfast_protocol::{AccountId, ConversationId, EnvelopeId, Receipt, Release, Role};
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::{collections::HashMap, sync::Arc};

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

/// When the last letter before an instant arrived.
pub(super) const LAST_LETTER: &str = "
    SELECT max(arrived) FROM letter
        WHERE sender = ?1 AND conversation = ?2 AND kind = 0 AND arrived < ?3";

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

fn proposed(
    connection: &Connection,
    conversation: ConversationId,
) -> Result<Option<String>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT document FROM timing WHERE conversation = ?1 AND state = 0")?;
    let row = statement.query_row(params![Id(conversation)], |row| row.get(0));
    Ok(row.optional()?)
}

fn held(connection: &Connection, conversation: ConversationId) -> Result<Vec<Held>, StoreError> {
    let mut statement = connection.prepare_cached(HELD)?;
    let rows = statement.query_map(params![Id(conversation)], held_row)?;
    rows.map(|row| row?.held()).collect()
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
