//! How our types stand in columns.

use crate::{
    mailbox::{Fate, Hold},
    store::StoreError,
};
use chrono::{DateTime, Utc};
use holdfast_protocol::{EnvelopeKind, Role};
use rusqlite::{
    ToSql,
    types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef},
};

/// An id of any kind as a column.
pub(super) struct Id<T>(pub(super) T);

macro_rules! ids_are_blobs {
    ($($name:ident)+) => {$(
        impl ToSql for Id<holdfast_protocol::$name> {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::from(self.0.as_bytes().as_slice()))
            }
        }

        impl FromSql for Id<holdfast_protocol::$name> {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                FromSql::column_result(value)
                    .map(|bytes| Self(holdfast_protocol::$name::from_bytes(bytes)))
            }
        }
    )+};
}
ids_are_blobs! { AccountId ConversationId DeviceId EnvelopeId Epoch InvitationId }

/// An instant as a column.
pub(super) struct Time(pub(super) DateTime<Utc>);

impl ToSql for Time {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.timestamp_millis().into())
    }
}

impl FromSql for Time {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let milliseconds = i64::column_result(value)?;
        DateTime::from_timestamp_millis(milliseconds)
            .map(Self)
            .ok_or(FromSqlError::OutOfRange(milliseconds))
    }
}

/// A role as a column.
pub(super) struct RoleColumn(pub(super) Role);

impl ToSql for RoleColumn {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            Role::Patient => 0,
            Role::Therapist => 1,
        }
        .into())
    }
}

impl FromSql for RoleColumn {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match i64::column_result(value)? {
            0 => Ok(Self(Role::Patient)),
            1 => Ok(Self(Role::Therapist)),
            other => Err(FromSqlError::OutOfRange(other)),
        }
    }
}

/// A kind of envelope as a column.
pub(super) const fn kind(kind: EnvelopeKind) -> i64 {
    match kind {
        // What pages is a letter in every respect.
        EnvelopeKind::Letter | EnvelopeKind::Page => 0,
        EnvelopeKind::Agreement => 1,
        EnvelopeKind::Own => 2,
        EnvelopeKind::Shared => 3,
    }
}

/// The columns `state` and `hour` of a letter that was not withdrawn.
#[derive(Clone, Copy)]
pub(super) struct State {
    pub(super) state: i64,
    pub(super) hour: Option<i64>,
}

impl State {
    /// The columns for a fate; none where the letter is withdrawn.
    pub(super) fn of(fate: Fate) -> Option<Self> {
        let (state, hour) = match fate {
            Fate::Left(at) => (0, Some(at)),
            Fate::Held(Hold::Until(hour)) => (1, Some(hour)),
            Fate::Held(Hold::TheyWroteSince) => (2, None),
            Fate::Held(Hold::NoWindow) => (3, None),
            Fate::LeftOutside(at) => (4, Some(at)),
            Fate::Withdrawn => return None,
        };
        Some(Self {
            state,
            hour: hour.map(|hour| hour.timestamp_millis()),
        })
    }

    /// The fate that the columns stand for.
    pub(super) fn fate(self) -> Result<Fate, StoreError> {
        let hour = self.hour.and_then(DateTime::from_timestamp_millis);
        match (self.state, hour) {
            (0, Some(at)) => Ok(Fate::Left(at)),
            (1, Some(hour)) => Ok(Fate::Held(Hold::Until(hour))),
            (2, _) => Ok(Fate::Held(Hold::TheyWroteSince)),
            (3, _) => Ok(Fate::Held(Hold::NoWindow)),
            (4, Some(at)) => Ok(Fate::LeftOutside(at)),
            _ => Err(StoreError::Damaged { table: "letter" }),
        }
    }
}
