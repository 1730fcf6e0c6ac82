//! Alarms that letters began, the links that take them on, and where therapists
//! can be pushed to.

pub(super) const SQL: &str = "
-- due: when to look again; none once nobody is told any more. said: when its
-- last news was. by and ended: who took it on, and when.
CREATE TABLE alarm (
    number       INTEGER PRIMARY KEY,
    conversation BLOB NOT NULL,
    began        INTEGER NOT NULL,
    body         BLOB NOT NULL,
    due          INTEGER,
    said         INTEGER NOT NULL,
    by           TEXT,
    ended        INTEGER
) STRICT;
CREATE UNIQUE INDEX alarm_open ON alarm (conversation) WHERE due IS NOT NULL;
CREATE INDEX alarm_due ON alarm (due) WHERE due IS NOT NULL;

CREATE TABLE alarm_letter (
    sender BLOB NOT NULL,
    letter BLOB NOT NULL,
    alarm  INTEGER NOT NULL REFERENCES alarm (number),
    nth    INTEGER NOT NULL,
    PRIMARY KEY (sender, letter)
) STRICT, WITHOUT ROWID;
CREATE INDEX alarm_letters ON alarm_letter (alarm, nth);

CREATE TABLE alarm_link (
    digest BLOB PRIMARY KEY,
    alarm  INTEGER NOT NULL REFERENCES alarm (number),
    name   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE push (
    account  BLOB NOT NULL REFERENCES account (id),
    endpoint TEXT NOT NULL,
    key      BLOB NOT NULL,
    secret   BLOB NOT NULL,
    made     INTEGER NOT NULL,
    PRIMARY KEY (account, endpoint)
) STRICT, WITHOUT ROWID;
";
