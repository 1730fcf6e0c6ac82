//! Numbered steps from an empty file to today's tables. A step that has been
//! released is never edited; a change is a new step.

mod m0001_beginning;
mod m0002_outside;
mod m0003_last_letter;
mod m0004_they_wrote;
mod m0005_moments;
mod m0006_alarms;

use rusqlite::{Connection, TransactionBehavior};

const STEPS: &[&str] = &[
    m0001_beginning::SQL,
    m0002_outside::SQL,
    m0003_last_letter::SQL,
    m0004_they_wrote::SQL,
    m0005_moments::SQL,
    m0006_alarms::SQL,
];

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

#[cfg(test)]
mod tests {
    use super::*;

    /// What the tables are, in words.
    fn schema(connection: &Connection) -> Vec<String> {
        let mut statement = connection
            .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
            .unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn every_schema_there_was_becomes_todays() {
        let mut fresh = Connection::open_in_memory().unwrap();
        run(&mut fresh).unwrap();
        for (done, _) in (1..).zip(STEPS) {
            let mut old = Connection::open_in_memory().unwrap();
            for step in &STEPS[..done as usize] {
                old.execute_batch(step).unwrap();
            }
            old.pragma_update(None, "user_version", done).unwrap();
            run(&mut old).unwrap();
            run(&mut old).unwrap();
            assert_eq!(schema(&old), schema(&fresh), "from {done}");
            let reached = old.pragma_query_value(None, "user_version", |row| row.get(0));
            assert_eq!(reached, Ok(NEWEST));
        }
    }
}
