//! What is written with a [`Coder`](crate::coder::Coder), as bytes.

use super::coder::{Way, middle};

/// Writing.
pub struct Giving {
    bytes: Vec<u8>,
    low: u32,
    high: u32,
}

impl Giving {
    pub fn new() -> Self {
        Giving {
            bytes: Vec::new(),
            low: 0,
            high: u32::MAX,
        }
    }

    /// What was written. Zeros at its end are left out.
    pub fn finish(mut self) -> Vec<u8> {
        // The shortest number in the room that is left.
        let shortest = (0..=4).find_map(|bytes| {
            let mask = u32::MAX.checked_shr(8 * bytes).unwrap_or_default();
            let up = self.low.checked_add(mask)? & !mask;
            (up <= self.high).then_some((up, bytes))
        });
        let (last, count) = shortest.unwrap_or((self.low, 4));
        self.bytes.extend(&last.to_be_bytes()[..count as usize]);
        self.bytes
    }
}

impl Way for Giving {
    fn pass(&mut self, bit: bool, likely: u32) -> bool {
        let middle = middle(self.low, self.high, likely);
        if bit {
            self.high = middle;
        } else {
            self.low = middle + 1;
        }
        while self.low >> 24 == self.high >> 24 {
            self.bytes.push((self.low >> 24) as u8);
            self.low <<= 8;
            self.high = self.high << 8 | 0xff;
        }
        bit
    }
}
