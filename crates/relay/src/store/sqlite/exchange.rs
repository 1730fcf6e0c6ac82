//! One sync inside a transaction: release, decide, store, read on.

use super::{
    apply::{apply, remember},
    facts, feed,
    held::to_look_at,
    meta,
    timings::Known,
};
use crate::{
    mailbox::{self, Origin},
    store::{Exchange, Exchanged, SignedIn, StoreError},
};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{AccountId, Epoch, Outcome, Submission, SubmissionResult};
use rusqlite::Connection;
use std::collections::BTreeSet;

/// So many new epochs one device may begin …
const NEW_EPOCHS: u32 = 8;
/// … in so long a time from its first.
const NEW_EPOCHS_IN: TimeDelta = TimeDelta::days(1);

/// Does all of one sync.
pub(super) fn exchange(
    connection: &Connection,
    exchange: Exchange,
) -> Result<Exchanged, StoreError> {
    let Exchange {
        now,
        device,
        request,
        spare_epoch,
    } = exchange;
    let (epoch, cursor) = place(
        connection,
        now,
        &device,
        request.epoch,
        request.cursor,
        spare_epoch,
    )?;
    let mut known = Known::default();
    let released = look_again(connection, &mut known, now)?;
    let mut grown: BTreeSet<AccountId> = released.into_iter().collect();
    let origin = Origin {
        account: device.account,
        device: device.device,
        cursor,
    };
    // A device that has just learned of another life offers again what that life
    // lacks: what it wrote later must not overtake it.
    let overtakes = request.epoch.is_some_and(|theirs| theirs != epoch);
    let submissions = if overtakes {
        Vec::new()
    } else {
        request.submissions
    };
    let mut results = Vec::with_capacity(submissions.len());
    for submission in submissions {
        let id = submission.id;
        let outcome = submit(connection, &mut known, now, origin, submission, &mut grown)?;
        results.push(SubmissionResult { id, outcome });
    }
    let (items, more) = read_on(connection, &device, cursor, request.lacks_own)?;
    Ok(Exchanged {
        epoch,
        results,
        items,
        more,
        grown: grown.into_iter().collect(),
    })
}

/// Releases every reply that is due; whose feeds have grown.
pub(super) fn release(
    connection: &Connection,
    now: DateTime<Utc>,
) -> Result<Vec<AccountId>, StoreError> {
    look_again(connection, &mut Known::default(), now)
}

fn look_again(
    connection: &Connection,
    known: &mut Known,
    now: DateTime<Utc>,
) -> Result<Vec<AccountId>, StoreError> {
    let mut grown = Vec::new();
    for (conversation, held) in to_look_at(connection, now)? {
        let agreed = known.agreed(connection, conversation)?;
        let members = facts::members(connection, conversation)?;
        let accounts = members.iter().map(|member| member.account);
        let readers = accounts.filter(|account| *account != held.writer);
        let now = mailbox::moment(now, facts::last(connection, conversation, now)?);
        for change in mailbox::look_again(now, &held, &agreed, readers) {
            grown.extend(apply(connection, now, held.writer, change)?);
        }
    }
    Ok(grown)
}

/// Which life of the database answers, and where in the feed the device is.
///
/// A cursor beyond the feed's end proves that this database has forgotten
/// something, as after a restore from backup that neither the mark beside the
/// file nor the operator has told of: a new epoch then makes every device offer
/// again what it has. Never is it answered in the epoch that it asked in: a
/// device takes nothing there that its own cursor is beyond. One device that is
/// wrong about its cursor must not keep everybody starting over: after a few
/// times it is told an epoch that is nobody's, and starts over alone.
fn place(
    connection: &Connection,
    now: DateTime<Utc>,
    device: &SignedIn,
    epoch: Option<Epoch>,
    cursor: u64,
    spare: Epoch,
) -> Result<(Epoch, u64), StoreError> {
    let ours = meta::epoch(connection)?;
    if epoch != Some(ours) {
        return Ok((ours, 0));
    }
    if cursor <= feed::length(connection, device.account)? {
        return Ok((ours, cursor));
    }
    let (first, begun) = meta::epochs_begun(connection, device.device)?
        .filter(|(first, _)| (now - *first).abs() < NEW_EPOCHS_IN)
        .unwrap_or((now, 0));
    if begun < NEW_EPOCHS {
        tracing::warn!("a device knows more than this database: a new epoch begins");
        meta::begin_again(connection, spare)?;
        meta::set_epochs_begun(connection, device.device, (first, begun + 1))?;
    } else {
        tracing::warn!("a device knows more than this database too often: it starts over alone");
    }
    Ok((spare, 0))
}

fn submit(
    connection: &Connection,
    known: &mut Known,
    now: DateTime<Utc>,
    origin: Origin,
    submission: Submission,
    grown: &mut BTreeSet<AccountId>,
) -> Result<Outcome, StoreError> {
    let (id, sender) = (submission.id, origin.account);
    let digest = mailbox::digest(&submission);
    if let Some(earlier) = facts::earlier(connection, sender, id)? {
        return Ok(mailbox::repeat(&earlier, digest));
    }
    let parcel = match mailbox::read(sender, submission) {
        Ok(parcel) => parcel,
        Err(refusal) => return Ok(Outcome::Refused(refusal)),
    };
    known.forget_before(&parcel);
    let facts = facts::facts(connection, known, now, sender, parcel.topic())?;
    let plan = match mailbox::decide(now, origin, parcel, &facts) {
        Ok(plan) => plan,
        Err(refusal) => return Ok(Outcome::Refused(refusal)),
    };
    remember(connection, sender, id, digest, &plan)?;
    for change in plan.changes {
        known.forget(&change);
        grown.extend(apply(connection, now, sender, change)?);
    }
    Ok(Outcome::Accepted(plan.receipt))
}

fn read_on(
    connection: &Connection,
    device: &SignedIn,
    cursor: u64,
    lacks_own: bool,
) -> Result<(Vec<holdfast_protocol::FeedItem>, bool), StoreError> {
    feed::after(connection, device, cursor, lacks_own)
}
