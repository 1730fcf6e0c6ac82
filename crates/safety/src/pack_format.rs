//! How a language's pack is laid out, for the build script that writes it and the program
//! that reads it: [`MAGIC`], the length of the language's code and the code, the
//! [`checksum`] of all that follows, the length of the lexicon (both in four bytes, the lowest
//! first), the lexicon, and to the end a statistical model in a form of its own, if there is
//! one.
//!
//! The lexicon is what passed one coder (`coder.rs`): the tables (`tables.rs`), then letters
//! (`letters.rs`): a line for each rule's name; then for each kind of literals a line for
//! each, and an empty one.

/// How every pack begins; its last byte is the layout's version.
pub(crate) const MAGIC: [u8; 4] = *b"HFP\x04";

/// How every model begins; its last byte is the layout's version. A file of another one is
/// left out of the pack, which nobody could read with it.
pub(crate) const MODEL_MAGIC: [u8; 4] = *b"HFM\x02";

/// The bits of a pattern's flags that hold a level of its own; none, the rule's.
pub(crate) const LEVEL_OF: u8 = 0b011;
/// The pattern may go on in the next sentence.
pub(crate) const CROSSES: u8 = 0b100;

/// Owners from here on are scopes.
pub(crate) const SCOPES_FROM: u16 = 0x8000;
/// A gap is never wider.
#[allow(dead_code, reason = "what is written in four bits cannot be wider")]
pub(crate) const LARGEST_GAP: u8 = 15;

/// FNV-1a. What is damaged has another; whoever means harm can make one, and so reading is
/// checked besides.
pub(crate) fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum, &byte| {
        (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}
