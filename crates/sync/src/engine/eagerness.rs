//! How long a silent link is let be while something waits for it.

use crate::{Config, Moment};
use core::time::Duration;

/// Once it has been quiet for long, one more wait is this share of that time
/// while somebody looks …
const SHARE_SEEN: u32 = 40;
/// … and this while nobody does.
const SHARE_HIDDEN: u32 = 10;

/// When something last suggested a person or a link, and whether anybody
/// looks at the page.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Eagerness {
    /// None before anything has happened at all.
    roused: Option<Moment>,
    hidden: bool,
}

impl Eagerness {
    /// Being there at all is a reason.
    pub(super) fn begin(&mut self, now: Moment) {
        self.roused.get_or_insert(now);
    }

    /// Something suggests that a person or a link is there.
    pub(super) fn rouse(&mut self, now: Moment) {
        self.roused = Some(now);
    }

    /// Whether nobody looks at the page.
    pub(super) fn hide(&mut self, hidden: bool) {
        self.hidden = hidden;
    }

    /// The longest that the next wait may be.
    pub(super) fn longest_wait(&self, config: &Config, now: Moment) -> Duration {
        let quiet = self.roused.map_or(Duration::ZERO, |since| now.since(since));
        let (share, longest) = if self.hidden {
            (SHARE_HIDDEN, config.backoff_longest)
        } else {
            (SHARE_SEEN, config.backoff_longest_seen)
        };
        let more = quiet.saturating_sub(config.eager_for) / share;
        config
            .backoff_longest_eager
            .saturating_add(more)
            .min(longest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MINUTE: Duration = Duration::from_secs(60);

    fn longest(quiet: Duration, hidden: bool) -> u64 {
        let mut eagerness = Eagerness::default();
        eagerness.rouse(Moment(5_000));
        eagerness.hide(hidden);
        let now = Moment(5_000).after(quiet);
        eagerness.longest_wait(&Config::default(), now).as_secs()
    }

    #[test]
    fn eager_at_first_and_then_slowly_less() {
        for hidden in [false, true] {
            assert_eq!(longest(Duration::ZERO, hidden), 8);
            assert_eq!(longest(5 * MINUTE, hidden), 8, "however little is seen");
        }
        assert_eq!(longest(15 * MINUTE, false), 23);
        assert_eq!(longest(15 * MINUTE, true), 68);
        assert_eq!(longest(40 * MINUTE, false), 60);
        assert_eq!(longest(24 * 60 * MINUTE, false), 60);
        assert_eq!(longest(24 * 60 * MINUTE, true), 300);
    }

    #[test]
    fn whatever_rouses_it_begins_afresh() {
        let mut eagerness = Eagerness::default();
        let config = Config::default();
        let late = Moment(90_000_000);
        eagerness.begin(Moment(0));
        eagerness.begin(late);
        let long = eagerness.longest_wait(&config, late);
        assert_eq!(long.as_secs(), 60, "one begins once");
        eagerness.rouse(late);
        assert_eq!(eagerness.longest_wait(&config, late).as_secs(), 8);
    }

    proptest! {
        /// Whoever has waited for long waits little longer for a link that is
        /// there already.
        #[test]
        fn a_wait_is_a_small_share_of_the_time_before(minutes in 0_u32..2000, hidden: bool) {
            let quiet = minutes * MINUTE;
            let wait = longest(quiet, hidden);
            prop_assert!((8..=300).contains(&wait), "{wait}");
            let share = if hidden { 10 } else { 40 };
            prop_assert!(wait <= 8 + quiet.as_secs() / share);
            prop_assert!(wait <= longest(quiet + MINUTE, hidden), "never less again");
            prop_assert!(longest(quiet, false) <= longest(quiet, true));
        }
    }
}
