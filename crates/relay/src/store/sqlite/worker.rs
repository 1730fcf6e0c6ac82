//! A thread that owns a connection. The writing one commits the work of many
//! requests at once, and answers none of them before the commit.

use super::{mark::Mark, meta};
use crate::store::StoreError;
use rusqlite::{Connection, TransactionBehavior};
use std::thread;
use tokio::sync::{mpsc, oneshot};

/// Requests that one commit carries at most.
const GROUP_MAX: usize = 256;

/// Requests that may wait for the thread before callers wait to hand theirs in.
const QUEUE_MAX: usize = 1024;

/// Hands work to the thread.
#[derive(Debug, Clone)]
pub(super) struct Worker {
    queue: mpsc::Sender<Box<dyn Task>>,
}

impl Worker {
    /// A thread that groups its work into transactions.
    pub(super) fn writer(connection: Connection, mark: Mark) -> Result<Self, std::io::Error> {
        Self::start("store-writer", move |queue| write(connection, &mark, queue))
    }

    /// A thread whose work only reads.
    pub(super) fn reader(connection: Connection) -> Result<Self, std::io::Error> {
        Self::start("store-reader", move |queue| read(&connection, queue))
    }

    fn start(
        name: &str,
        run: impl FnOnce(mpsc::Receiver<Box<dyn Task>>) + Send + 'static,
    ) -> Result<Self, std::io::Error> {
        let (queue, tasks) = mpsc::channel(QUEUE_MAX);
        thread::Builder::new()
            .name(name.into())
            .spawn(move || run(tasks))?;
        Ok(Self { queue })
    }

    /// Does `work` on the thread and waits until it is on disk.
    pub(super) async fn run<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let task = Work {
            work: Some(work),
            outcome: None,
            answer,
        };
        let sent = self.queue.send(Box::new(task)).await;
        sent.map_err(|_| StoreError::Closed)?;
        answered.await.map_err(|_| StoreError::Closed)?
    }
}

/// A piece of work whose types are forgotten.
trait Task: Send {
    /// Does it; whether it went well.
    fn run(&mut self, connection: &Connection) -> bool;
    /// Gives the answer; `reason` where the commit failed.
    fn finish(self: Box<Self>, not_committed: Option<&str>);
}

struct Work<T, F> {
    work: Option<F>,
    outcome: Option<Result<T, StoreError>>,
    answer: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, F> Task for Work<T, F>
where
    T: Send,
    F: FnOnce(&Connection) -> Result<T, StoreError> + Send,
{
    fn run(&mut self, connection: &Connection) -> bool {
        self.outcome = self.work.take().map(|work| work(connection));
        matches!(self.outcome, Some(Ok(_)))
    }

    fn finish(self: Box<Self>, not_committed: Option<&str>) {
        let outcome = match (self.outcome, not_committed) {
            (Some(Err(error)), _) => Err(error),
            (Some(Ok(value)), None) => Ok(value),
            (_, reason) => Err(StoreError::NotCommitted {
                reason: reason.unwrap_or("it was not reached").into(),
            }),
        };
        // Whoever asked may have gone away: the work stands all the same.
        let _ = self.answer.send(outcome);
    }
}

fn read(connection: &Connection, mut queue: mpsc::Receiver<Box<dyn Task>>) {
    while let Some(mut task) = queue.blocking_recv() {
        task.run(connection);
        task.finish(None);
    }
}

fn write(mut connection: Connection, mark: &Mark, mut queue: mpsc::Receiver<Box<dyn Task>>) {
    let mut group = Vec::with_capacity(GROUP_MAX);
    while queue.blocking_recv_many(&mut group, GROUP_MAX) > 0 {
        let committed = commit_all(&mut connection, &mut group);
        if let Ok(Some(commits)) = committed {
            mark.write(commits);
        }
        let reason = committed.err().map(|error| error.to_string());
        for task in group.drain(..) {
            task.finish(reason.as_deref());
        }
    }
}

/// Does all in one transaction; how many commits there are now, if it changed
/// anything.
fn commit_all(
    connection: &mut Connection,
    group: &mut [Box<dyn Task>],
) -> Result<Option<u64>, StoreError> {
    let mut transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let before = transaction.total_changes();
    for task in group {
        // A request that fails takes none of its neighbours with it.
        let savepoint = transaction.savepoint()?;
        if task.run(&savepoint) {
            savepoint.commit()?;
        } else {
            drop(savepoint);
        }
    }
    // Who only asks costs no write.
    let commits = if transaction.total_changes() == before {
        None
    } else {
        let commits = meta::commits(&transaction)?.saturating_add(1);
        meta::set_commits(&transaction, commits)?;
        Some(commits)
    };
    transaction.commit()?;
    Ok(commits)
}
