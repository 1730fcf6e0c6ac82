//! Finds the last letter before an acceptance, which may have been promised a
//! window that stands.

pub(super) const SQL: &str = "
CREATE INDEX letter_arrived ON letter (sender, conversation, arrived) WHERE kind = 0;
";
