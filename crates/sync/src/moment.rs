//! The engine's own time.

use core::time::Duration;

/// Milliseconds on the device's monotonic clock, from any starting point.
///
/// Only for waiting: neither order nor promises ever depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Moment(pub u64);

impl Moment {
    /// This moment and `wait` later; the end of time where that overflows.
    #[must_use]
    pub fn after(self, wait: Duration) -> Self {
        let milliseconds = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
        Self(self.0.saturating_add(milliseconds))
    }

    /// How long ago `earlier` was; nothing if it is still to come.
    #[must_use]
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(self.0.saturating_sub(earlier.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_later_is_later_by_so_much(at: u64, wait: u64) {
            let (earlier, wait) = (Moment(at), Duration::from_millis(wait));
            let later = earlier.after(wait);
            prop_assert!(later >= earlier, "never over the end of time");
            prop_assert!(later.since(earlier) == wait || later == Moment(u64::MAX));
            prop_assert_eq!(earlier.since(later), Duration::ZERO);
        }
    }

    #[test]
    fn time_has_an_end() {
        assert_eq!(Moment(7).after(Duration::MAX), Moment(u64::MAX));
        assert_eq!(Moment(7).since(Moment(9)), Duration::ZERO);
    }
}
