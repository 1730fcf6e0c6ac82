//! Seeded luck.

/// The same seed, the same luck.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// Luck of this seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Luck that belongs to one thing alone, so that taking another thing out
    /// of a history leaves it as it was.
    #[must_use]
    pub fn of(parts: &[u64]) -> Self {
        let mut chance = Self(0x5bd1_e995);
        for part in parts {
            chance.0 ^= *part;
            chance.0 = chance.next();
        }
        chance
    }

    /// A number below `bound`; 0 where that is 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        let next = self.next();
        if bound == 0 { 0 } else { next % bound }
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of these; the first where there is only one.
    pub fn one_of<T: Copy>(&mut self, first: T, others: &[T]) -> T {
        let drawn = self.below(others.len() as u64 + 1);
        let drawn = usize::try_from(drawn).unwrap_or(0);
        drawn
            .checked_sub(1)
            .and_then(|place| others.get(place))
            .copied()
            .unwrap_or(first)
    }

    /// The splitmix64 sequence.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}
