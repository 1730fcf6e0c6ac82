//! What the store is given to do, one thing at a time, in order.

use super::{
    Engine,
    digest::{Answer, Digest},
    outbox::Entry,
};
use crate::{Change, Moment, Notice, Standing, StoreTrouble, Waiting};
use holdfast_protocol::{EnvelopeId, Refusal, Submission};

/// Something for the store, in the order in which it came.
#[derive(Debug)]
pub(super) enum Job {
    Keep(Submission),
    Retry(EnvelopeId),
    Discard(EnvelopeId),
    Refuse(EnvelopeId, Refusal),
    Digest(Answer),
}

/// What a commit stores, and what memory takes over once it has.
#[derive(Debug)]
pub(super) enum Task {
    Keep(Entry),
    Retry(EnvelopeId),
    Discard(EnvelopeId),
    Refuse(EnvelopeId, Refusal),
    Digest(Digest),
}

impl Engine {
    pub(super) fn begin(&mut self, job: Job, now: Moment) {
        match job {
            Job::Keep(submission) => self.begin_keep(submission, now),
            Job::Retry(id) => self.begin_retry(id, now),
            Job::Discard(id) => {
                if self
                    .outbox
                    .get(id)
                    .is_some_and(|entry| entry.refusal().is_some())
                {
                    self.commit(vec![Change::Forget { id }], Task::Discard(id), now);
                }
            }
            Job::Refuse(id, refusal) => self.begin_refuse(id, refusal, now),
            Job::Digest(answer) => self.begin_digest(answer, now),
        }
    }

    fn begin_keep(&mut self, submission: Submission, now: Moment) {
        let id = submission.id;
        match self.outbox.get(id) {
            // Stored once more where another tab sends: it may not know of it.
            Some(entry) if entry.waiting.submission == submission && !self.leading => {
                let again = entry.clone();
                let changes = vec![Change::Keep(again.waiting.clone())];
                self.commit(changes, Task::Keep(again), now);
            }
            Some(entry) if entry.waiting.submission == submission => {
                let refusal = entry.refusal().cloned();
                self.tell(Notice::Kept(id));
                if let Some(refusal) = refusal {
                    self.tell(Notice::NeedsYou(id, refusal));
                }
            }
            Some(_) => self.tell(Notice::NotKept(id, StoreTrouble::IdInUse)),
            None => {
                self.last_order = self.outbox.next_order(self.last_order);
                let entry = Entry::new(Waiting {
                    submission,
                    order: self.last_order,
                    standing: Standing::Waits,
                });
                self.commit(
                    vec![Change::Keep(entry.waiting.clone())],
                    Task::Keep(entry),
                    now,
                );
            }
        }
    }

    fn begin_retry(&mut self, id: EnvelopeId, now: Moment) {
        let Some(entry) = self
            .outbox
            .get(id)
            .filter(|entry| entry.refusal().is_some())
        else {
            return;
        };
        let again = Entry::new(Waiting {
            standing: Standing::Waits,
            ..entry.waiting.clone()
        });
        match again.refusal() {
            Some(refusal) => self.tell(Notice::NeedsYou(id, refusal.clone())),
            None => self.commit(vec![Change::Keep(again.waiting)], Task::Retry(id), now),
        }
    }

    fn begin_refuse(&mut self, id: EnvelopeId, refusal: Refusal, now: Moment) {
        let waits = |entry: &Entry| entry.confirmed().is_none();
        if !self.outbox.get(id).is_some_and(waits) {
            // Another try got through after all.
            return;
        }
        // The store may have been read since it was refused.
        self.outbox
            .set_standing(id, Standing::NeedsYou(refusal.clone()));
        let change = Change::Refuse {
            id,
            refusal: refusal.clone(),
        };
        self.commit(vec![change], Task::Refuse(id, refusal), now);
    }

    fn begin_digest(&mut self, answer: Answer, now: Moment) {
        let Some(digest) = Digest::plan(answer, self.place, &self.outbox) else {
            return;
        };
        self.outbox.forget_confirmations_but(digest.place.epoch);
        for (id, confirmation) in &digest.settled {
            self.outbox.confirm(*id, *confirmation);
        }
        let changes = digest.changes();
        if changes.is_empty() {
            self.digested(digest, now);
        } else {
            self.commit(changes, Task::Digest(digest), now);
        }
    }
}
