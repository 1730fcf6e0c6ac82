//! Reading numbers, texts and lists as the WebAssembly format writes them.

use crate::error::Error;

/// What a list of the format holds.
pub fn list<T>(
    content: &[u8],
    mut item: impl FnMut(&mut Reader) -> Result<T, Error>,
) -> Result<Vec<T>, Error> {
    let mut rest = Reader(content);
    if rest.0.is_empty() {
        return Ok(Vec::new());
    }
    let count = rest.number()?;
    (0..count).map(|_| item(&mut rest)).collect()
}

/// What is still to be read.
pub struct Reader<'bytes>(pub &'bytes [u8]);

impl<'bytes> Reader<'bytes> {
    /// The next byte.
    pub fn byte(&mut self) -> Result<u8, Error> {
        let (first, rest) = self.0.split_first().ok_or_else(broken)?;
        self.0 = rest;
        Ok(*first)
    }

    /// The next number.
    pub fn number(&mut self) -> Result<u32, Error> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return u32::try_from(number).map_err(|_| broken());
            }
        }
        Err(broken())
    }

    /// As many bytes as the number before them says.
    pub fn counted(&mut self) -> Result<&'bytes [u8], Error> {
        let count = self.number()? as usize;
        let (taken, rest) = self.0.split_at_checked(count).ok_or_else(broken)?;
        self.0 = rest;
        Ok(taken)
    }

    /// The same as text.
    pub fn text(&mut self) -> Result<String, Error> {
        let bytes = self.counted()?;
        String::from_utf8(bytes.to_vec()).map_err(|_| broken())
    }

    /// How large a table or a memory is: the least, and sometimes the most.
    pub fn limits(&mut self) -> Result<(), Error> {
        let has_maximum = self.byte()? & 1 == 1;
        self.number()?;
        if has_maximum {
            self.number()?;
        }
        Ok(())
    }

    /// The bytes that `read` goes over.
    pub fn taken(
        &mut self,
        read: impl Fn(&mut Self) -> Result<(), Error>,
    ) -> Result<Vec<u8>, Error> {
        let before = self.0;
        read(self)?;
        Ok(before[..before.len() - self.0.len()].to_vec())
    }
}

/// What is read is not what a program of ours looks like.
pub fn broken() -> Error {
    Error::Unreadable {
        what: "the app's program".to_owned(),
        why: "it is not the WebAssembly that is expected here".to_owned(),
    }
}
