//! The engine's side towards the store: one thing at a time, in order.

use super::{
    Engine,
    job::{Job, Task},
    outbox::Entry,
};
use crate::{
    Change, Command, CommitId, Moment, Notice, RestoreId, Restored, Standing, StoreTrouble,
};
use holdfast_protocol::EnvelopeId;

/// What the store is doing.
#[derive(Debug)]
pub(super) enum Shelf {
    /// It is being read, until then; when that is, the first input says.
    Reading {
        id: RestoreId,
        until: Option<Moment>,
    },
    /// It could not be read.
    Unreadable { again: Moment },
    /// Nothing.
    Ready,
    /// It is storing something.
    Committing {
        id: CommitId,
        until: Moment,
        task: Box<Task>,
    },
}

impl Engine {
    pub(super) fn restored(&mut self, read: RestoreId, restored: Restored, now: Moment) {
        if !self.is_reading(read) {
            // Given up: it may be from before what was stored since. But the
            // store can be read.
            if let Shelf::Unreadable { again } = &mut self.shelf {
                *again = now;
            }
            return;
        }
        let first = !self.is_restored;
        self.shelf = Shelf::Ready;
        self.shelf_backoff.reset();
        self.is_restored = true;
        if let Some(place) = restored.place {
            self.outbox.forget_confirmations_but(place.epoch);
        }
        let moved = self.place != restored.place;
        self.place = restored.place;
        let before: Vec<EnvelopeId> = self.outbox.entries().iter().map(Entry::id).collect();
        let changed = self.outbox.replace(restored.outbox);
        if !first && (moved || changed) {
            let new = self.outbox.entries().iter().map(Entry::id);
            for id in new.filter(|id| !before.contains(id)) {
                self.commands.push_back(Command::Tell(Notice::Kept(id)));
            }
            self.tell(Notice::ChangedElsewhere);
        }
    }

    fn is_reading(&self, read: RestoreId) -> bool {
        matches!(self.shelf, Shelf::Reading { id, .. } if id == read)
    }

    pub(super) fn not_restored(&mut self, read: RestoreId, trouble: StoreTrouble, now: Moment) {
        if !self.is_reading(read) {
            return;
        }
        self.shelf = Shelf::Unreadable {
            again: now.after(self.shelf_backoff.next()),
        };
        self.stale = true;
        self.tell(Notice::Store(trouble));
        // The writer must learn at once that the text is with them alone.
        for job in core::mem::take(&mut self.jobs) {
            match job {
                Job::Keep(submission) => self.tell(Notice::NotKept(submission.id, trouble)),
                Job::Retry(id) | Job::Discard(id) => self.tell(Notice::NotDone(id, trouble)),
                Job::Refuse(..) | Job::Digest(_) => self.jobs.push_back(job),
            }
        }
    }

    /// Gives the store its next work, if it has none.
    pub(super) fn turn_shelf(&mut self, now: Moment) {
        let patience = now.after(self.config.store_patience);
        match self.shelf {
            Shelf::Reading {
                id,
                until: Some(until),
            } if now >= until => self.not_restored(id, StoreTrouble::Silent, now),
            Shelf::Reading { ref mut until, .. } => {
                until.get_or_insert(patience);
            }
            Shelf::Committing { id, until, .. } if now >= until => {
                self.silent.insert(id);
                self.commit_failed(id, StoreTrouble::Silent, now);
            }
            Shelf::Unreadable { again } if now >= again => self.read(now),
            _ => {}
        }
        while matches!(self.shelf, Shelf::Ready) {
            if self.stale {
                self.read(now);
            } else if let Some(job) = self.jobs.pop_front() {
                self.begin(job, now);
            } else {
                break;
            }
        }
    }

    fn read(&mut self, now: Moment) {
        self.stale = false;
        let id = RestoreId(self.reads);
        self.reads += 1;
        self.shelf = Shelf::Reading {
            id,
            until: Some(now.after(self.config.store_patience)),
        };
        self.commands.push_back(Command::Restore(id));
    }

    pub(super) fn commit(&mut self, changes: Vec<Change>, task: Task, now: Moment) {
        let id = CommitId(self.commits);
        self.commits += 1;
        self.shelf = Shelf::Committing {
            id,
            until: now.after(self.config.store_patience),
            task: Box::new(task),
        };
        self.commands.push_back(Command::Commit(id, changes));
    }

    /// The task of this commit, if it is the one under way.
    fn finish(&mut self, finished: CommitId) -> Option<Task> {
        match core::mem::replace(&mut self.shelf, Shelf::Ready) {
            Shelf::Committing { id, task, .. } if id == finished => Some(*task),
            other => {
                self.shelf = other;
                None
            }
        }
    }

    pub(super) fn committed(&mut self, id: CommitId, now: Moment) {
        let Some(task) = self.finish(id) else {
            // Counted as failed and stored after all: see what is there.
            if self.silent.remove(&id) {
                self.stale = true;
                self.hurry_afresh(now);
            }
            return;
        };
        match task {
            Task::Keep(entry) => {
                let id = entry.id();
                let refusal = entry.refusal().cloned();
                self.outbox.insert(entry);
                self.tell(Notice::Kept(id));
                match refusal {
                    Some(refusal) => self.tell(Notice::NeedsYou(id, refusal)),
                    None => self.hurry_afresh(now),
                }
            }
            Task::Retry(id) => {
                self.outbox.set_standing(id, Standing::Waits);
                self.tell(Notice::Kept(id));
                self.hurry_afresh(now);
            }
            Task::Discard(id) => {
                self.outbox.remove(id);
                self.tell(Notice::Discarded(id));
            }
            Task::Refuse(id, refusal) => self.tell(Notice::NeedsYou(id, refusal)),
            Task::Digest(digest) => self.digested(digest, now),
        }
    }

    pub(super) fn commit_failed(&mut self, id: CommitId, trouble: StoreTrouble, now: Moment) {
        let Some(task) = self.finish(id) else {
            self.silent.remove(&id);
            return;
        };
        match task {
            Task::Keep(entry) => self.tell(Notice::NotKept(entry.id(), trouble)),
            Task::Retry(id) | Task::Discard(id) => self.tell(Notice::NotDone(id, trouble)),
            Task::Refuse(id, refusal) => {
                // Memory knows; after a restart the way itself will say it again.
                self.tell(Notice::Store(trouble));
                self.tell(Notice::NeedsYou(id, refusal));
            }
            Task::Digest(digest) => {
                if trouble == StoreTrouble::Overtaken {
                    // Another tab's doing, and no trouble: see what is there.
                    self.stale = true;
                } else {
                    self.tell(Notice::Store(trouble));
                }
                self.not_digested(&digest, now);
            }
        }
    }
}
