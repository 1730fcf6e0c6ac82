//! Padding, so that a length says little.
//!
//! Sizes grow as in Padmé (Nikitin et al., PURBs, 2019): the more bytes, the
//! coarser the steps, so that a length tells O(log log n) bits. Small content,
//! where a step would be fine enough to tell a "yes" from a "no", all gets the
//! same size.

use zeroize::Zeroizing;

/// The size that everything shorter is padded to.
pub(crate) const SMALLEST: usize = 256;

/// The format of what is padded; the first byte.
const FORMAT: u8 = 1;
/// Format and length.
const LEAD: usize = 1 + 4;

/// `content` with its format and length in front and zeros behind. Room for
/// `extra` bytes is set aside, so that a tag does not move the plaintext.
pub(crate) fn pad(content: &[u8], smallest: usize, extra: usize) -> Zeroizing<Vec<u8>> {
    let size = padded_size(LEAD + content.len(), smallest);
    let mut padded = Zeroizing::new(Vec::with_capacity(size + extra));
    padded.push(FORMAT);
    // Longer content than 4 GiB cannot exist in a browser and is refused by
    // its size long before a relay sees it.
    padded.extend_from_slice(&(content.len() as u32).to_be_bytes());
    padded.extend_from_slice(content);
    padded.resize(size, 0);
    padded
}

/// The content in `padded`; `None` where the format is another, the length
/// does not fit, or the padding is not the one that [`pad`] writes.
pub(crate) fn unpad(padded: &[u8], smallest: usize) -> Option<&[u8]> {
    let (&[format, ref length @ ..], rest) = padded.split_first_chunk::<LEAD>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (content, zeros) = rest.split_at_checked(length)?;
    let whole = format == FORMAT
        && padded.len() == padded_size(LEAD + length, smallest)
        && zeros.iter().all(|&byte| byte == 0);
    whole.then_some(content)
}

fn padded_size(length: usize, smallest: usize) -> usize {
    let length = length.max(smallest);
    let exponent = length.ilog2();
    let kept = exponent.checked_ilog2().map_or(0, |bits| bits + 1);
    length.next_multiple_of(1 << exponent.saturating_sub(kept))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sizes_are_those_of_the_format_page() {
        for (length, size) in [
            (0, 256),
            (256, 256),
            (257, 272),
            (272, 272),
            (1000, 1024),
            (1025, 1088),
            (80_005, 81_920),
        ] {
            assert_eq!(padded_size(length, SMALLEST), size, "{length}");
        }
    }

    #[test]
    fn nothing_grows_by_more_than_a_sixteenth() {
        for length in SMALLEST..140_000 {
            let size = padded_size(length, SMALLEST);
            assert!(size >= length && (size - length) * 16 <= length, "{length}");
        }
    }

    #[test]
    fn other_padding_is_refused() {
        let padded = pad(b"tide", SMALLEST, 0);
        let altered = |place: usize, byte: u8| {
            let mut altered = padded.to_vec();
            altered[place] = byte;
            altered
        };
        assert_eq!(unpad(&padded, SMALLEST), Some(&b"tide"[..]));
        assert_eq!(unpad(&altered(0, 2), SMALLEST), None, "another format");
        assert_eq!(
            unpad(&altered(1, 1), SMALLEST),
            None,
            "a length past the end"
        );
        assert_eq!(
            unpad(&altered(255, 1), SMALLEST),
            None,
            "a byte in the zeros"
        );
        assert_eq!(unpad(&padded[..255], SMALLEST), None, "cut short");
        let mut longer = padded.to_vec();
        longer.resize(272, 0);
        assert_eq!(unpad(&longer, SMALLEST), None, "more padding than needed");
        assert_eq!(unpad(&[], SMALLEST), None, "nothing");
    }

    proptest! {
        #[test]
        fn what_is_padded_comes_back(content in proptest::collection::vec(any::<u8>(), 0..3000), smallest in 0_usize..600) {
            let padded = pad(&content, smallest, 16);
            prop_assert!(padded.len() >= smallest);
            prop_assert_eq!(unpad(&padded, smallest), Some(content.as_slice()));
        }
    }
}
