//! The outbox's entries as they are stored: in an order that a script without
//! this program can read, so that it can post what waits.

use super::apply::readable;
use holdfast_protocol::{Submission, encode};
use holdfast_sync::{Standing, Waiting};

/// In front of the bytes of an entry that no build could read so far: it stays,
/// and nobody posts it.
pub const UNREADABLE: u8 = 0xff;

/// One entry: the standing (0 for what waits for a link), its place, and then
/// exactly the submission's bytes.
pub fn bytes(waiting: &Waiting) -> Vec<u8> {
    encode(&(&waiting.standing, waiting.order, &waiting.submission))
}

/// Reads an entry.
pub fn read(bytes: &[u8]) -> Option<Waiting> {
    let (standing, order, submission): (Standing, u64, Submission) = readable(bytes)?;
    Some(Waiting {
        submission,
        order,
        standing,
    })
}

/// An entry as version 1 wrote it, as this one does.
pub fn renewed(old: &[u8]) -> Vec<u8> {
    match readable::<Waiting>(old) {
        Some(waiting) => bytes(&waiting),
        None => [&[UNREADABLE], old].concat(),
    }
}
