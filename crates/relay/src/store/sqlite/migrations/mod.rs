//! Numbered steps from an empty file to today's tables. A step that has been
//! released is never edited; a change is a new step.

mod m0001_beginning;
mod m0002_outside;

use rusqlite::{Connection, TransactionBehavior};

const STEPS: &[&str] = &[m0001_beginning::SQL, m0002_outside::SQL];

/// The schema of this build.
pub(super) const NEWEST: u32 = STEPS.len() as u32;

/// Brings the tables up to date, each step in its own transaction.
pub(super) fn run(connection: &mut Connection) -> Result<(), rusqlite::Error> {
    loop {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Read inside the transaction: another process may have been faster.
        let done: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let Some(step) = STEPS.get(done as usize) else {
            return Ok(());
        };
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "user_version", done + 1)?;
        transaction.commit()?;
    }
}
