//! Seeded luck.

use core::time::Duration;

/// The same seed, the same luck: the splitmix64 sequence.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// Luck from this seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Luck of its own, for the `number`th of many.
    #[must_use]
    pub fn stream(&self, number: u64) -> Self {
        let mut from = Self(self.0 ^ number.wrapping_mul(0xd1b5_4a32_d192_ed03));
        Self(from.any())
    }

    /// Any number at all.
    pub fn any(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0, which can be, to 1, which cannot.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    pub fn share(&mut self) -> f64 {
        (self.any() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Whether something of this probability happens.
    pub fn happens(&mut self, probability: f64) -> bool {
        self.share() < probability
    }

    /// Milliseconds, exponentially distributed; at least one.
    pub fn exponential(&mut self, mean: Duration) -> u64 {
        let drawn = mean.as_secs_f64() * 1000.0 * -(1.0 - self.share()).ln();
        // A cast of what is too large gives the largest there is.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "whole milliseconds, never below zero"
        )]
        let milliseconds = drawn.round() as u64;
        milliseconds.max(1)
    }
}
