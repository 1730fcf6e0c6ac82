//! Bits as an arithmetic coder writes and reads them, each in no more room than it is
//! unlikely. Whole numbers only: what is written on one machine is read on every other.
//!
//! Also compiled into the build script, which writes; [`Way`] is what differs.

/// Writing or reading.
pub(crate) trait Way {
    /// Writes this bit and gives it back, or reads one. `likely`: how likely it is set, of 65 536; never 0.
    fn pass(&mut self, bit: bool, likely: u32) -> bool;
}

/// Reading. Past the end there is nothing but zeros.
#[derive(Debug)]
pub(crate) struct Reading {
    bytes: Vec<u8>,
    taken: usize,
    low: u32,
    high: u32,
    at: u32,
}

impl Reading {
    pub(crate) fn of(bytes: Vec<u8>) -> Self {
        let mut reading = Reading {
            bytes,
            taken: 0,
            low: 0,
            high: u32::MAX,
            at: 0,
        };
        for _ in 0..4 {
            reading.next();
        }
        reading
    }

    fn next(&mut self) {
        let byte = self.bytes.get(self.taken).copied().unwrap_or_default();
        self.at = self.at << 8 | u32::from(byte);
        self.taken += 1;
    }
}

impl Way for Reading {
    fn pass(&mut self, _: bool, likely: u32) -> bool {
        let middle = middle(self.low, self.high, likely);
        let bit = self.at <= middle;
        if bit {
            self.high = middle;
        } else {
            self.low = middle + 1;
        }
        while self.low >> 24 == self.high >> 24 {
            self.low <<= 8;
            self.high = self.high << 8 | 0xff;
            self.next();
        }
        bit
    }
}

/// Where the room from `low` to `high` is divided.
pub(crate) fn middle(low: u32, high: u32, likely: u32) -> u32 {
    let room = u64::from(high - low) * u64::from(likely);
    low + (room >> 16) as u32
}

/// How likely a bit is set, as far as is known from those before it; nothing known, zero.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Chance {
    /// How far from even, of 65 536.
    beyond_even: i16,
    /// How many bits it has seen, up to the most that count.
    pub(crate) seen: u8,
    /// For whoever keeps it.
    pub(crate) of: u8,
}

/// So many bits count; older ones are forgotten little by little.
const MOST_SEEN: u8 = 15;
const EVEN: i32 = 0x8000;

/// How far a chance moves towards a bit, of 32 768: a part of 1.4 the first time, of 2.4 the
/// second.
const PARTS: [i32; MOST_SEEN as usize + 1] = {
    let mut parts = [0; MOST_SEEN as usize + 1];
    let mut seen = 0;
    while seen < parts.len() {
        parts[seen] = 32_768 * 10 / (seen as i32 * 10 + 14);
        seen += 1;
    }
    parts
};

impl Chance {
    /// Of 65 536; never 0.
    pub(crate) fn likely(self) -> u32 {
        (i32::from(self.beyond_even) + EVEN) as u32
    }

    pub(crate) fn learn(&mut self, bit: bool) {
        let toward = if bit { 0x7ff0 } else { -0x7ff0 };
        let beyond = i32::from(self.beyond_even);
        let part = PARTS[usize::from(self.seen & MOST_SEEN)];
        self.beyond_even = (beyond + (((toward - beyond) * part) >> 15)) as i16;
        self.seen = MOST_SEEN.min(self.seen + 1);
    }
}

/// What bits pass.
#[derive(Debug)]
pub(crate) struct Coder<W>(pub(crate) W);
