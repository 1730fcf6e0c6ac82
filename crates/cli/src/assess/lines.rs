//! Messages out of a stream, a line each.

use crate::failure::{Failure, NoMessage};
use std::io::{self, BufRead, BufReader, Read};

/// The longest message that is read, in bytes: many times the longest letter.
pub(crate) const LINE_BYTES_MAX: usize = 4 * 1024 * 1024;

/// One message.
pub(super) struct Line {
    /// It, without the end of its line.
    /// Bytes that are no text are replaced by U+FFFD; of one too long it is the beginning.
    pub(super) text: String,
    /// Whether the rest of it was too long to be read.
    pub(super) is_cut: bool,
    /// Whether no other line is there yet, so that its answer may be waited for.
    pub(super) is_last_for_now: bool,
}

/// The messages.
pub(super) struct Lines<R> {
    from: BufReader<R>,
    /// How many lines have been asked for.
    number: u64,
    /// The first line that was not read as it stands.
    wrong: Option<(u64, NoMessage)>,
    /// How many more there were.
    more: u64,
}

impl<R: Read> Lines<R> {
    /// Reads them from here.
    pub(super) fn of(from: R) -> Self {
        Self {
            from: BufReader::new(from),
            number: 0,
            wrong: None,
            more: 0,
        }
    }

    /// The next message; none at the end.
    ///
    /// # Errors
    /// When nothing can be read.
    pub(super) fn next(&mut self) -> Result<Option<Line>, Failure> {
        self.number += 1;
        let mut bytes = Vec::new();
        // Room for the end of the line, and for one byte too many.
        let room = LINE_BYTES_MAX as u64 + 2;
        self.from
            .by_ref()
            .take(room)
            .read_until(b'\n', &mut bytes)
            .map_err(unreadable)?;
        if bytes.is_empty() {
            return Ok(None);
        }
        let is_whole = bytes.ends_with(b"\n");
        if is_whole {
            bytes.pop();
            if bytes.ends_with(b"\r") {
                bytes.pop();
            }
        }
        let is_cut = bytes.len() > LINE_BYTES_MAX;
        if is_cut {
            bytes.truncate(LINE_BYTES_MAX);
            self.note(NoMessage::TooLong);
        }
        if is_cut && !is_whole {
            self.from.skip_until(b'\n').map_err(unreadable)?;
        }
        let text = String::from_utf8(bytes).unwrap_or_else(|error| {
            if !is_cut {
                self.note(NoMessage::NotUtf8 {
                    byte: error.utf8_error().valid_up_to() + 1,
                });
            }
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        });
        Ok(Some(Line {
            text,
            is_cut,
            is_last_for_now: !self.from.buffer().contains(&b'\n'),
        }))
    }

    fn note(&mut self, why: NoMessage) {
        if self.wrong.is_some() {
            self.more += 1;
        } else {
            self.wrong = Some((self.number, why));
        }
    }

    /// What was wrong with any line until now.
    pub(super) fn failure(self) -> Option<Failure> {
        let (number, why) = self.wrong?;
        let more = self.more;
        Some(Failure::Line { number, why, more })
    }
}

fn unreadable(error: io::Error) -> Failure {
    Failure::Unreadable {
        file: "standard input".into(),
        reason: error.to_string(),
    }
}
