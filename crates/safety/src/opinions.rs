//! Bits told from several contexts at once: each has an opinion on the next bit, and opinions
//! are mixed by how well each has done before.
//!
//! Also compiled into the build script, which writes what this reads.

use super::coder::{Chance, Coder, Way};

/// How many contexts there are.
pub(crate) const OPINIONS: usize = 5;
/// Each opinion, and one that is always the same.
const INPUTS: usize = OPINIONS + 1;
/// What is said is the logarithm of the odds, in 256ths, up to this.
const SUREST: i32 = 2047;
/// How slowly weights are learned.
const PATIENCE: u32 = 14;
/// What an opinion weighs at first, of 65 536.
const AT_FIRST: i32 = 25_000;

/// What is known of numbers of at most so many bits.
#[derive(Debug)]
pub(crate) struct Opinions {
    /// How many chances each opinion keeps, as a power of two.
    room: u32,
    /// The opinions' chances, each with a check of what it is about.
    about: Vec<Chance>,
    /// What the opinions weigh, by the bits of the number so far.
    by_bits: Vec<[i32; INPUTS]>,
    /// What they weigh, by how many of them have something to say, and by what is told.
    by_known: Vec<[i32; INPUTS]>,
    /// The odds of a chance of 4096.
    odds: Vec<i32>,
}

/// So many kinds of places may be told apart.
pub(crate) const PLACES: usize = 4;

impl Opinions {
    /// Nothing known. `room`: for how many chances each opinion has room, as a power of two.
    pub(crate) fn new(bits: u32, room: u32) -> Opinions {
        let mut odds = vec![SUREST; 4096];
        let mut from = 0;
        for odd in -SUREST..=SUREST {
            let chance = chance_of(odd) >> 4;
            for place in from..=chance {
                odds[place as usize] = odd;
            }
            from = chance + 1;
        }
        Opinions {
            room,
            about: vec![Chance::default(); OPINIONS << room],
            by_bits: vec![[AT_FIRST; INPUTS]; 1 << bits],
            by_known: vec![[AT_FIRST; INPUTS]; (OPINIONS + 1) * PLACES],
            odds,
        }
    }

    /// A number of so many bits, told from these contexts.
    pub(crate) fn pass<W: Way>(
        &mut self,
        coder: &mut Coder<W>,
        (number, bits): (u32, u32),
        about: &[u32; OPINIONS],
        place: usize,
    ) -> u32 {
        let mut node = 1;
        // Where the chances of the next four bits are, all in one line of a cache.
        let mut lines = [0; OPINIONS];
        for bit in (0..bits).rev() {
            let within = (bits - 1 - bit) % 4;
            if within == 0 {
                for (kind, (line, about)) in lines.iter_mut().zip(about).enumerate() {
                    *line = mixed(*about ^ kind as u32, node);
                }
            }
            let within = 1 << within | node & ((1 << within) - 1);
            let bit = number >> bit & 1 > 0;
            let bit = self.bit(coder, bit, &lines, within as usize, place, node as usize);
            node = node << 1 | u32::from(bit);
        }
        node - (1 << bits)
    }

    fn bit<W: Way>(
        &mut self,
        coder: &mut Coder<W>,
        bit: bool,
        lines: &[u32; OPINIONS],
        within: usize,
        place: usize,
        node: usize,
    ) -> bool {
        let mut inputs = [0; INPUTS];
        let mut at = [0; OPINIONS];
        let mut chances = [Chance::default(); OPINIONS];
        let mut known = 0;
        for (kind, line) in lines.iter().enumerate() {
            let first = (line >> (32 - self.room)) as usize & !15;
            at[kind] = kind << self.room | first | within;
            let chance = self.about[at[kind]];
            chances[kind].of = *line as u8;
            if chance.of == *line as u8 && chance.seen > 0 {
                known += 1;
                inputs[kind] = self.odds[(chance.likely() >> 4) as usize];
                chances[kind] = chance;
            }
        }
        inputs[INPUTS - 1] = 256;
        let weights = [
            &mut self.by_bits[node],
            &mut self.by_known[known * PLACES + place],
        ];
        let says = weights.each_ref().map(|weights| {
            let sum = inputs.iter().zip(weights.iter());
            let sum: i32 = sum.map(|(&a, &b)| a.wrapping_mul(b >> 3) >> 5).sum();
            (sum >> 8).clamp(-SUREST, SUREST)
        });
        let both = chance_of((says[0] + says[1]) >> 1);
        let bit = coder.0.pass(bit, both as u32);
        for (weights, says) in weights.into_iter().zip(says) {
            let far = (i32::from(bit) << 16) - chance_of(says);
            for (weight, input) in weights.iter_mut().zip(&inputs) {
                *weight = weight.wrapping_add((input * (far >> 2)) >> (PATIENCE - 2));
            }
        }
        for (kind, chance) in chances.iter_mut().enumerate() {
            chance.learn(bit);
            self.about[at[kind]] = *chance;
        }
        bit
    }
}

pub(crate) fn mixed(one: u32, other: u32) -> u32 {
    let mixed = one.wrapping_mul(0x9e37_79b1) ^ other.wrapping_add(0x7f4a_7c15);
    mixed.wrapping_mul(0x85eb_ca6b).rotate_left(13)
}

/// Of 65 536: the chance of odds, by sixteen straight lines on each side.
fn chance_of(odds: i32) -> i32 {
    const CURVE: [i32; 33] = [
        22, 36, 60, 98, 162, 267, 439, 720, 1_179, 1_921, 3_108, 4_971, 7_812, 11_955, 17_625,
        24_743, 32_768, 40_793, 47_911, 53_581, 57_724, 60_565, 62_428, 63_615, 64_357, 64_816,
        65_097, 65_269, 65_374, 65_438, 65_476, 65_500, 65_514,
    ];
    let odds = odds + SUREST + 1;
    let place = (odds >> 7) as usize;
    let (low, high) = (CURVE[place], CURVE[(place + 1).min(32)]);
    low + (((high - low) * (odds & 127)) >> 7)
}
