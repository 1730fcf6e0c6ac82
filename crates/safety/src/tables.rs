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

/// No value has more bits; what may have more comes in parts.
const BITS: u32 = 13;
const LOW: u32 = 1 << BITS;
/// There may be fewer than so many symbols, kinds or patterns.
#[allow(dead_code, reason = "asked by the build script")]
pub(crate) const MOST_OF_EACH: usize = LOW as usize;
/// No more of anything is read from a pack that is not sound.
const MOST: usize = 1 << 16;
/// So many symbols and elements are a few milliseconds of work.
const ENOUGH: usize = 3_000;
/// For how many chances an opinion has room, as a power of two.
const ROOM: u32 = 16;
/// Owners from here on are scopes, of which there are few.
const SCOPES: u32 = SCOPES_FROM as u32;
const MOST_SCOPES: u32 = 16;
/// The bits of a gap or of one more, and of a pattern's flags.
const GAP: u32 = 5;
const FLAGS: u32 = 3;

/// Tables that pass a coder, a part at a time.
#[derive(Debug)]
pub(crate) struct Passing {
    /// As far as they have passed.
    pub(crate) tables: Tables,
    values: Values,
    next: Next,
    /// The bits of a symbol, and of the rule or scope that a pattern belongs to.
    symbol: u32,
    owner: u32,
    /// The first symbol of the kind or pattern before, its owner, and the last symbol that was new.
    first: u32,
    owner_before: u32,
    most: u32,
}

/// What comes next, and how many of them.
#[derive(Debug)]
enum Next {
    Head,
    Kinds(u32),
    Patterns(u32),
    Nothing,
}

impl Passing {
    pub(crate) fn new() -> Passing {
        Passing {
            tables: Tables::default(),
            values: Values(Opinions::new(BITS, ROOM)),
            next: Next::Head,
            symbol: BITS,
            owner: BITS,
            first: 0,
            owner_before: 0,
            most: 0,
        }
    }

    /// Writes the next part of these tables, or reads one, for which they are empty. Says whether
    /// any is left.
    pub(crate) fn part<W: Way>(&mut self, own: &Tables, coder: &mut Coder<W>) -> bool {
        let so_far = |tables: &Tables| tables.symbols_of.len() + tables.elements.len();
        let enough = so_far(&self.tables) + ENOUGH;
        while so_far(&self.tables) < enough {
            self.next = match self.next {
                Next::Head => {
                    self.head(own, coder);
                    Next::Kinds(self.values.count(coder, own.kinds.len(), 3))
                }
                Next::Kinds(0) => {
                    (self.first, self.owner_before) = (0, 0);
                    Next::Patterns(self.values.count(coder, own.patterns.len(), 4))
                }
                Next::Kinds(left) => {
                    self.kind(own, coder);
                    Next::Kinds(left - 1)
                }
                Next::Patterns(0) => {
                    self.numbers(own, coder);
                    Next::Nothing
                }
                Next::Patterns(left) => {
                    self.pattern(own, coder);
                    Next::Patterns(left - 1)
                }
                Next::Nothing => return false,
            };
        }
        true
    }

    fn head<W: Way>(&mut self, own: &Tables, coder: &mut Coder<W>) {
        let (tables, values) = (&mut self.tables, &mut self.values);
        let mut last = 0;
        for place in 0..values.count(coder, own.alphabet.len(), 0) {
            let own = at(&own.alphabet, place as usize).wrapping_sub(last);
            let low = values.pass(coder, (own % LOW, BITS), 0, 1, 0);
            let high = values.pass(coder, (own / LOW, BITS), 0, 2, 0);
            last = last.wrapping_add(high * LOW + low);
            tables.alphabet.push(last);
        }
        for place in 0..values.count(coder, own.rules.len(), 1) {
            let (category, level, except) = at(&own.rules, place as usize);
            let except = u32::from(except);
            let category = values.pass(coder, (category.into(), BITS), 0, 3, 0);
            let level = values.pass(coder, (level.into(), BITS), 0, 4, category);
            let low = values.pass(coder, (except % LOW, BITS), 0, 5, category);
            let except = values.pass(coder, (except / LOW, BITS), 0, 6, low) * LOW + low;
            tables
                .rules
                .push((category as u8, level as u8, except as u16));
        }
        tables.symbols = values.count(coder, own.symbols.into(), 2) as u16;
        // One more than a symbol, too.
        self.symbol = bits(tables.symbols.into());
        // Scopes are the upper half.
        let rules = (tables.rules.len() as u32).max(MOST_SCOPES);
        self.owner = BITS.min(bits(rules - 1) + 1);
    }

