//! The state machine.

mod backoff;
mod batch;
mod digest;
mod eagerness;
mod failing;
mod job;
mod link;
mod outbox;
mod shelf;
#[cfg(test)]
mod tests;
mod wake;

use crate::{
    Command, CommitId, Config, Input, LinkState, Moment, Notice, Place, RestoreId, Waiting,
};
use backoff::Backoff;
use batch::Batch;
use eagerness::Eagerness;
use holdfast_protocol::SortedSet;
use job::Job;
use link::Link;
use outbox::{Outbox, SUBMISSION_BYTES_MAX};
use shelf::Shelf;
use std::collections::VecDeque;

/// Keeps, sends and receives, without doing any of it: see the crate's page.
#[derive(Debug)]
pub struct Engine {
    config: Config,
    commands: VecDeque<Command>,
    /// What the store held when it was last read or written.
    place: Option<Place>,
    outbox: Outbox,
    last_order: u64,
    /// Whether the store was ever read.
    is_restored: bool,
    /// Whether the store may hold something else than this engine knows of.
    stale: bool,
    /// The same, but what is due may leave before the store is read.
    read_after: bool,
    shelf: Shelf,
    shelf_backoff: Backoff,
    jobs: VecDeque<Job>,
    reads: u64,
    commits: u64,
    /// Commits that took too long and may still succeed.
    silent: SortedSet<CommitId>,
    link: Link,
    backoff: Backoff,
    eagerness: Eagerness,
    batch: Batch,
    /// Requests without an answer, one after the other.
    timeouts: u32,
    requests: u64,
    /// Whether nothing but the time for it brings the next request about.
    idle: bool,
    told: Option<LinkState>,
    leading: bool,
    listening: bool,
}

impl Engine {
    /// An engine that knows nothing yet; its first command is
    /// [`Command::Restore`]. `seed` spreads its retries and needs no secrecy.
    #[must_use]
    pub fn new(config: Config, seed: u64) -> Self {
        let backoff = |seed| Backoff::new(config.backoff_shortest, config.backoff_longest, seed);
        Self {
            commands: VecDeque::from([Command::Restore(RestoreId(0))]),
            place: None,
            outbox: Outbox::default(),
            last_order: 0,
            is_restored: false,
            stale: false,
            read_after: false,
            shelf: Shelf::Reading {
                id: RestoreId(0),
                until: None,
            },
            reads: 1,
            shelf_backoff: backoff(!seed),
            jobs: VecDeque::new(),
            commits: 0,
            silent: SortedSet::new(),
            link: Link::Resting { until: Moment(0) },
            backoff: backoff(seed),
            eagerness: Eagerness::default(),
            batch: Batch::new(config.first_batch, SUBMISSION_BYTES_MAX),
            timeouts: 0,
            requests: 0,
            idle: false,
            told: None,
            leading: true,
            listening: false,
            config,
        }
    }

    /// Takes in what happened at `now`.
    pub fn handle(&mut self, input: Input, now: Moment) {
        self.eagerness.begin(now);
        match input {
            Input::Restored(id, restored) => self.restored(id, restored, now),
            Input::NotRestored(id, trouble) => self.not_restored(id, trouble, now),
            Input::Write(submission) => self.add(Job::Keep(submission), now),
            Input::Retry(id) => self.add(Job::Retry(id), now),
            Input::Discard(id) => self.add(Job::Discard(id), now),
            Input::Committed(id) => self.committed(id, now),
            Input::CommitFailed(id, trouble) => self.commit_failed(id, trouble, now),
            Input::Answered(id, response) => self.answered(id, *response, now),
            Input::Failed(id, trouble) => self.failed(id, trouble, now),
            Input::Woken(wake) => self.woken(wake, now),
            Input::Hidden => self.eagerness.hide(true),
            Input::Listening(listening) => self.listening = listening,
            Input::Leading(leading) => self.lead(leading, now),
            Input::Tick => {}
        }
        self.turn_shelf(now);
        self.turn_link(now);
        self.stale |= core::mem::take(&mut self.read_after);
        // A request that failed for its size leaves work for the store.
        self.turn_shelf(now);
    }

    /// The next thing to do; ask until there is none, after every
    /// [`Engine::handle`] and once at the start.
    pub fn poll_command(&mut self) -> Option<Command> {
        self.commands.pop_front()
    }

    /// When to say [`Input::Tick`], unless something happens before.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Moment> {
        let shelf = match self.shelf {
            Shelf::Ready => None,
            Shelf::Reading { until, .. } => until,
            Shelf::Unreadable { again } => Some(again),
            Shelf::Committing { until, .. } => Some(until),
        };
        let link = match &self.link {
            Link::Resting { until } if self.may_send() => Some(*until),
            Link::Asking(flight) => Some(flight.until),
            Link::SignedOut { again } if self.may_send() => Some(*again),
            Link::Resting { .. }
            | Link::Digesting { .. }
            | Link::SignedOut { .. }
            | Link::TooOld => None,
        };
        shelf.into_iter().chain(link).min()
    }

    /// What waits, in the order in which it is sent.
    pub fn outbox(&self) -> impl Iterator<Item = &Waiting> {
        self.outbox.entries().iter().map(|entry| &entry.waiting)
    }

    /// Whether all that was written is confirmed or needs its writer, all that
    /// was answered is stored, and nothing is under way.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        let store = self.is_restored && !self.stale && matches!(self.shelf, Shelf::Ready);
        let link = !matches!(self.link, Link::Asking(_) | Link::Digesting { .. });
        let outbox = !self.outbox.has_due() && !self.outbox.has_confirmed();
        store && link && outbox && self.jobs.is_empty()
    }

    fn add(&mut self, job: Job, now: Moment) {
        self.jobs.push_back(job);
        if let Shelf::Unreadable { again } = &mut self.shelf {
            *again = now;
        }
    }

    fn tell(&mut self, notice: Notice) {
        self.commands.push_back(Command::Tell(notice));
    }
}
