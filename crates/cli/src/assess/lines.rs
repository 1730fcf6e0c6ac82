//! Messages out of a stream, a line each.

use crate::failure::{Failure, NoMessage};
use std::io::{BufRead, BufReader, Read};

/// The longest message that is read, in bytes: many times the longest letter.
pub(crate) const LINE_BYTES_MAX: usize = 4 * 1024 * 1024;

/// One message.
pub(super) struct Line {
    /// It, without the end of its line.
    pub(super) text: String,
    /// Whether no other line is there yet, so that its answer may be waited for.
    pub(super) is_last_for_now: bool,
}

/// The messages.
pub(super) struct Lines<R> {
    from: BufReader<R>,
    /// How many lines have been asked for.
    number: u64,
}

impl<R: Read> Lines<R> {
    /// Reads them from here.
    pub(super) fn of(from: R) -> Self {
        Self {
            from: BufReader::new(from),
            number: 0,
        }
    }

    /// The next message; none at the end.
    ///
    /// # Errors
    /// When the line is no message, or cannot be read.
    pub(super) fn next(&mut self) -> Result<Option<Line>, Failure> {
        self.number += 1;
        let mut bytes = Vec::new();
        // Room for the end of the line, and for one byte too many.
        let room = LINE_BYTES_MAX as u64 + 2;
        self.from
            .by_ref()
            .take(room)
            .read_until(b'\n', &mut bytes)
            .map_err(|error| Failure::Unreadable {
                file: "standard input".into(),
                reason: error.to_string(),
            })?;
        if bytes.is_empty() {
            return Ok(None);
        }
        if bytes.ends_with(b"\n") {
            bytes.pop();
            if bytes.ends_with(b"\r") {
                bytes.pop();
            }
        }
        if bytes.len() > LINE_BYTES_MAX {
            return Err(self.refused(NoMessage::TooLong));
        }
        let text = String::from_utf8(bytes).map_err(|error| {
            self.refused(NoMessage::NotUtf8 {
                byte: error.utf8_error().valid_up_to() + 1,
            })
        })?;
        Ok(Some(Line {
            text,
            is_last_for_now: !self.from.buffer().contains(&b'\n'),
        }))
    }

    fn refused(&self, why: NoMessage) -> Failure {
        Failure::Line {
            number: self.number,
            why,
        }
    }
}
