//! Where therapists can be pushed to.

use super::{
    columns::{Id, Time},
    lists,
};
use crate::store::{PUSHES_MAX, Reach, StoreError};
use chrono::{DateTime, Utc};
use holdfast_protocol::{AccountId, ConversationId, PushSubscription, Role};
use rusqlite::{Connection, Row, params};

pub(super) fn subscribe(
    connection: &Connection,
    now: DateTime<Utc>,
    account: AccountId,
    to: &PushSubscription,
) -> Result<(), StoreError> {
    if !is_known(connection, account, to)? {
        lists::look_again_for(connection, account)?;
    }
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO push (account, endpoint, key, secret, made)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            Id(account),
            to.endpoint,
            to.key.as_slice(),
            to.secret.as_slice(),
            Time(now),
        ])?;
    connection
        .prepare_cached(
            "DELETE FROM push WHERE account = ?1 AND endpoint NOT IN (
                 SELECT endpoint FROM push WHERE account = ?1
                     ORDER BY endpoint = ?2 DESC, made DESC, endpoint LIMIT ?3)",
        )?
        .execute(params![Id(account), to.endpoint, PUSHES_MAX])?;
    Ok(())
}

pub(super) fn unsubscribe(
    connection: &Connection,
    account: Option<AccountId>,
    endpoint: &str,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "DELETE FROM push WHERE endpoint = ?1 AND (?2 IS NULL OR account = ?2) RETURNING account",
    )?;
    let rows = statement.query_map(params![endpoint, account.map(Id)], |row| {
        Ok(row.get::<_, Id<AccountId>>(0)?.0)
    })?;
    for account in rows.collect::<Result<Vec<_>, _>>()? {
        lists::look_again_for(connection, account)?;
    }
    Ok(())
}

fn is_known(
    connection: &Connection,
    account: AccountId,
    to: &PushSubscription,
) -> Result<bool, StoreError> {
    let mut one = connection.prepare_cached(
        "SELECT 1 FROM push WHERE account = ?1 AND endpoint = ?2 AND key = ?3 AND secret = ?4",
    )?;
    Ok(one.exists(params![
        Id(account),
        to.endpoint,
        to.key.as_slice(),
        to.secret.as_slice(),
    ])?)
}

/// Every device of the therapists of a conversation that can be pushed to: what
/// was taken on once may be no place that this relay pushes to today.
pub(super) fn of_therapists(
    connection: &Connection,
    conversation: ConversationId,
    reach: &dyn Reach,
) -> Result<Vec<PushSubscription>, StoreError> {
    let mut all = Vec::new();
    for member in super::facts::members(connection, conversation)? {
        if member.role != Role::Therapist {
            continue;
        }
        let mut statement = connection.prepare_cached(
            "SELECT endpoint, key, secret FROM push WHERE account = ?1 ORDER BY made, endpoint",
        )?;
        let rows = statement.query_map(params![Id(member.account)], |row| Ok(device(row)))?;
        for device in rows {
            match device? {
                Ok(device) if reach.takes(&device.endpoint) => all.push(device),
                Ok(_) => {}
                // One that cannot be read must not keep the others waiting.
                Err(error) => {
                    tracing::error!(%error, "a device cannot be read: nobody is pushed to there")
                }
            }
        }
    }
    Ok(all)
}

fn device(row: &Row<'_>) -> rusqlite::Result<PushSubscription> {
    Ok(PushSubscription {
        endpoint: row.get(0)?,
        key: row.get::<_, [u8; 65]>(1)?.into(),
        secret: row.get::<_, [u8; 16]>(2)?.into(),
    })
}
