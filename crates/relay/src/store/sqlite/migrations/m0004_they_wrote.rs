//! Finds where in a feed the last letter of somebody stands, which a reply must
//! not overtake.

pub(super) const SQL: &str = "
CREATE INDEX letter_written ON letter (sender, conversation, number) WHERE kind = 0;
CREATE INDEX feed_letter ON feed (account, letter) WHERE letter IS NOT NULL;
";
