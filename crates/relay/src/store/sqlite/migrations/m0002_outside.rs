//! Replies that left outside the agreed windows: state 4 of a letter. They are
//! not held, so the index of what is held no longer goes by "not left".

pub(super) const SQL: &str = "
DROP INDEX letter_held;
CREATE INDEX letter_held ON letter (conversation, number)
    WHERE state IN (1, 2, 3) AND withdrawn = 0;
";
