//! The first tables. Times are milliseconds since 1970 UTC.

pub(super) const SQL: &str = "
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
    id          BLOB PRIMARY KEY,
    role        INTEGER NOT NULL,
    signing     BLOB NOT NULL,
    sealing     BLOB NOT NULL,
    joined      INTEGER NOT NULL,
    feed_length INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
    id           BLOB PRIMARY KEY,
    account      BLOB NOT NULL REFERENCES account (id),
    token_digest BLOB NOT NULL UNIQUE,
    joined       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE invitation (
    id           BLOB PRIMARY KEY,
    role         INTEGER NOT NULL,
    inviter      BLOB,
    conversation BLOB,
    card         BLOB,
    made         INTEGER NOT NULL,
    expires      INTEGER NOT NULL,
    account      BLOB,
    device       BLOB,
    token_digest BLOB,
    accepted     INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE member (
    conversation BLOB NOT NULL,
    account      BLOB NOT NULL REFERENCES account (id),
    role         INTEGER NOT NULL,
    PRIMARY KEY (conversation, account)
) STRICT, WITHOUT ROWID;

-- Every envelope. state: 0 left, 1 held until hour, 2 they wrote since,
-- 3 no window within reach.
CREATE TABLE letter (
    number       INTEGER PRIMARY KEY,
    sender       BLOB NOT NULL,
    id           BLOB NOT NULL,
    device       BLOB NOT NULL,
    conversation BLOB NOT NULL,
    kind         INTEGER NOT NULL,
    envelope     BLOB NOT NULL,
    arrived      INTEGER NOT NULL,
    state        INTEGER NOT NULL,
    hour         INTEGER,
    told         INTEGER NOT NULL DEFAULT 0,
    withdrawn    INTEGER NOT NULL DEFAULT 0,
    UNIQUE (sender, id)
) STRICT;
CREATE INDEX letter_held ON letter (conversation, number) WHERE state <> 0 AND withdrawn = 0;
CREATE INDEX letter_due ON letter (hour, number) WHERE state = 1 AND withdrawn = 0;

-- Every accepted submission, for ever.
CREATE TABLE submission (
    sender  BLOB NOT NULL,
    id      BLOB NOT NULL,
    digest  BLOB NOT NULL,
    arrived INTEGER NOT NULL,
    about   BLOB,
    PRIMARY KEY (sender, id)
) STRICT, WITHOUT ROWID;

-- state: 0 proposed, 1 in force, 2 superseded.
CREATE TABLE timing (
    number             INTEGER PRIMARY KEY,
    conversation       BLOB NOT NULL,
    document           TEXT NOT NULL,
    state              INTEGER NOT NULL,
    proposed           INTEGER NOT NULL,
    proposer           BLOB NOT NULL,
    proposer_signature BLOB NOT NULL,
    accepted           INTEGER,
    acceptor           BLOB,
    acceptor_signature BLOB
) STRICT;
CREATE INDEX timing_conversation ON timing (conversation, state, number);

CREATE TABLE feed (
    account  BLOB NOT NULL,
    sequence INTEGER NOT NULL,
    entry    BLOB NOT NULL,
    letter   INTEGER REFERENCES letter (number),
    PRIMARY KEY (account, sequence)
) STRICT, WITHOUT ROWID;
";
