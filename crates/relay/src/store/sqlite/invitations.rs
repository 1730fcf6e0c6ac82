//! Invitations and the accounts that come of them.

use super::{
    columns::{Id, RoleColumn, Time},
    feed::append,
};
use crate::{
    mailbox::{
        Entry,
        joining::{self, Acceptance, Invitation, Inviter, Step},
    },
    store::{Joined, SignedIn, StoreError},
};
use chrono::{DateTime, Utc};
use holdfast_protocol::{
    AcceptInvitation, Accepted, AccountId, ConversationId, CreateInvitation, DeviceId, Event,
    InvitationId, PublicKeys, RelayError, Role,
};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Whose token has this digest.
pub(super) fn signed_in(
    connection: &Connection,
    token_digest: [u8; 32],
) -> Result<Option<SignedIn>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT d.account, d.id, a.role FROM device d JOIN account a ON a.id = d.account
         WHERE d.token_digest = ?1",
    )?;
    let row = statement.query_row(params![token_digest], |row| {
        Ok(SignedIn {
            account: row.get::<_, Id<AccountId>>(0)?.0,
            device: row.get::<_, Id<DeviceId>>(1)?.0,
            role: row.get::<_, RoleColumn>(2)?.0,
        })
    });
    Ok(row.optional()?)
}

/// The invitation of this id.
pub(super) fn invitation(
    connection: &Connection,
    id: InvitationId,
) -> Result<Option<Invitation>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT role, expires, inviter, conversation, card, account, device, token_digest
         FROM invitation WHERE id = ?1",
    )?;
    Ok(statement.query_row(params![Id(id)], row).optional()?)
}

/// Stores a therapist's invitation.
pub(super) fn invite(
    connection: &Connection,
    now: DateTime<Utc>,
    inviter: SignedIn,
    request: CreateInvitation,
) -> Result<Result<(), RelayError>, StoreError> {
    let id = request.id;
    let known = invitation(connection, id)?;
    let inhabited = is_inhabited(connection, request.conversation)?
        || exists(
            connection,
            "SELECT EXISTS (SELECT 1 FROM invitation WHERE conversation = ?1 AND inviter <> ?2)",
            params![Id(request.conversation), Id(inviter.account)],
        )?;
    let who = (inviter.account, inviter.role);
    match joining::invite(now, who, known.as_ref(), inhabited, request) {
        Ok(Step::New(invitation)) => insert(connection, now, id, &invitation).map(Ok),
        Ok(Step::Again) => Ok(Ok(())),
        Err(error) => Ok(Err(error)),
    }
}

/// Stores an operator's invitation.
pub(super) fn invite_therapist(
    connection: &Connection,
    now: DateTime<Utc>,
    id: InvitationId,
    expires: DateTime<Utc>,
) -> Result<(), StoreError> {
    let invitation = Invitation {
        role: Role::Therapist,
        from: Inviter::Operator,
        expires,
        acceptance: None,
    };
    insert(connection, now, id, &invitation)
}

/// Makes an account by an invitation.
pub(super) fn accept(
    connection: &Connection,
    now: DateTime<Utc>,
    id: InvitationId,
    request: &AcceptInvitation,
) -> Result<Result<Joined, RelayError>, StoreError> {
    let Some(invitation) = invitation(connection, id)? else {
        return Ok(Err(RelayError::Unknown));
    };
    let taken = exists(
        connection,
        "SELECT EXISTS (SELECT 1 FROM account WHERE id = ?1)
             OR EXISTS (SELECT 1 FROM device WHERE id = ?2 OR token_digest = ?3)",
        params![
            Id(request.account),
            Id(request.device),
            request.token_digest
        ],
    )?;
    let conversation = match &invitation.from {
        Inviter::Operator => None,
        Inviter::Therapist { conversation, .. } => Some(*conversation),
    };
    let inhabited = match conversation {
        Some(conversation) => is_inhabited(connection, conversation)?,
        None => false,
    };
    let step = match joining::accept(now, &invitation, taken, inhabited, request) {
        Ok(step) => step,
        Err(error) => return Ok(Err(error)),
    };
    let mut joined = Joined {
        accepted: Accepted {
            now,
            role: invitation.role,
            conversation,
        },
        grown: Vec::new(),
    };
    if let Step::New(acceptance) = step {
        mark_accepted(connection, now, id, acceptance)?;
        make_account(connection, now, invitation.role, acceptance, request.keys)?;
        if let Inviter::Therapist {
            account: inviter,
            conversation,
            ..
        } = invitation.from
        {
            add_member(connection, conversation, inviter, Role::Therapist)?;
            add_member(connection, conversation, request.account, invitation.role)?;
            let event = Event::Joined {
                conversation,
                account: request.account,
                card: request.card.clone(),
            };
            append(connection, inviter, &Entry::Told(event), None)?;
            joined.grown.push(inviter);
        }
    }
    Ok(Ok(joined))
}

