//! What an answer makes of the outbox and the feed: planned purely, carried
//! out by one commit.

use super::outbox::{Confirmation, Outbox};
use crate::{Change, Place};
use chrono::{DateTime, Utc};
use core::time::Duration;
use holdfast_protocol::{
    EnvelopeId, Epoch, Event, FeedItem, Outcome, Refusal, SortedMap, SubmissionResult, SyncResponse,
};

/// An answer and the request that it belongs to.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) response: SyncResponse,
    pub(super) request: Asked,
}

/// Which request was answered.
#[derive(Debug)]
pub(super) enum Asked {
    /// The one under way.
    Now {
        /// The place in the feed that it asked from.
        cursor: u64,
        /// What it carried.
        carried: Vec<EnvelopeId>,
        /// Of all that it carried.
        bytes: usize,
        /// How long it took.
        took: Duration,
        /// What the relay's clock said when it answered.
        at: DateTime<Utc>,
    },
    /// One that had been given up.
    Before,
}

/// What is to become of an answer.
#[derive(Debug)]
pub(super) struct Digest {
    pub(super) request: Asked,
    pub(super) place: Place,
    pub(super) settled: Vec<(EnvelopeId, Confirmation)>,
    pub(super) refused: Vec<(EnvelopeId, Refusal)>,
    pub(super) arrived: Vec<FeedItem>,
    /// Whether the relay's database has begun another life.
    pub(super) new_life: bool,
    /// Whether there is more in the feed than could be taken.
    pub(super) unfinished: bool,
    /// Whether the place is another than before.
    advanced: bool,
}

impl Digest {
    /// Plans what `answer` means for a device at `place` with `outbox`; none
    /// if it means nothing any more.
    pub(super) fn plan(answer: Answer, place: Option<Place>, outbox: &Outbox) -> Option<Self> {
        let Answer {
            mut response,
            request,
        } = answer;
        let here = place.filter(|place| place.epoch == response.epoch);
        if here.is_none() && matches!(request, Asked::Before) {
            // It may come from a life before ours, and which is the newer one
            // nobody can tell: the request under way will.
            return None;
        }
        let new_life = place.is_some() && here.is_none();
        let start = here.unwrap_or(Place {
            epoch: response.epoch,
            cursor: 0,
            lacks_own: true,
        });
        if new_life {
            // What was taken back may be there again, and be this device's own:
            // the feed is asked for anew, whole.
            response.items.clear();
            response.more = true;
        }
        let (arrived, hole) = continuing(start.cursor, response.items);
        let unfinished = response.more || hole;
        let end = Place {
            cursor: arrived.last().map_or(start.cursor, |item| item.sequence),
            lacks_own: start.lacks_own && unfinished,
            ..start
        };

        let settled = confirmations(response.epoch, &response.results, &arrived, outbox);
        let refused = match request {
            Asked::Now { .. } => refusals(response.results, outbox),
            // A refusal that comes late may be of a try before the last.
            Asked::Before => Vec::new(),
        };
        Some(Self {
            request,
            place: end,
            settled,
            refused,
            arrived,
            new_life,
            unfinished,
            advanced: place != Some(end),
        })
    }

    /// The changes to store; none if there is nothing to store.
    ///
    /// The place leads, and is named even where it stays: so a store that
    /// another tab has taken on to the relay's next life does not take these
    /// confirmations for that life's.
    pub(super) fn changes(&self) -> Vec<Change> {
        if !self.advanced && self.settled.is_empty() && self.refused.is_empty() {
            return Vec::new();
        }
        let settled = self
            .settled
            .iter()
            .map(|(id, confirmation)| Change::Settle {
                id: *id,
                sequence: confirmation.sequence,
                receipt: confirmation.receipt,
            });
        let refused = self.refused.iter().map(|(id, refusal)| Change::Refuse {
            id: *id,
            refusal: refusal.clone(),
        });
        core::iter::once(Change::Advance(self.place))
            .chain(settled)
            .chain(refused)
            .chain(self.arrived.iter().cloned().map(Change::Receive))
            .collect()
    }

    /// Whether anything has come of the answer, so that asking on is not
    /// asking in circles.
    pub(super) fn is_progress(&self) -> bool {
        let moved = match self.request {
            // A late answer may have brought the same just before.
            Asked::Now { cursor, .. } => self.place.cursor > cursor,
            Asked::Before => !self.arrived.is_empty(),
        };
        moved || !self.settled.is_empty() || !self.refused.is_empty()
    }
}

/// What of the outbox the relay has, in the outbox's order: by its word for
/// each submission, by the feed, or by an answer that could not be stored.
fn confirmations(
    epoch: Epoch,
    results: &[SubmissionResult],
    arrived: &[FeedItem],
    outbox: &Outbox,
) -> Vec<(EnvelopeId, Confirmation)> {
    // Filled one by one: collecting would bring a sort for each type into the browser.
    let mut accepted = SortedMap::new();
    for result in results {
        if let Outcome::Accepted(receipt) = result.outcome {
            accepted.insert(result.id, receipt);
        }
    }
    let mut in_feed = SortedMap::new();
    for item in arrived {
        if let Event::Yours { id, receipt } = item.event {
            in_feed.insert(id, (item.sequence, receipt));
        }
    }
    outbox
        .entries()
        .iter()
        .filter_map(|entry| {
            let id = entry.id();
            let before = entry.confirmed().filter(|before| before.epoch == epoch);
            let in_feed = in_feed.get(&id);
            let receipt = accepted
                .get(&id)
                .or(in_feed.map(|(_, receipt)| receipt))
                .copied()
                .or(before.map(|before| before.receipt))?;
            let sequence = in_feed
                .map(|(sequence, _)| *sequence)
                .or(before.and_then(|before| before.sequence));
            let confirmation = Confirmation {
                epoch,
                receipt,
                sequence,
            };
            Some((id, confirmation))
        })
        .collect()
}

fn refusals(results: Vec<SubmissionResult>, outbox: &Outbox) -> Vec<(EnvelopeId, Refusal)> {
    results
        .into_iter()
        .filter_map(|result| match result.outcome {
            Outcome::Refused(refusal) if outbox.is_due(result.id) => Some((result.id, refusal)),
            Outcome::Refused(_) | Outcome::Accepted(_) => None,
        })
        .collect()
}

/// The items that continue a feed stored up to `cursor`, and whether something
/// was missing before the end.
fn continuing(cursor: u64, items: Vec<FeedItem>) -> (Vec<FeedItem>, bool) {
    let mut taken: Vec<FeedItem> = Vec::with_capacity(items.len());
    let mut last = cursor;
    for item in items {
        if item.sequence > last.saturating_add(1) {
            return (taken, true);
        }
        if item.sequence > last {
            last = item.sequence;
            taken.push(item);
        }
    }
    (taken, false)
}
