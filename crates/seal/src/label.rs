//! Every label that keeps one use of a key or a hash apart from the others.
//!
//! Each ends in a zero byte, so that none is the beginning of another. A label
//! is never changed: a new format gets a new one.

pub(crate) const ENVELOPE_SIGNATURE: &[u8] = b"holdfast envelope signature 1\0";
pub(crate) const TIMING_SIGNATURE: &[u8] = b"holdfast timing signature 1\0";
pub(crate) const KEY_BOX: &[u8] = b"holdfast key box 1\0";
pub(crate) const CONTENT_KEY: &[u8] = b"holdfast content key 1\0";
pub(crate) const INVITER_CARD: &[u8] = b"holdfast inviter card 1\0";
pub(crate) const NEWCOMER_CARD: &[u8] = b"holdfast newcomer card 1\0";
pub(crate) const LOCAL: &[u8] = b"holdfast local 1\0";
pub(crate) const SAFETY_NUMBER: &[u8] = b"holdfast safety number 1\0";
