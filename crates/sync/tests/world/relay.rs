//! A relay of the plainest kind: what a device may expect of one, and no more.

use chrono::{DateTime, Utc};
use holdfast_protocol::{
    Act, Envelope, EnvelopeId, Epoch, Event, FeedItem, Outcome, Receipt, Refusal, Release,
    Submission, SubmissionResult, SyncRequest, SyncResponse,
};
use serde_bytes::ByteBuf;
use std::collections::BTreeMap;

/// Items in one answer.
const PAGE: usize = 5;

/// Two people, everything released at once.
#[derive(Clone)]
pub struct Relay {
    epoch: u8,
    accepted: BTreeMap<(usize, EnvelopeId), (Submission, Receipt)>,
    feeds: [Vec<Letter>; 2],
    /// Ids that are refused.
    pub refused: Vec<EnvelopeId>,
    /// Ids that make any request too large.
    pub too_large: Vec<EnvelopeId>,
    /// Submissions in one request above which it is too large.
    pub submissions_max: usize,
}

#[derive(Clone)]
struct Letter {
    id: EnvelopeId,
    sender: usize,
    envelope: ByteBuf,
    receipt: Receipt,
}

impl Relay {
    pub fn new() -> Self {
        Self {
            epoch: 1,
            accepted: BTreeMap::new(),
            feeds: [Vec::new(), Vec::new()],
            refused: Vec::new(),
            too_large: Vec::new(),
            submissions_max: usize::MAX,
        }
    }

    /// Another life of this database begins, as after a restore from backup.
    pub fn begin_another_life(&mut self, epoch: u8) {
        self.epoch = epoch;
    }

    /// None where the request is too large.
    pub fn sync(&mut self, device: usize, request: SyncRequest, now: u64) -> Option<SyncResponse> {
        let mut ids = request.submissions.iter().map(|one| one.id);
        if request.submissions.len() > self.submissions_max
            || ids.any(|id| self.too_large.contains(&id))
        {
            return None;
        }
        let now = DateTime::<Utc>::from_timestamp_millis(i64::try_from(now).unwrap()).unwrap();
        let results = request
            .submissions
            .into_iter()
            .map(|submission| SubmissionResult {
                id: submission.id,
                outcome: self.take(device, submission, now),
            })
            .collect();
        let epoch = Epoch::from_bytes([self.epoch; 16]);
        let cursor = if request.epoch == Some(epoch) {
            usize::try_from(request.cursor).unwrap()
        } else {
            0
        };
        let feed = &self.feeds[device];
        let items = (1..)
            .zip(feed)
            .skip(cursor)
            .take(PAGE)
            .map(|(sequence, letter)| FeedItem {
                sequence,
                event: letter.event(device, request.lacks_own),
            })
            .collect();
        Some(SyncResponse {
            now,
            epoch,
            results,
            items,
            more: feed.len() > cursor + PAGE,
            demo: false,
        })
    }

    fn take(&mut self, sender: usize, submission: Submission, now: DateTime<Utc>) -> Outcome {
        let id = submission.id;
        if let Some((first, receipt)) = self.accepted.get(&(sender, id)) {
            return if *first == submission {
                Outcome::Accepted(*receipt)
            } else {
                Outcome::Refused(Refusal::IdInUse)
            };
        }
        if self.refused.contains(&id) {
            return Outcome::Refused(Refusal::NotAMember);
        }
        let (envelope, release) = match &submission.act {
            Act::Send { envelope } => (envelope, Release::Left(now)),
            Act::SendOutside { envelope, .. } => (envelope, Release::LeftOutside(now)),
            _ => return Outcome::Refused(Refusal::NotHeld),
        };
        let receipt = Receipt {
            arrived: now,
            release,
        };
        for feed in &mut self.feeds {
            feed.push(Letter {
                id,
                sender,
                envelope: envelope.clone(),
                receipt,
            });
        }
        self.accepted.insert((sender, id), (submission, receipt));
        Outcome::Accepted(receipt)
    }
}

impl Letter {
    fn event(&self, reader: usize, lacks_own: bool) -> Event {
        if self.sender == reader && !lacks_own {
            Event::Yours {
                id: self.id,
                receipt: self.receipt,
            }
        } else {
            assert!(Envelope::from_bytes(&self.envelope).is_ok());
            Event::Arrived {
                envelope: self.envelope.clone(),
                receipt: self.receipt,
            }
        }
    }
}
