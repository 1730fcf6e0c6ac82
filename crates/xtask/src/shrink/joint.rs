//! A file that holds two programs, one behind the other: where the first ends.

use super::reader::Reader;
use super::wasm::MAGIC;

/// How many bytes the first has; none where the file holds one, or no program at all.
pub fn joint(file: &[u8]) -> Option<usize> {
    let mut rest = Reader(file.strip_prefix(MAGIC)?);
    while !rest.0.starts_with(MAGIC) {
        rest.byte().ok()?;
        rest.counted().ok()?;
    }
    Some(file.len() - rest.0.len())
}

#[cfg(test)]
mod tests {
    use super::super::wasm::tests::example;
    use super::*;

    #[test]
    fn the_second_begins_where_the_first_ends() {
        let one = example().bytes();
        let two = [&one[..], MAGIC].concat();
        assert_eq!(joint(&two), Some(one.len()));
        assert_eq!(joint(&two[1..]), None);
        assert_eq!(joint(&two[..two.len() - 1]), None);
        assert_eq!(joint(&one), None);
        assert_eq!(joint(b""), None);
    }
}
