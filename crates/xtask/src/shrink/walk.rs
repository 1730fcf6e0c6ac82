//! The instructions of a function, as far as one must know them to find those that name another function.

use super::reader::{Reader, broken};
use super::wasm::put_number;
use crate::error::Error;

/// `call`, before a function's number.
const CALL: u8 = 0x10;
/// `ref.func`, before one too.
const REFERENCE: u8 = 0xd2;

/// The function's body with every mention of a function written by `put`, which is told whether it is called.
pub fn rewritten(
    body: &[u8],
    mut put: impl FnMut(&mut Vec<u8>, Mention) -> Result<(), Error>,
) -> Result<Vec<u8>, Error> {
    let mut rest = Reader(body);
    for _ in 0..rest.number()? {
        rest.number()?;
        rest.byte()?;
    }
    let mut written = body[..body.len() - rest.0.len()].to_vec();
    while !rest.0.is_empty() {
        let before = rest.0;
        let code = rest.byte()?;
        if code == CALL || code == REFERENCE {
            let number = rest.number()? as usize;
            let is_call = code == CALL;
            put(&mut written, Mention { number, is_call })?;
        } else {
            skip(&mut rest, code)?;
            written.extend(&before[..before.len() - rest.0.len()]);
        }
    }
    Ok(written)
}

/// One place where a function names another.
#[derive(Clone, Copy)]
pub struct Mention {
    /// The number of the other.
    pub number: usize,
    /// Whether it is called there.
    pub is_call: bool,
}

impl Mention {
    /// The same place, naming another.
    pub fn at(self, number: usize) -> Self {
        Self { number, ..self }
    }

    /// Writes it.
    pub fn put(self, to: &mut Vec<u8>) {
        to.push(if self.is_call { CALL } else { REFERENCE });
        put_number(to, self.number);
    }
}

/// The numbers of the functions that a function names.
pub fn mentioned(body: &[u8]) -> Result<Vec<usize>, Error> {
    let mut found = Vec::new();
    rewritten(body, |_, mention| {
        found.push(mention.number);
        Ok(())
    })?;
    Ok(found)
}

/// Goes over what belongs to an instruction.
fn skip(rest: &mut Reader, code: u8) -> Result<(), Error> {
    const I64_CONST: u8 = 0x42;
    let numbers = match code {
        // Control without a label, comparing, computing, `drop` and the like.
        0x00 | 0x01 | 0x05 | 0x0b | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 | 0xd1 => 0,
        // A block's type, a label, a variable, a table, memory's size, a constant.
        0x02..=0x04 | 0x0c | 0x0d | 0x20..=0x26 | 0x3f..=I64_CONST | 0xd0 => 1,
        // A type and a table, or an alignment and an offset.
        0x11 | 0x28..=0x3e => 2,
        0x0e => {
            let labels = rest.number()?;
            u64::from(labels) + 1
        }
        0x1c => u64::from(rest.number()?),
        0x43 => return take(rest, 4),
        0x44 => return take(rest, 8),
        0xfc => match rest.number()? {
            0..=7 => 0,
            9 | 11 | 13 | 15..=17 => 1,
            8 | 10 | 12 | 14 => 2,
            _ => return Err(broken()),
        },
        _ => return Err(broken()),
    };
    // Where one ends is the same for every kind of number.
    for _ in 0..numbers {
        while rest.byte()? >= 0x80 {}
    }
    Ok(())
}

fn take(rest: &mut Reader, count: usize) -> Result<(), Error> {
    for _ in 0..count {
        rest.byte()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_that_are_named_are_found_among_everything_else() {
        // Two locals; a block with a table of labels, constants that look like calls, a copy of memory.
        let body = [
            1, 2, 0x7f, 0x02, 0x40, 0x0e, 1, 0x10, 0x10, 0x41, 0x90, 0x10, 0x10, 0x85, 0x02, 0x44,
            0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x28, 2, 0x10, 0xfc, 10, 0, 0, 0xd2, 7,
            0x11, 0x10, 0, 0x0b, 0x0b,
        ];
        assert_eq!(mentioned(&body).unwrap(), [261, 7]);
        let same = rewritten(&body, |to, mention| {
            mention.put(to);
            Ok(())
        });
        assert_eq!(same.unwrap(), body);
    }

    #[test]
    fn what_is_not_known_is_refused() {
        assert!(mentioned(&[0, 0xfd, 0, 0x0b]).is_err());
        assert!(mentioned(&[0, 0x10]).is_err());
    }
}
