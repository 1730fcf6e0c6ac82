//! The engine's side towards the relay: one request at a time.

use super::{
    Engine,
    digest::{Answer, Asked, Digest},
    job::Job,
    shelf::Shelf,
};
use crate::{Command, LinkState, LinkTrouble, Moment, Notice, RequestId, Standing};
use core::time::Duration;
use holdfast_protocol::{EnvelopeId, PROTOCOL_VERSION, SyncRequest, SyncResponse};

/// A request is given this much longer …
const PATIENCE_STEP: Duration = Duration::from_secs(1);
/// … for each so many bytes of submissions: a link slower than that is as good
/// as none.
const PATIENCE_STEP_BYTES: usize = 4 * 1024;
/// Of so many requests without an answer the last gets more time, and of twice
/// as many more still: it may be the answer that is long, and the link slow. The
/// others stay short, for it may as well be a burst that they wait for.
const TIMEOUTS_SHORT: u32 = 4;
/// What is going on with the relay.
#[derive(Debug)]
pub(super) enum Link {
    /// Nothing until then.
    Resting { until: Moment },
    /// A request is under way.
    Asking(Flight),
    /// Its answer waits to be stored; `again` if there is reason to ask anew
    /// at once.
    Digesting { again: bool },
    /// The relay does not know this device: nothing until then, or until
    /// somebody is there.
    SignedOut { again: Moment },
    /// Nothing until the app is started anew.
    TooOld,
}

/// The request under way.
#[derive(Debug)]
pub(super) struct Flight {
    pub(super) id: RequestId,
    pub(super) since: Moment,
    pub(super) until: Moment,
    cursor: u64,
    /// Of all that is carried.
    pub(super) bytes: usize,
    pub(super) carried: Vec<EnvelopeId>,
    /// Whether there is reason to ask anew at once.
    pub(super) again: bool,
}

impl Engine {
    /// Whether a request may leave once it is due: never from an outbox that
    /// may be out of date, for order's sake.
    pub(super) fn may_send(&self) -> bool {
        let reading = match self.shelf {
            Shelf::Reading { .. } => true,
            Shelf::Unreadable { .. } => false,
            Shelf::Ready | Shelf::Committing { .. } => self.stale,
        };
        self.leading && self.is_restored && !reading
    }

    pub(super) fn turn_link(&mut self, now: Moment) {
        match &self.link {
            Link::Asking(flight) if now >= flight.until => {
                self.failed(flight.id, LinkTrouble::TimedOut, now);
            }
            Link::SignedOut { again } if now >= *again => {
                self.idle = true;
                self.link = Link::Resting { until: now };
            }
            _ => {}
        }
        if matches!(self.link, Link::Resting { until } if now >= until) && self.may_send() {
            if core::mem::take(&mut self.idle) {
                // Another tab may have written without a word: read first.
                self.stale = true;
            } else {
                self.send(now);
            }
        }
    }

    fn send(&mut self, now: Moment) {
        let (submissions, bytes) = self.outbox.next_batch(&self.batch);
        let carried: Vec<EnvelopeId> = submissions.iter().map(|entry| entry.id).collect();
        let steps = u32::try_from(bytes / PATIENCE_STEP_BYTES).unwrap_or(u32::MAX);
        let patience = self
            .config
            .request_patience
            .saturating_add(PATIENCE_STEP.saturating_mul(steps))
            .saturating_mul(self.stretch())
            .min(self.config.request_patience_longest);
        let id = RequestId(self.requests);
        self.requests += 1;
        let cursor = self.place.map_or(0, |place| place.cursor);
        let request = SyncRequest {
            protocol: PROTOCOL_VERSION,
            epoch: self.place.map(|place| place.epoch),
            cursor,
            lacks_own: self.place.is_none_or(|place| place.lacks_own),
            submissions,
        };
        self.commands
            .push_back(Command::Send(id, request, patience));
        if !carried.is_empty() {
            self.tell(Notice::OnItsWay(carried.clone()));
        }
        self.link = Link::Asking(Flight {
            id,
            since: now,
            until: now.after(patience),
            cursor,
            bytes,
            carried,
            again: false,
        });
    }

