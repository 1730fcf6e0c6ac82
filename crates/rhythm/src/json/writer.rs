//! Writing JSON, piece by piece.

use std::fmt::{Display, Write as _};

/// JSON while it is being written, without spaces; commas come by themselves.
///
/// ```
/// use holdfast_rhythm::json::Writer;
///
/// let mut writer = Writer::default();
/// writer.object(|writer| {
///     writer.number("version", 1);
///     writer.list("days", &["mon", "tue"], |writer, day| writer.item(day));
/// });
/// assert_eq!(writer.json, r#"{"version":1,"days":["mon","tue"]}"#);
/// ```
#[derive(Debug, Default)]
pub struct Writer {
    /// What is written so far.
    pub json: String,
}

impl Writer {
    /// An object, with the fields that `write` adds.
    pub fn object(&mut self, write: impl FnOnce(&mut Self)) {
        self.open('{');
        write(self);
        self.json.push('}');
    }

    /// A field with an object, with the fields that `write` adds.
    pub fn field(&mut self, name: &str, write: impl FnOnce(&mut Self)) {
        self.name(name);
        self.object(write);
    }

    /// A field with a list of what `write` adds for each item.
    pub fn list<T>(&mut self, name: &str, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.name(name);
        self.open('[');
        for item in items {
            write(self, item);
        }
        self.json.push(']');
    }

    /// Text as a list's item.
    pub fn item(&mut self, text: &str) {
        self.separate();
        write_text(&mut self.json, text);
    }

    /// A truth value as a list's item.
    pub fn truth(&mut self, truth: bool) {
        self.separate();
        self.json.push_str(if truth { "true" } else { "false" });
    }

    /// A field with text.
    pub fn text(&mut self, name: &str, text: &str) {
        self.name(name);
        write_text(&mut self.json, text);
    }

    /// A field with text that has nothing to escape in it, such as a date.
    pub fn plain(&mut self, name: &str, value: &dyn Display) {
        self.name(name);
        // Writing into text cannot fail.
        let _ = write!(self.json, "\"{value}\"");
    }

    /// A field with a number.
    pub fn number(&mut self, name: &str, number: u32) {
        self.name(name);
        let _ = write!(self.json, "{number}");
    }

    fn name(&mut self, name: &str) {
        self.separate();
        write_text(&mut self.json, name);
        self.json.push(':');
    }

    fn open(&mut self, bracket: char) {
        self.separate();
        self.json.push(bracket);
    }

    /// A comma, but for what comes first.
    fn separate(&mut self) {
        if !self.json.is_empty() && !self.json.ends_with(['[', '{', ':']) {
            self.json.push(',');
        }
    }
}

/// Adds `text` as JSON, in quotes.
pub fn write_text(into: &mut String, text: &str) {
    into.push('"');
    for character in text.chars() {
        let escape = match character {
            '"' => '"',
            '\\' => '\\',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            '\u{8}' => 'b',
            '\u{c}' => 'f',
            '\0'..='\x1f' => {
                into.push_str("\\u00");
                let code = u32::from(character);
                into.extend(char::from_digit(code / 16, 16));
                into.extend(char::from_digit(code % 16, 16));
                continue;
            }
            plain => {
                into.push(plain);
                continue;
            }
        };
        into.push('\\');
        into.push(escape);
    }
    into.push('"');
}
