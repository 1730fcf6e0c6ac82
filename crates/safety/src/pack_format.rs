//! How a language's pack is laid out, for the build script that writes it and the program
//! that reads it: [`MAGIC`], the language's code as a counted text, then sections, each a
//! tag, its length and its bytes. Numbers take seven bits to a byte, the lowest first.

/// How every pack begins; its last byte is the layout's version.
pub(crate) const MAGIC: [u8; 4] = *b"HFP\x02";

/// Rules: how many, then name, category, level (nothing for a sign) and the scopes that
/// leave it alone.
pub(crate) const RULES: u8 = 1;
/// Literals: a counted text, one literal a line, an empty line after those that belong to
/// the same symbols; then for each such kind how many symbols, and which: each by how far it
/// is after the one before, the first after the first of the kind before.
pub(crate) const LITERALS: u8 = 2;
/// Patterns: how many symbols there are; then owner, [`LEVEL_OF`] and flags, how many
/// elements, and for each its symbol and the gap before it; the first symbol by how far it is
/// after the first of the pattern before.
pub(crate) const PATTERNS: u8 = 3;
/// Numbers: the least, and the symbol.
pub(crate) const NUMBERS: u8 = 4;
/// A statistical model, in a form of its own.
pub(crate) const MODEL: u8 = 5;

/// The bits of a pattern's flags that hold a level of its own; none, the rule's.
pub(crate) const LEVEL_OF: u8 = 0b011;
/// The pattern may go on in the next sentence.
pub(crate) const CROSSES: u8 = 0b100;

/// Owners from here on are scopes.
pub(crate) const SCOPES_FROM: u16 = 0x8000;
/// A gap is never wider.
pub(crate) const LARGEST_GAP: u8 = 15;