    /// The symbols of a kind are often those that the kinds before had, in the same order.
    fn kind<W: Way>(&mut self, own: &Tables, coder: &mut Coder<W>) {
        let (tables, values) = (&mut self.tables, &mut self.values);
        let end = at(&own.kinds, tables.kinds.len());
        let one = u32::from(at(&own.symbols_of, tables.symbols_of.len()));
        let room = 1 << self.symbol;
        let step = one.wrapping_sub(self.first) % room;
        self.first = (self.first + values.pass(coder, (step, self.symbol), 0, 7, 0)) % room;
        let (mut before, mut symbol, mut kind) = (0, self.first, 1);
        while tables.symbols_of.len() < MOST {
            tables.symbols_of.push(symbol as u16);
            // Nothing for the end.
            let one = match tables.symbols_of.len() < end {
                true => u32::from(at(&own.symbols_of, tables.symbols_of.len())) + 1,
                false => 0,
            };
            let about = mixed(before, self.first);
            let next = values.pass(coder, (one, self.symbol), kind, symbol, about);
            let Some(next) = next.checked_sub(1) else {
                break;
            };
            (before, symbol, kind) = (symbol, next, 2);
        }
        tables.kinds.push(tables.symbols_of.len());
    }

    fn pattern<W: Way>(&mut self, own: &Tables, coder: &mut Coder<W>) {
        let (tables, values) = (&mut self.tables, &mut self.values);
        let (owner, flags, end) = at(&own.patterns, tables.patterns.len());
        let (symbol, gap) = at(&own.elements, tables.elements.len());
        let room = 1 << self.symbol;
        let step = u32::from(symbol).wrapping_sub(self.first) % room;
        let step = values.pass(coder, (step, self.symbol), 3, 0, 0);
        self.first = (self.first + step) % room;
        self.most = self.first.max(self.most);
        let owners = 1 << self.owner;
        let owner = u32::from(owner) % SCOPES + u32::from(owner) / SCOPES * (owners / 2);
        let ahead = owner.wrapping_sub(self.owner_before) % owners;
        let ahead = values.pass(coder, (ahead, self.owner), 3, 1, step.min(1));
        let owner = (self.owner_before + ahead) % owners;
        self.owner_before = owner;
        let of_scope = owner / (owners / 2);
        let flags = values.pass(coder, (flags.into(), FLAGS), 3, 2, of_scope);
        let gap = values.pass(coder, (gap.into(), GAP), 3, 3, 0);
        tables.elements.push((self.first as u16, gap as u8));
        let (mut was, mut gap) = (0, 0);
        loop {
            let (symbol, own_gap) = at(&own.elements, tables.elements.len());
            // One more than the gap; nothing for the end.
            let more = match tables.elements.len() < end {
                true => u32::from(own_gap) + 1,
                false => 0,
            };
            gap = values.pass(coder, (more, GAP), 3, 4 + was.min(1), gap);
            if gap == 0 || tables.elements.len() >= MOST {
                break;
            }
            let far = (self.most + 2).wrapping_sub(symbol.into()) % room;
            was = values.pass(coder, (far, self.symbol), 3, 6, was.min(2));
            let symbol = (self.most + 2).wrapping_sub(was) % room;
            self.most = self.most.max(symbol);
            tables.elements.push((symbol as u16, (gap - 1) as u8));
        }
        let owner = owner % (owners / 2) + of_scope * SCOPES;
        tables
            .patterns
            .push((owner as u16, flags as u8, tables.elements.len()));
    }

    fn numbers<W: Way>(&mut self, own: &Tables, coder: &mut Coder<W>) {
        let values = &mut self.values;
        for place in 0..values.count(coder, own.numbers.len(), 5) {
            let (least, symbol) = at(&own.numbers, place as usize);
            let low = values.pass(coder, (least % LOW, BITS), 0, 8, 0);
            let middle = values.pass(coder, (least / LOW % LOW, BITS), 0, 9, 0);
            let high = values.pass(coder, (least / LOW / LOW, BITS), 0, 10, 0);
            let least = (high * LOW + middle).wrapping_mul(LOW).wrapping_add(low);
            let symbol = values.pass(coder, (symbol.into(), BITS), 0, 11, 0);
            self.tables.numbers.push((least, symbol as u16));
        }
    }
}

/// Numbers of several kinds.
#[derive(Debug)]
struct Values(Opinions);

impl Values {
    /// A number of so many bits, of which something is known from two others of its kind.
    fn pass<W: Way>(
        &mut self,
        coder: &mut Coder<W>,
        own: (u32, u32),
        kind: u32,
        one: u32,
        other: u32,
    ) -> u32 {
        let one_of_kind = mixed(kind, one);
        let other_of_kind = mixed(other, kind);
        let both = mixed(one_of_kind, other);
        let near = mixed(one >> 4, kind);
        let about = [kind, one_of_kind, both, near, other_of_kind];
        self.0.pass(coder, own, &about, kind as usize % PLACES)
    }

    /// How many there are of something.
    fn count<W: Way>(&mut self, coder: &mut Coder<W>, own: usize, of: u32) -> u32 {
        self.pass(coder, (own as u32, BITS), 0, 0, of)
    }
}

/// How many bits a number has.
fn bits(number: u32) -> u32 {
    u32::BITS - number.leading_zeros()
}

/// What is at a place; of what is to be read, nothing.
fn at<T: Copy + Default>(values: &[T], place: usize) -> T {
    values.get(place).copied().unwrap_or_default()
}
