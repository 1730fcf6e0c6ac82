//! Numbered steps from an empty file to today's tables. A step that has been
//! released is never edited; a change is a new step.

mod m0001_beginning;
mod m0002_outside;
mod m0003_last_letter;
mod m0004_they_wrote;
mod m0005_moments;
mod m0006_alarms;
mod m0007_lists;

use rusqlite::{Connection, TransactionBehavior};

const STEPS: &[&str] = &[
    m0001_beginning::SQL,
    m0002_outside::SQL,
    m0003_last_letter::SQL,
    m0004_they_wrote::SQL,
    m0005_moments::SQL,
    m0006_alarms::SQL,
    m0007_lists::SQL,
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

    /// The lists that a database of schema 6 has, filled in by `sql`.
    fn lists_after(sql: &str) -> Vec<(i64, String, bool)> {
        let mut old = Connection::open_in_memory().unwrap();
        for step in &STEPS[..6] {
            old.execute_batch(step).unwrap();
        }
        old.pragma_update(None, "user_version", 6).unwrap();
        old.execute_batch(sql).unwrap();
        run(&mut old).unwrap();
        let mut lists = old
            .prepare("SELECT timing, hex(proposal), stale FROM call_list ORDER BY timing")
            .unwrap();
        let rows = lists.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
        rows.unwrap().collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn of_proposals_of_one_instant_each_list_has_its_own() {
        // Of one request, each a moment after the other, or none; then a yes to the last.
        for second in [31, 32] {
            let lists = lists_after(&format!(
                r#"
                INSERT INTO letter (sender, id, device, conversation, kind, envelope, arrived, state, hour)
                    VALUES (x'01', x'11', x'00', x'0c', 1, x'', 31, 0, 31),
                           (x'01', x'12', x'00', x'0c', 1, x'', {second}, 0, {second}),
                           (x'02', x'13', x'00', x'0c', 1, x'', 33, 0, 33),
                           (x'01', x'14', x'00', x'0c', 1, x'', 34, 0, 34);
                INSERT INTO timing (conversation, document, state, proposed, proposer, proposer_signature)
                    VALUES (x'0c', '{{}}', 2, 31, x'01', x''),
                           (x'0c', '{{"escalation":{{}}}}', 1, 31, x'01', x''),
                           (x'0c', '{{"escalation":{{}}}}', 0, 34, x'01', x'');
                "#
            ));
            assert_eq!(lists, [(2, "12".into(), true), (3, "14".into(), true)]);
        }
    }

    #[test]
    fn lists_that_were_agreed_before_are_known_by_their_proposals() {
        // A letter, two proposals a moment after they came, and a yes.
        let lists = lists_after(
            r#"
            INSERT INTO letter (sender, id, device, conversation, kind, envelope, arrived, state, hour)
                VALUES (x'01', x'11', x'00', x'0c', 0, x'', 11, 0, 11),
                       (x'01', x'12', x'00', x'0c', 1, x'', 12, 0, 12),
                       (x'01', x'13', x'00', x'0c', 1, x'', 22, 0, 22),
                       (x'02', x'14', x'00', x'0c', 1, x'', 21, 0, 21);
            INSERT INTO timing (conversation, document, state, proposed, proposer, proposer_signature)
                VALUES (x'0c', '{"escalation":{}}', 1, 11, x'01', x''),
                       (x'0c', '{"escalation":{}}', 0, 21, x'01', x''),
                       (x'0c', '{"escalation":{}}', 2, 21, x'01', x''),
                       (x'0c', '{"escalation":{}}', 1, 90, x'01', x''),
                       (x'0c', '{}', 1, 11, x'01', x'');
            "#,
        );
        assert_eq!(lists, [(1, "12".into(), true), (2, "13".into(), true)]);
    }
}
