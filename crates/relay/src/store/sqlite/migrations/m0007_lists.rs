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

-- The proposal of a timing arrived with it, or a moment later; of several of one
-- instant, one request brought them in this order.
INSERT INTO call_list (timing, proposal)
    SELECT timing, proposal FROM (
        SELECT t.number AS timing, t.state, t.document, t.nth, l.id AS proposal,
            row_number() OVER (
                PARTITION BY t.number
                ORDER BY CASE WHEN l.state IN (0, 4) THEN l.hour ELSE l.arrived END, l.number
            ) AS place
        FROM (SELECT *, row_number() OVER (
                PARTITION BY conversation, proposer, proposed ORDER BY number) AS nth
            FROM timing) t
        JOIN letter l
            ON l.conversation = t.conversation AND l.sender = t.proposer AND l.kind = 1
                AND CASE WHEN l.state IN (0, 4) THEN l.hour ELSE l.arrived END >= t.proposed)
    WHERE place = nth AND state IN (0, 1) AND instr(document, '\"escalation\"') > 0;

-- The digest of the link that took an alarm on; none where the app did.
ALTER TABLE alarm ADD COLUMN link BLOB;
";
