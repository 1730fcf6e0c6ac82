//! What changes when a held reply gets a new fate.

use crate::mailbox::{Agreed, Change, Fate, Held, Hold};
use chrono::{DateTime, Utc};
use holdfast_protocol::{AccountId, Receipt, Release};

/// What changes for a held reply because it is `now`, a
/// [`moment`](crate::mailbox::moment) of its own: it leaves when its hour has
/// come, and what had no window gets one that has come within reach.
#[must_use]
pub fn look_again(
    now: DateTime<Utc>,
    held: &Held,
    agreed: &Agreed,
    readers: impl Iterator<Item = AccountId>,
) -> Vec<Change> {
    let fate = match held.hold {
        Hold::Until(hour) if hour > now => Fate::Held(held.hold),
        Hold::Until(_) | Hold::NoWindow => agreed.release(now),
        Hold::TheyWroteSince => Fate::Held(held.hold),
    };
    settle(held, fate, readers)
}

/// Gives a held reply a new fate, if it is a new one.
pub(super) fn settle(
    held: &Held,
    fate: Fate,
    readers: impl Iterator<Item = AccountId>,
) -> Vec<Change> {
    match fate {
        Fate::Held(hold) if hold == held.hold => Vec::new(),
        Fate::Held(_) | Fate::Withdrawn => vec![moved(held, fate)],
        Fate::Left(at) => leave(held, fate, Release::Left(at), readers),
        Fate::LeftOutside(at) => leave(held, fate, Release::LeftOutside(at), readers),
    }
}

pub(super) const fn moved(held: &Held, fate: Fate) -> Change {
    Change::Move {
        writer: held.writer,
        id: held.id,
        fate,
    }
}

/// The changes by which a held reply reaches `readers`.
fn leave(
    held: &Held,
    fate: Fate,
    release: Release,
    readers: impl Iterator<Item = AccountId>,
) -> Vec<Change> {
    let moved = moved(held, fate);
    let receipt = Receipt {
        arrived: held.arrived,
        release,
    };
    let shown = readers.map(|to| Change::Show {
        to,
        writer: held.writer,
        id: held.id,
        receipt,
    });
    core::iter::once(moved).chain(shown).collect()
}
