//! Finds when anything last happened in a conversation: no two things in it
//! happen at one instant.

pub(super) const SQL: &str = "
CREATE INDEX letter_moment
    ON letter (conversation, CASE WHEN state IN (0, 4) THEN hour ELSE arrived END);
";