/// Whether there is neither an account nor an invitation.
pub(super) fn is_empty(connection: &Connection) -> Result<bool, StoreError> {
    let any = "SELECT EXISTS (SELECT 1 FROM account) OR EXISTS (SELECT 1 FROM invitation)";
    exists(connection, any, params![]).map(|any| !any)
}

fn is_inhabited(connection: &Connection, conversation: ConversationId) -> Result<bool, StoreError> {
    exists(
        connection,
        "SELECT EXISTS (SELECT 1 FROM member WHERE conversation = ?1)",
        params![Id(conversation)],
    )
}

fn exists(
    connection: &Connection,
    question: &str,
    parameters: &[&dyn rusqlite::ToSql],
) -> Result<bool, StoreError> {
    let mut statement = connection.prepare_cached(question)?;
    Ok(statement.query_row(parameters, |row| row.get(0))?)
}

fn row(row: &Row<'_>) -> rusqlite::Result<Invitation> {
    let inviter: Option<Id<AccountId>> = row.get(2)?;
    let from = match inviter {
        None => Inviter::Operator,
        Some(Id(account)) => Inviter::Therapist {
            account,
            conversation: row.get::<_, Id<ConversationId>>(3)?.0,
            card: row.get(4)?,
        },
    };
    let account: Option<Id<AccountId>> = row.get(5)?;
    let acceptance = match account {
        None => None,
        Some(Id(account)) => Some(Acceptance {
            account,
            device: row.get::<_, Id<DeviceId>>(6)?.0,
            token_digest: row.get(7)?,
        }),
    };
    Ok(Invitation {
        role: row.get::<_, RoleColumn>(0)?.0,
        from,
        expires: row.get::<_, Time>(1)?.0,
        acceptance,
    })
}

fn insert(
    connection: &Connection,
    now: DateTime<Utc>,
    id: InvitationId,
    invitation: &Invitation,
) -> Result<(), StoreError> {
    let (inviter, conversation, card) = match &invitation.from {
        Inviter::Operator => (None, None, None),
        Inviter::Therapist {
            account,
            conversation,
            card,
        } => (Some(Id(*account)), Some(Id(*conversation)), Some(card)),
    };
    connection
        .prepare_cached(
            "INSERT INTO invitation (id, role, inviter, conversation, card, made, expires)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            Id(id),
            RoleColumn(invitation.role),
            inviter,
            conversation,
            card,
            Time(now),
            Time(invitation.expires),
        ])?;
    Ok(())
}

fn mark_accepted(
    connection: &Connection,
    now: DateTime<Utc>,
    id: InvitationId,
    by: Acceptance,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE invitation SET account = ?2, device = ?3, token_digest = ?4, accepted = ?5
             WHERE id = ?1",
        )?
        .execute(params![
            Id(id),
            Id(by.account),
            Id(by.device),
            by.token_digest,
            Time(now),
        ])?;
    Ok(())
}

fn make_account(
    connection: &Connection,
    now: DateTime<Utc>,
    role: Role,
    of: Acceptance,
    keys: PublicKeys,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO account (id, role, signing, sealing, joined) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            Id(of.account),
            RoleColumn(role),
            keys.signing,
            keys.sealing,
            Time(now),
        ])?;
    connection
        .prepare_cached(
            "INSERT INTO device (id, account, token_digest, joined) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![
            Id(of.device),
            Id(of.account),
            of.token_digest,
            Time(now),
        ])?;
    Ok(())
}

fn add_member(
    connection: &Connection,
    conversation: ConversationId,
    account: AccountId,
    role: Role,
) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT INTO member (conversation, account, role) VALUES (?1, ?2, ?3)")?
        .execute(params![Id(conversation), Id(account), RoleColumn(role)])?;
    Ok(())
}
