//! How long to wait after failures.

use core::time::Duration;

/// Waits that double up to a longest, each shortened at random by up to half,
/// so that many devices do not come back at the same instant.
#[derive(Debug, Clone)]
pub(super) struct Backoff {
    shortest: u64,
    longest: u64,
    failures: u32,
    seed: u64,
}

impl Backoff {
    pub(super) fn new(shortest: Duration, longest: Duration, seed: u64) -> Self {
        Self {
            shortest: milliseconds(shortest),
            longest: milliseconds(longest).max(milliseconds(shortest)),
            failures: 0,
            seed,
        }
    }

    /// Counts one more failure and says how long to wait.
    pub(super) fn next(&mut self) -> Duration {
        self.next_within(Duration::MAX)
    }

    /// The same, with a longest wait of its own where that is shorter.
    pub(super) fn next_within(&mut self, longest: Duration) -> Duration {
        self.failures = self.failures.saturating_add(1);
        let doubled = 2_u64.checked_pow(self.failures).unwrap_or(u64::MAX);
        let longest = self.longest.min(milliseconds(longest)).max(self.shortest);
        let full = self.shortest.saturating_mul(doubled).min(longest);
        let least = (full / 2).max(self.shortest).min(full);
        Duration::from_millis(least + self.random() % (full - least + 1))
    }

    /// Whether the last try failed.
    pub(super) fn is_failing(&self) -> bool {
        self.failures > 0
    }

    pub(super) fn reset(&mut self) {
        self.failures = 0;
    }

    /// The splitmix64 sequence: plenty for spreading retries.
    fn random(&mut self) -> u64 {
        self.seed = self.seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.seed;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

fn milliseconds(wait: Duration) -> u64 {
    u64::try_from(wait.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn waits_stay_between_one_second_and_five_minutes(seed: u64, failures in 1..200) {
            let mut backoff =
                Backoff::new(Duration::from_secs(1), Duration::from_secs(300), seed);
            for _ in 0..failures {
                let wait = backoff.next();
                prop_assert!(wait >= Duration::from_secs(1), "{wait:?}");
                prop_assert!(wait <= Duration::from_secs(300), "{wait:?}");
            }
        }
    }

    #[test]
    fn waits_grow_and_start_afresh() {
        let mut backoff = Backoff::new(Duration::from_secs(1), Duration::from_secs(300), 1);
        assert!(backoff.next() <= Duration::from_secs(2));
        let late = (0..20).map(|_| backoff.next()).last().unwrap();
        assert!(late >= Duration::from_secs(150), "{late:?}");
        backoff.reset();
        assert!(backoff.next() <= Duration::from_secs(2));
    }

    #[test]
    fn waits_within_a_shorter_longest_are_still_spread() {
        let mut backoff = Backoff::new(Duration::from_secs(1), Duration::from_secs(300), 1);
        let within = Duration::from_secs(8);
        let waits: BTreeSet<_> = (0..40).map(|_| backoff.next_within(within)).collect();
        assert!(waits.iter().all(|wait| *wait <= within), "{waits:?}");
        assert!(waits.len() > 30, "{waits:?}");
    }

    #[test]
    fn two_devices_do_not_come_back_together() {
        let wait = |seed| {
            let mut backoff = Backoff::new(Duration::from_secs(1), Duration::from_secs(300), seed);
            (0..8).map(|_| backoff.next()).collect::<Vec<_>>()
        };
        assert_ne!(wait(1), wait(2));
    }
}
