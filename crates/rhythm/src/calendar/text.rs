//! Lines of a calendar file, as RFC 5545 wants them.

use chrono::{DateTime, NaiveDateTime, Utc};

/// How long a line may be, in octets, without its end.
const OCTETS_MAX: usize = 75;

/// A text that grows line by line.
#[derive(Default)]
pub(super) struct Text {
    text: String,
}

impl Text {
    /// Adds a property, folded where it is long. `value` is written as it is.
    pub(super) fn line(&mut self, name: &str, value: &str) {
        let mut octets = 0;
        for character in name.chars().chain([':']).chain(value.chars()) {
            octets += character.len_utf8();
            if octets > OCTETS_MAX {
                self.text.push_str("\r\n ");
                octets = 1 + character.len_utf8();
            }
            self.text.push(character);
        }
        self.text.push_str("\r\n");
    }

    /// Adds a property whose value is text for people.
    pub(super) fn words(&mut self, name: &str, words: &str) {
        self.line(name, &escaped(words));
    }

    pub(super) fn into_string(self) -> String {
        self.text
    }
}

fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for character in words.chars() {
        match character {
            '\n' => escaped.push_str("\\n"),
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(character);
            }
            '\t' => escaped.push(' '),
            _ if character.is_control() => {}
            _ => escaped.push(character),
        }
    }
    escaped
}

/// A time on the wall, to the second.
pub(super) fn stamp(local: NaiveDateTime) -> String {
    let mut stamp = String::new();
    for character in local.to_string().chars() {
        match character {
            '.' => break,
            ' ' => stamp.push('T'),
            '-' | ':' => {}
            digit => stamp.push(digit),
        }
    }
    stamp
}

/// An instant, to the second.
pub(super) fn stamp_utc(at: DateTime<Utc>) -> String {
    let mut stamp = stamp(at.naive_utc());
    stamp.push('Z');
    stamp
}

/// A short name for `parts` that stays the same for ever (FNV-1a, 64 bits).
pub(super) fn digest(parts: &[&str]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    // No text has the octet 255 in it, so parts cannot run into one another.
    let octets = parts.iter().flat_map(|part| part.bytes().chain([0xff]));
    for octet in octets {
        hash = (hash ^ u64::from(octet)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}")
}
