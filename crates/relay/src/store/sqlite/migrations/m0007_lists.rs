//! Call lists of agreements, and which of their steps nobody can be reached at;
//! and by which link an alarm was taken on.

pub(super) const SQL: &str = "
-- proposal: the envelope that proposed it. unreached: the steps without a way,
-- as both sides were last told; none
-- where that is not known, as after a restore. said: when that was. stale: to be looked at.
CREATE TABLE call_list (
    timing    INTEGER PRIMARY KEY REFERENCES timing (number),
    proposal  BLOB NOT NULL,
    unreached BLOB DEFAULT x'00',
    said      INTEGER NOT NULL DEFAULT 0,
    stale     INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX call_list_stale ON call_list (timing) WHERE stale = 1;

-- The proposal of a timing arrived with it, or a moment later.
INSERT INTO call_list (timing, proposal)
    SELECT timing, proposal FROM (
        SELECT t.number AS timing,
            (SELECT l.id FROM letter l
                WHERE l.conversation = t.conversation AND l.sender = t.proposer AND l.kind = 1
                    AND CASE WHEN l.state IN (0, 4) THEN l.hour ELSE l.arrived END >= t.proposed
                ORDER BY CASE WHEN l.state IN (0, 4) THEN l.hour ELSE l.arrived END
                LIMIT 1) AS proposal
        FROM timing t
        WHERE t.state IN (0, 1) AND instr(t.document, '\"escalation\"') > 0)
    WHERE proposal IS NOT NULL;

-- The digest of the link that took an alarm on; none where the app did.
ALTER TABLE alarm ADD COLUMN link BLOB;
";
