//! When each zone's clocks change: read from its packed form once.

use std::sync::OnceLock;

/// Minutes from the Unix epoch to the start of 2000, where the table starts.
pub(super) const START: i64 = 946_684_800 / 60;

/// Seconds in the unit of the packed offsets.
const QUARTER_HOUR: i32 = 15 * 60;

/// Spans of one offset, one after the other.
pub(super) struct Sequence {
    /// Where each span begins, in minutes since [`START`]; the first is 0 and
    /// stands for all time before, too.
    pub(super) begins: Vec<u32>,
    /// Each span's offset from UTC, in seconds.
    pub(super) offsets: Vec<i32>,
}

/// The sequence of this number; zones that share their clocks share it.
pub(super) fn sequence(number: usize) -> &'static Sequence {
    static SEQUENCES: OnceLock<Vec<Sequence>> = OnceLock::new();
    static UTC: OnceLock<Sequence> = OnceLock::new();
    SEQUENCES
        .get_or_init(|| unpack(include_bytes!("zones.bin")))
        .get(number)
        .unwrap_or_else(|| {
            UTC.get_or_init(|| Sequence {
                begins: vec![0],
                offsets: vec![0],
            })
        })
}

/// For each sequence the number of its spans, then for each span the minutes
/// since the one before it (seven bits a byte, lowest first) and its offset in
/// quarter hours (one signed byte).
fn unpack(packed: &[u8]) -> Vec<Sequence> {
    let mut bytes = packed.iter().copied();
    let mut sequences = Vec::new();
    while let Some(spans) = number(&mut bytes) {
        let mut sequence = Sequence {
            begins: Vec::new(),
            offsets: Vec::new(),
        };
        let mut at = 0_u32;
        for _ in 0..spans {
            at = at.wrapping_add(number(&mut bytes).unwrap_or(0));
            let quarters = bytes.next().unwrap_or(0).cast_signed();
            sequence.begins.push(at);
            sequence.offsets.push(i32::from(quarters) * QUARTER_HOUR);
        }
        sequences.push(sequence);
    }
    sequences
}

fn number(bytes: &mut impl Iterator<Item = u8>) -> Option<u32> {
    let mut value = 0;
    let mut shift = 0;
    loop {
        let byte = bytes.next()?;
        value |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
        shift = (shift + 7) % 32;
    }
}
