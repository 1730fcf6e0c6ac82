//! A request that came to nothing, and what follows.

use super::{Engine, job::Job, link::Link};
use crate::{LinkState, LinkTrouble, Moment, Notice, RequestId, Standing};
use holdfast_protocol::EnvelopeId;

/// Submissions of no more bytes than this are never the reason for a silence,
/// so they need not be fewer the next time.
const SMALL_BYTES: usize = 16 * 1024;

impl Engine {
    pub(super) fn failed(&mut self, id: RequestId, trouble: LinkTrouble, now: Moment) {
        let Some(flight) = self.land(id) else {
            return;
        };
        self.back_to_kept(&flight.carried);
        match (trouble, flight.carried.as_slice()) {
            (LinkTrouble::NotSignedIn, _) => {
                self.link = Link::SignedOut {
                    again: now.after(self.config.backoff_longest),
                };
                self.told = None;
                self.tell(Notice::SignedOut);
            }
            (LinkTrouble::TooOld, _) => {
                self.link = Link::TooOld;
                self.tell(Notice::ClientTooOld);
            }
            (LinkTrouble::TooLarge, [alone]) => {
                if let Some(refusal) = self.outbox.get(*alone).map(|entry| entry.too_large()) {
                    self.outbox
                        .set_standing(*alone, Standing::NeedsYou(refusal.clone()));
                    self.jobs.push_back(Job::Refuse(*alone, refusal));
                }
                self.link = Link::Resting { until: now };
            }
            (LinkTrouble::TooLarge, [_, _, ..]) => {
                self.batch.halve(flight.carried.len(), flight.bytes);
                self.link = Link::Resting { until: now };
            }
            (LinkTrouble::TimedOut, carried) => {
                self.timeouts += 1;
                self.lighten(carried.len(), flight.bytes);
                self.rest_after(trouble, now);
            }
            (
                LinkTrouble::TooLarge
                | LinkTrouble::Offline
                | LinkTrouble::Unavailable
                | LinkTrouble::Nonsense,
                _,
            ) => self.rest_after(trouble, now),
        }
    }

    /// The next request is a lighter one, if it may be for its weight that this
    /// one came to nothing.
    pub(super) fn lighten(&mut self, carried: usize, bytes: usize) {
        if bytes > SMALL_BYTES {
            self.batch.halve(carried, bytes);
        }
    }

    /// Tells which of `carried` still wait for a link; says whether any do.
    pub(super) fn back_to_kept(&mut self, carried: &[EnvelopeId]) -> bool {
        let back: Vec<EnvelopeId> = carried
            .iter()
            .copied()
            .filter(|id| self.outbox.is_due(*id))
            .collect();
        let any = !back.is_empty();
        if any {
            self.tell(Notice::BackToKept(back));
        }
        any
    }

    pub(super) fn rest_after(&mut self, trouble: LinkTrouble, now: Moment) {
        let nobody_there = matches!(trouble, LinkTrouble::Offline | LinkTrouble::TimedOut);
        let wait = if nobody_there && self.outbox.has_due() {
            // Bursts are short, and nothing may tell that one has begun.
            let longest = self.eagerness.longest_wait(&self.config, now);
            self.backoff.next_within(longest)
        } else {
            self.backoff.next()
        };
        let again = now.after(wait);
        self.link = Link::Resting { until: again };
        self.tell_link(LinkState::NotReached { trouble, again });
    }

    pub(super) fn tell_link(&mut self, state: LinkState) {
        if self.told != Some(state) {
            self.told = Some(state);
            self.tell(Notice::Link(state));
        }
    }
}
