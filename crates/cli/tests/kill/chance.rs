//! Randomness that can be played again.

use std::{
    env,
    hash::{BuildHasher, RandomState},
};

/// The splitmix64 sequence.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// From `HOLDFAST_SEED`, else another one each time; printed either way.
    pub fn printed(what: &str) -> Self {
        let given = env::var("HOLDFAST_SEED").ok();
        let given = given.and_then(|seed| seed.parse().ok());
        let seed = given.unwrap_or_else(|| RandomState::new().hash_one(what) >> 32);
        println!("{what}: HOLDFAST_SEED={seed}");
        Self(seed)
    }

    /// Another sequence that follows from this one.
    pub fn branch(&mut self) -> Self {
        Self(self.next())
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    pub fn one_in(&mut self, many: u64) -> bool {
        self.below(many) == 0
    }
}
