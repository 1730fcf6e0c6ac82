//! A pack's tables as they pass a [`Coder`]: what each value is told from. Writing and reading
//! are the same walk; what is read is not checked here.
//!
//! Also compiled into the build script, which writes what this reads.

use super::coder::{Coder, Way};
use super::opinions::{Opinions, PLACES, mixed};
use super::pack_format::SCOPES_FROM;

/// Everything but the letters and the model.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Tables {
    /// Category, level, and the scopes that leave it alone.
    pub(crate) rules: Vec<(u8, u8, u16)>,
    /// How many symbols there are.
    pub(crate) symbols: u16,
    /// For each kind of literals, where its symbols end among those of all kinds.
    pub(crate) kinds: Vec<usize>,
    /// The symbols of all kinds, at least one for each.
    pub(crate) symbols_of: Vec<u16>,
    /// Owner, flags, and where its elements end among those of all patterns.
    pub(crate) patterns: Vec<(u16, u8, usize)>,
    /// Symbol, and the gap before it; at least one for each pattern.
    pub(crate) elements: Vec<(u16, u8)>,
    /// The least number, and the symbol.
    pub(crate) numbers: Vec<(u32, u16)>,
    /// Every letter there is in names and literals, in order.
    pub(crate) alphabet: Vec<u32>,
}

/// Every value has so many bits; what may have more comes in parts.
const BITS: u32 = 13;
const LOW: u32 = 1 << BITS;
/// There may be fewer than so many symbols, kinds or patterns.
#[allow(dead_code, reason = "asked by the build script")]
pub(crate) const MOST_OF_EACH: usize = LOW as usize;
/// No more of anything is read from a pack that is not sound.
const MOST: usize = 1 << 16;
/// For how many chances an opinion has room, as a power of two.
const ROOM: u32 = 16;
/// Owners from here on are scopes.
const SCOPES: u32 = SCOPES_FROM as u32;

impl Tables {
    /// Writes these tables and gives them back, or reads some, for which these are empty.
    pub(crate) fn pass<W: Way>(&self, coder: &mut Coder<W>) -> Tables {
        let mut tables = Tables::default();
        let mut values = Opinions::new(BITS, ROOM);
        // A number of which something is known from two others of its kind.
        let mut value = |own: u32, kind: u32, one: u32, other: u32| -> u32 {
            let one_of_kind = mixed(kind, one);
            let other_of_kind = mixed(other, kind);
            let both = mixed(one_of_kind, other);
            let near = mixed(one >> 4, kind);
            let about = [kind, one_of_kind, both, near, other_of_kind];
            values.pass(coder, own, &about, kind as usize % PLACES)
        };
        let mut last = 0;
        for place in 0..value(self.alphabet.len() as u32, 0, 0, 0) {
            let own = at(&self.alphabet, place as usize).wrapping_sub(last);
            let low = value(own % LOW, 0, 1, 0);
            last = last.wrapping_add(value(own / LOW, 0, 2, 0) * LOW + low);
            tables.alphabet.push(last);
        }
        for place in 0..value(self.rules.len() as u32, 0, 0, 1) {
            let (category, level, except) = at(&self.rules, place as usize);
            let category = value(category.into(), 0, 3, 0);
            let level = value(level.into(), 0, 4, category);
            let low = value(u32::from(except) % LOW, 0, 5, category);
            let except = value(u32::from(except) / LOW, 0, 6, low) * LOW + low;
            tables
                .rules
                .push((category as u8, level as u8, except as u16));
        }
        tables.symbols = value(self.symbols.into(), 0, 0, 2) as u16;
        // The symbols of a kind are often those that the kinds before had, in the same order.
        let mut first = 0;
        for place in 0..value(self.kinds.len() as u32, 0, 0, 3) {
            let end = at(&self.kinds, place as usize);
            let own = u32::from(at(&self.symbols_of, tables.symbols_of.len()));
            first = (first + value(own.wrapping_sub(first) % LOW, 0, 7, 0)) % LOW;
            let (mut before, mut symbol, mut kind) = (0, first, 1);
            while tables.symbols_of.len() < MOST {
                tables.symbols_of.push(symbol as u16);
                // Nothing for the end.
                let own = match tables.symbols_of.len() < end {
                    true => u32::from(at(&self.symbols_of, tables.symbols_of.len())) + 1,
                    false => 0,
                };
                let next = value(own, kind, symbol, mixed(before, first));
                let Some(next) = next.checked_sub(1) else {
                    break;
                };
                (before, symbol, kind) = (symbol, next, 2);
            }
            tables.kinds.push(tables.symbols_of.len());
        }
        let (mut first, mut owner, mut most) = (0, 0, 0);
        for place in 0..value(self.patterns.len() as u32, 0, 0, 4) {
            let (own_owner, flags, end) = at(&self.patterns, place as usize);
            let from = tables.elements.len();
            let (own, gap) = at(&self.elements, from);
            let step = value(u32::from(own).wrapping_sub(first) % LOW, 3, 0, 0);
            first = (first + step) % LOW;
            most = first.max(most);
            // Scopes are the upper half.
            let own_owner = u32::from(own_owner);
            let own_owner = own_owner % (LOW / 2) + own_owner / SCOPES * (LOW / 2);
            let ahead = value(own_owner.wrapping_sub(owner) % LOW, 3, 1, step.min(1));
            owner = (owner + ahead) % LOW;
            let of_scope = owner / (LOW / 2);
            let flags = value(flags.into(), 3, 2, of_scope) as u8;
            tables
                .elements
                .push((first as u16, value(gap.into(), 3, 3, 0) as u8));
            let mut was = 0;
            let mut gap = 0;
            loop {
                let (own, own_gap) = at(&self.elements, tables.elements.len());
                // One more than the gap; nothing for the end.
                let more = tables.elements.len() < end;
                let own_gap = u32::from(own_gap) + 1;
                gap = value(if more { own_gap } else { 0 }, 3, 4 + was.min(1), gap);
                if gap == 0 || tables.elements.len() >= MOST {
                    break;
                }
                let far = (most + 2).wrapping_sub(own.into()) % LOW;
                was = value(far, 3, 6, was.min(2));
                let symbol = (most + 2).wrapping_sub(was) % LOW;
                most = most.max(symbol);
                tables.elements.push((symbol as u16, (gap - 1) as u8));
            }
            let owner = owner % (LOW / 2) + of_scope * SCOPES;
            tables
                .patterns
                .push((owner as u16, flags, tables.elements.len()));
        }
        for place in 0..value(self.numbers.len() as u32, 0, 0, 5) {
            let (least, symbol) = at(&self.numbers, place as usize);
            let low = value(least % LOW, 0, 8, 0);
            let middle = value(least / LOW % LOW, 0, 9, 0);
            let high = value(least / LOW / LOW, 0, 10, 0);
            let least = (high * LOW + middle).wrapping_mul(LOW).wrapping_add(low);
            tables
                .numbers
                .push((least, value(symbol.into(), 0, 11, 0) as u16));
        }
        tables
    }
}

/// What is at a place; of what is to be read, nothing.
fn at<T: Copy + Default>(values: &[T], place: usize) -> T {
    values.get(place).copied().unwrap_or_default()
}