    /// How many times as long as usual the next request may take.
    fn stretch(&self) -> u32 {
        match self.timeouts {
            short if short % TIMEOUTS_SHORT != TIMEOUTS_SHORT - 1 => 1,
            first if first < TIMEOUTS_SHORT => 2,
            _ => 4,
        }
    }

    /// Takes the request of this id out of the air, if it is there.
    pub(super) fn land(&mut self, landed: RequestId) -> Option<Flight> {
        match core::mem::replace(&mut self.link, Link::TooOld) {
            Link::Asking(flight) if flight.id == landed => Some(flight),
            other => {
                self.link = other;
                None
            }
        }
    }

    pub(super) fn answered(&mut self, id: RequestId, response: SyncResponse, now: Moment) {
        let request = if let Some(flight) = self.land(id) {
            self.eagerness.rouse(now);
            if now.since(flight.since) < self.config.request_patience / 2 {
                // Where answers take long, the next one may too.
                self.timeouts = 0;
            }
            self.link = Link::Digesting {
                again: flight.again,
            };
            self.tell_link(LinkState::Reached);
            self.tell(Notice::RelayTime {
                now: response.now,
                at: flight.since.after(now.since(flight.since) / 2),
                demo: response.demo,
            });
            Asked::Now {
                cursor: flight.cursor,
                carried: flight.carried,
                bytes: flight.bytes,
                took: now.since(flight.since),
                at: response.now,
            }
        } else {
            // The link works after all.
            if self.backoff.is_failing() || self.outbox.has_due() {
                self.hurry_afresh(now);
            }
            Asked::Before
        };
        self.jobs
            .push_back(Job::Digest(Answer { response, request }));
    }

    /// What follows once an answer is stored, or had nothing to store.
    pub(super) fn digested(&mut self, digest: Digest, now: Moment) {
        let progress = digest.is_progress();
        self.place = Some(digest.place);
        if digest.new_life {
            self.stale = true;
            self.tell(Notice::OfferedAgain);
        }
        for (id, confirmation) in &digest.settled {
            self.outbox.remove(*id);
            self.tell(Notice::Settled(*id, confirmation.receipt));
        }
        for (id, refusal) in digest.refused {
            self.outbox
                .set_standing(id, Standing::NeedsYou(refusal.clone()));
            self.tell(Notice::NeedsYou(id, refusal));
        }
        if !digest.arrived.is_empty() {
            self.tell(Notice::Arrived(digest.arrived));
        }
        let Asked::Now {
            carried,
            bytes,
            took,
            at,
            ..
        } = digest.request
        else {
            return;
        };
        if !digest.unfinished && !digest.new_life {
            self.tell(Notice::CaughtUp(at));
        }
        self.batch.grow(carried.len(), bytes, took);
        let unanswered = self.back_to_kept(&carried);
        let woken = matches!(self.link, Link::Digesting { again: true });
        let unfinished = digest.unfinished || unanswered;
        if unfinished && !progress && !digest.new_life {
            self.rest_after(LinkTrouble::Nonsense, now);
            return;
        }
        let until = if digest.new_life {
            // At once, but between two relays that are not one this would go
            // round for ever.
            let again = self.backoff.is_failing();
            let wait = self.backoff.next();
            if again { now.after(wait) } else { now }
        } else {
            self.backoff.reset();
            self.idle = !(woken || unfinished || self.outbox.has_due());
            if self.idle {
                now.after(self.poll())
            } else {
                now
            }
        };
        self.link = Link::Resting { until };
    }

    /// An answer could not be stored. What it confirmed is remembered and
    /// stored with the next one; what it brought is fetched again.
    pub(super) fn not_digested(&mut self, digest: &Digest, now: Moment) {
        if let Asked::Now { carried, .. } = &digest.request {
            self.back_to_kept(carried);
            self.link = Link::Resting {
                until: now.after(self.backoff.next()),
            };
        }
    }

    fn poll(&self) -> Duration {
        if self.listening {
            self.config.poll_listening
        } else {
            self.config.poll
        }
    }
}
