//! A relay that takes everything once.

use chrono::{DateTime, Utc};
use holdfast_protocol::{
    EnvelopeId, Epoch, Event, FeedItem, Outcome, Receipt, Release, SubmissionResult, SyncRequest,
    SyncResponse,
};

/// The feed of one account, of its own letters.
#[derive(Debug, Default)]
pub(super) struct Relay {
    taken: Vec<(EnvelopeId, Receipt)>,
}

impl Relay {
    /// Answers at `now`, in milliseconds.
    pub(super) fn sync(&mut self, request: SyncRequest, now: u64) -> SyncResponse {
        let now = i64::try_from(now)
            .ok()
            .and_then(DateTime::<Utc>::from_timestamp_millis)
            .unwrap_or_default();
        let results = request
            .submissions
            .iter()
            .map(|submission| SubmissionResult {
                id: submission.id,
                outcome: Outcome::Accepted(self.take(submission.id, now)),
            })
            .collect();
        let cursor = usize::try_from(request.cursor).unwrap_or(usize::MAX);
        let items = (1..).zip(&self.taken).skip(cursor);
        SyncResponse {
            now,
            epoch: Epoch::from_bytes([1; 16]),
            results,
            items: items
                .map(|(sequence, &(id, receipt))| FeedItem {
                    sequence,
                    event: Event::Yours { id, receipt },
                })
                .collect(),
            more: false,
            demo: false,
        }
    }

    fn take(&mut self, id: EnvelopeId, now: DateTime<Utc>) -> Receipt {
        if let Some((_, receipt)) = self.taken.iter().find(|(taken, _)| *taken == id) {
            return *receipt;
        }
        let receipt = Receipt {
            arrived: now,
            release: Release::Left(now),
        };
        self.taken.push((id, receipt));
        receipt
    }
}
