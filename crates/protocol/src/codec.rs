//! One way to turn wire types into bytes and back.

use serde::{Serialize, de::DeserializeOwned};

/// Why bytes are not what they should be. Never carries the bytes themselves.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{length} bytes could not be read as {expected}")]
pub struct DecodeError {
    /// What was expected, in words.
    pub expected: &'static str,
    /// How many bytes there were.
    pub length: usize,
}

/// The bytes of `value`.
///
/// ```
/// let bytes = holdfast_protocol::encode(&(1_u8, "tide"));
/// assert_eq!(holdfast_protocol::decode::<(u8, String)>(&bytes, "a pair")?, (1, "tide".into()));
/// # Ok::<(), holdfast_protocol::DecodeError>(())
/// ```
#[must_use]
pub fn encode<T: Serialize>(value: &T) -> Vec<u8> {
    // Writing to a Vec cannot run out of room, and no type here has a length
    // unknown beforehand, which are postcard's only reasons to refuse.
    postcard::to_allocvec(value).unwrap_or_default()
}

/// Reads a `T` from all of `bytes`; bytes left over are an error, so that one
/// value has one encoding.
///
/// # Errors
/// When the bytes are cut short, run on, or say something impossible.
pub fn decode<T: DeserializeOwned>(bytes: &[u8], expected: &'static str) -> Result<T, DecodeError> {
    match postcard::take_from_bytes(bytes) {
        Ok((value, [])) => Ok(value),
        _ => Err(DecodeError {
            expected,
            length: bytes.len(),
        }),
    }
}
