//! Limits that devices and relay agree on.

/// The protocol that this build speaks.
pub const PROTOCOL_VERSION: u16 = 2;

/// The oldest protocol that this build still understands.
pub const PROTOCOL_OLDEST: u16 = 2;

/// Unicode scalar values in one letter; a longer one is refused before it is
/// sealed, with its text kept.
pub const LETTER_CHARACTERS_MAX: usize = 20_000;

/// Unicode scalar values in the name someone is called by.
pub const NAME_CHARACTERS_MAX: usize = 60;

/// Bytes of one sealed envelope: the longest letter in four-byte characters,
/// padded and sealed for a care team.
pub const ENVELOPE_BYTES_MAX: usize = 128 * 1024;

/// Bytes of one request's body.
pub const REQUEST_BYTES_MAX: usize = 1024 * 1024;

/// Submissions in one request.
pub const SUBMISSIONS_MAX: usize = 500;
