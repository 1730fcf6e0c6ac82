//! Reads JSON strictly.

use super::{Stop, Value};
use crate::order::sort_by_key;

/// How deep lists and objects may stand in one another.
const DEPTH_MAX: usize = 127;

impl Value {
    /// The value that `json` is.
    ///
    /// # Errors
    /// The place where it stops being JSON.
    pub fn read(json: &str) -> Result<Self, Stop> {
        let mut reader = Reader { json, at: 0 };
        let value = reader.value(DEPTH_MAX);
        reader.space();
        match value {
            Some(value) if reader.at == json.len() => Ok(value),
            _ => Err(reader.stop()),
        }
    }
}

struct Reader<'a> {
    json: &'a str,
    /// The byte that is read next; after a failure, the one that does not fit.
    at: usize,
}

impl Reader<'_> {
    fn next(&self) -> Option<u8> {
        self.json.as_bytes().get(self.at).copied()
    }

    /// Steps over `byte` if it is next.
    fn step(&mut self, byte: u8) -> bool {
        let is_next = self.next() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn space(&mut self) {
        while matches!(self.next(), Some(b' ' | b'\n' | b'\t' | b'\r')) {
            self.at += 1;
        }
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        self.space();
        match self.next()? {
            b'n' => self.word("null", Value::Null),
            b't' => self.word("true", Value::Truth(true)),
            b'f' => self.word("false", Value::Truth(false)),
            b'"' => self.text().map(Value::Text),
            b'[' => self.list(depth.checked_sub(1)?),
            b'{' => self.object(depth.checked_sub(1)?),
            _ => self.number(),
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Option<Value> {
        word.bytes().all(|byte| self.step(byte)).then_some(value)
    }

    fn number(&mut self) -> Option<Value> {
        let start = self.at;
        self.step(b'-');
        if !self.step(b'0') {
            self.digits()?;
        }
        if self.step(b'.') {
            self.digits()?;
        }
        if self.step(b'e') || self.step(b'E') {
            let _ = self.step(b'+') || self.step(b'-');
            self.digits()?;
        }
        let digits = self.json.get(start..self.at)?;
        Some(Value::Number(digits.to_owned()))
    }

    /// At least one digit.
    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.next().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    fn text(&mut self) -> Option<String> {
        self.at += 1;
        let mut text = String::new();
        loop {
            let start = self.at;
            while !matches!(self.next()?, b'"' | b'\\' | 0..=0x1f) {
                self.at += 1;
            }
            text.push_str(self.json.get(start..self.at)?);
            if self.step(b'"') {
                return Some(text);
            }
            if !self.step(b'\\') {
                return None;
            }
            text.push(self.escaped()?);
        }
    }

    /// What stands for one character after a backslash.
    fn escaped(&mut self) -> Option<char> {
        let character = match self.next()? {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                self.at += 1;
                return self.coded();
            }
            _ => return None,
        };
        self.at += 1;
        Some(character)
    }

    /// A character by its code, or by two that stand for one together.
    fn coded(&mut self) -> Option<char> {
        let first = self.code()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first);
        }
        if !(self.step(b'\\') && self.step(b'u')) {
            return None;
        }
        let second = self.code()?.checked_sub(0xdc00)?;
        (second < 0x400)
            .then(|| char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + second))
            .flatten()
    }

    fn code(&mut self) -> Option<u32> {
        let mut code = 0;
        for _ in 0..4 {
            code = code * 16 + char::from(self.next()?).to_digit(16)?;
            self.at += 1;
        }
        Some(code)
    }

    fn list(&mut self, depth: usize) -> Option<Value> {
        self.at += 1;
        let mut items = Vec::new();
        self.space();
        if self.step(b']') {
            return Some(Value::List(items));
        }
        loop {
            items.push(self.value(depth)?);
            self.space();
            if self.step(b']') {
                return Some(Value::List(items));
            }
            if !self.step(b',') {
                return None;
            }
        }
    }

    fn object(&mut self, depth: usize) -> Option<Value> {
        self.at += 1;
        let mut fields = Vec::new();
        self.space();
        if self.step(b'}') {
            return Some(Value::Object(fields));
        }
        loop {
            self.space();
            if self.next()? != b'"' {
                return None;
            }
            let name = self.text()?;
            self.space();
            if !self.step(b':') {
                return None;
            }
            fields.push((name, self.value(depth)?));
            self.space();
            if self.step(b'}') {
                return Some(Value::Object(by_name(fields)));
            }
            if !self.step(b',') {
                return None;
            }
        }
    }

    fn stop(&self) -> Stop {
        let until = self.json.len().min(self.at + 1);
        let read = self.json.as_bytes().get(..until).unwrap_or_default();
        let ended = |byte: &u8| *byte == b'\n';
        let line_start = read.iter().rposition(ended).map_or(0, |end| end + 1);
        Stop {
            line: 1 + read.iter().filter(|byte| ended(byte)).count(),
            column: until - line_start,
        }
    }
}

/// Sorted, and of a name that is there twice the last.
fn by_name(mut fields: Vec<(String, Value)>) -> Vec<(String, Value)> {
    // The order is stable: turned around, the last of a name comes first.
    fields.reverse();
    sort_by_key(&mut fields, |(name, _)| name.clone());
    fields.dedup_by(|later, earlier| later.0 == earlier.0);
    fields
}
