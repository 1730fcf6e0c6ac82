//! Whom to call first, and when calling somebody is worth it.
//!
//! The rule is the expected-harm rule of decision theory: call when the harm to be
//! expected of waiting outweighs the cost of a call, `p · C_miss > C_call`. With more
//! cases than people the likeliest go first, so that the working threshold rises with
//! load. [`likelihood`] speaks of kinds of messages, never of a person.

use crate::Level;
use core::time::Duration;

/// What a call costs the clinic and what it costs to miss a danger, in any one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Costs {
    /// Of calling somebody who is not needed.
    pub call: u32,
    /// Of a danger that nobody looks at in time.
    pub miss: u32,
}

impl Costs {
    /// The likelihood above which a call is worth it, from 0 to 1. Where a miss costs
    /// nothing, no call is.
    ///
    /// ```
    /// use holdfast_safety::routing::Costs;
    ///
    /// assert_eq!(Costs { call: 1, miss: 20 }.threshold(), 0.05);
    /// ```
    #[must_use]
    pub fn threshold(self) -> f64 {
        if self.miss == 0 {
            return 1.0;
        }
        (f64::from(self.call) / f64::from(self.miss)).min(1.0)
    }
}

/// How likely a message at this level speaks of a danger now, from 0 to 1.
///
/// By Bayes' rule from three numbers for each level: 5 in 1,000 messages speak of a
/// danger now (an assumption; a clinic puts its own in its costs), how often such a
/// message is noticed at this level, and how often any other is
/// (`docs/decisions/safety-routing.md` has the table). Rounded to two digits.
#[must_use]
pub const fn likelihood(level: Level) -> f64 {
    match level {
        Level::Emergency => 0.34,
        Level::Urgent => 0.26,
        Level::Concern => 0.02,
        Level::None => 0.0007,
    }
}

/// Whether a message at this level calls somebody: only what prompts its writer too,
/// and only where the costs say that it is worth it.
///
/// ```
/// use holdfast_safety::{Level, routing::{Costs, pages}};
///
/// assert!(pages(Level::Emergency, Costs { call: 1, miss: 20 }));
/// assert!(!pages(Level::Concern, Costs { call: 1, miss: 20 }));
/// assert!(!pages(Level::Urgent, Costs { call: 2, miss: 4 }));
/// ```
#[must_use]
pub fn pages(level: Level, costs: Costs) -> bool {
    level >= Level::Urgent && likelihood(level) > costs.threshold()
}

/// Something that waits for somebody.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Case<K> {
    /// Which; decides between equals, the smaller first.
    pub key: K,
    /// How likely it is a danger now, from 0 to 1.
    pub likelihood: f64,
    /// For how long it has waited.
    pub waited: Duration,
}

/// Why something stands before the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It is likelier to be a danger.
    Likelier,
    /// It is as likely, and has waited longer or came first.
    WaitedLonger,
    /// It is less likely, and has waited so long that it goes before all the same.
    LiftedByWaiting,
    /// Nothing comes after it.
    Last,
}

/// One place in an [`Order`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place<K> {
    /// What stands here.
    pub key: K,
    /// Why it stands before the next.
    pub reason: Reason,
    /// Whether somebody is free for it now.
    pub fits: bool,
}

/// Who is next, and what it takes to be among those for whom somebody is free.
#[derive(Debug, Clone, PartialEq)]
pub struct Order<K> {
    /// All cases, the first to be looked at first.
    pub places: Vec<Place<K>>,
    /// The likelihood below which nobody fresh is looked at now: the costs' threshold,
    /// or what load makes of it where that is more.
    pub threshold: f64,
}

/// After this time of waiting a case counts four times as much, after twice this time
/// nine times, and so on: so everybody's turn comes.
pub const LIFT: Duration = Duration::from_secs(6 * 3600);

/// The order in which `cases` are looked at where `free` can be at once.
#[must_use]
pub fn order<K: Copy + Ord>(cases: &[Case<K>], free: usize, costs: Costs) -> Order<K> {
    let mut sorted: Vec<&Case<K>> = cases.iter().collect();
    sorted.sort_by(|one, other| {
        weight(other)
            .total_cmp(&weight(one))
            .then(other.waited.cmp(&one.waited))
            .then(one.key.cmp(&other.key))
    });
    let reason = |place: usize, case: &Case<K>| match sorted.get(place + 1) {
        None => Reason::Last,
        Some(next) if case.likelihood > next.likelihood => Reason::Likelier,
        Some(next) if case.likelihood < next.likelihood => Reason::LiftedByWaiting,
        Some(_) => Reason::WaitedLonger,
    };
    let places = sorted.iter().enumerate().map(|(place, case)| Place {
        key: case.key,
        reason: reason(place, case),
        fits: place < free,
    });
    let crowded = free
        .checked_sub(1)
        .and_then(|last| sorted.get(last))
        .filter(|_| sorted.len() > free)
        .map_or(0.0, |last| weight(last).min(1.0));
    Order {
        places: places.collect(),
        threshold: costs.threshold().max(crowded),
    }
}

/// What a case counts: its likelihood, and more of it the longer it has waited.
fn weight<K>(case: &Case<K>) -> f64 {
    let lift = 1.0 + case.waited.as_secs_f64() / LIFT.as_secs_f64();
    case.likelihood * lift * lift
}

#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COSTS: Costs = Costs { call: 1, miss: 20 };

    fn case(key: u16, level: Level, hours: u64) -> Case<u16> {
        Case {
            key,
            likelihood: likelihood(level),
            waited: Duration::from_secs(hours * 3600),
        }
    }

    fn cases() -> impl Strategy<Value = Vec<Case<u16>>> {
        let level = prop::sample::select(vec![
            Level::None,
            Level::Concern,
            Level::Urgent,
            Level::Emergency,
        ]);
        prop::collection::vec((level, 0_u64..400), 0..30).prop_map(|drawn| {
            let numbered = (0_u16..).zip(drawn);
            numbered
                .map(|(key, (level, hours))| case(key, level, hours))
                .collect()
        })
    }

    #[test]
    fn each_reason_is_given_where_it_is_so() {
        let waiting = [
            case(1, Level::Concern, 60),
            case(2, Level::Urgent, 0),
            case(3, Level::Emergency, 0),
            case(4, Level::Urgent, 2),
        ];
        let order = order(&waiting, 2, COSTS);
        let told: Vec<_> = order
            .places
            .iter()
            .map(|place| (place.key, place.reason, place.fits))
            .collect();
        assert_eq!(
            told,
            [
                (1, Reason::LiftedByWaiting, true),
                (4, Reason::LiftedByWaiting, true),
                (3, Reason::Likelier, false),
                (2, Reason::Last, false),
            ]
        );
        assert!(order.threshold > COSTS.threshold());
    }

    #[test]
    fn what_prompts_nobody_calls_nobody() {
        let costs = Costs {
            call: 1,
            miss: 1_000_000,
        };
        assert!(!pages(Level::Concern, costs) && !pages(Level::None, costs));
        assert!(pages(Level::Urgent, costs) && pages(Level::Emergency, costs));
    }

    #[test]
    fn a_miss_without_cost_calls_nobody() {
        assert!(!pages(Level::Emergency, Costs { call: 0, miss: 0 }));
    }

    proptest! {
        #[test]
        fn every_case_has_one_place_however_they_come(
            cases in cases(), free in 0_usize..6, seed in any::<u64>(),
        ) {
            let first = order(&cases, free, COSTS);
            let mut keys: Vec<u16> = first.places.iter().map(|place| place.key).collect();
            keys.sort_unstable();
            prop_assert!(keys.iter().copied().eq(0..u16::try_from(cases.len()).unwrap_or(0)));
            let mut shuffled = cases.clone();
            shuffled.sort_by_key(|case| u64::from(case.key).wrapping_mul(seed | 1));
            prop_assert_eq!(first, order(&shuffled, free, COSTS));
        }

        #[test]
        fn who_is_as_likely_and_waited_longer_is_never_behind(cases in cases()) {
            let order = order(&cases, 1, COSTS);
            let at = |key: u16| order.places.iter().position(|place| place.key == key);
            for one in &cases {
                for other in &cases {
                    if one.likelihood >= other.likelihood && one.waited > other.waited {
                        prop_assert!(at(one.key) < at(other.key));
                    }
                }
            }
        }

        #[test]
        fn everybodys_turn_comes(cases in cases(), fresh in 1_usize..40) {
            // However many emergencies are new, the smallest concern goes before them in time.
            let limit = Duration::from_secs(300 * 3600);
            let mut all: Vec<_> = (0..fresh)
                .map(|key| case(1000 + u16::try_from(key).unwrap_or(0), Level::Emergency, 0))
                .collect();
            let old = Case { key: 999, likelihood: likelihood(Level::None), waited: limit };
            all.push(old);
            all.extend(cases.into_iter().filter(|case| case.waited < Duration::from_secs(3600)
                && case.likelihood < likelihood(Level::Emergency)));
            prop_assert_eq!(order(&all, 1, COSTS).places[0].key, 999);
        }

        #[test]
        fn the_threshold_rises_with_load_and_never_falls_below_the_costs(
            cases in cases(), more in cases(), free in 1_usize..5,
        ) {
            let before = order(&cases, free, COSTS).threshold;
            let shifted = more.into_iter().map(|case| Case { key: case.key + 500, ..case });
            let all: Vec<_> = cases.into_iter().chain(shifted).collect();
            let after = order(&all, free, COSTS).threshold;
            prop_assert!(before >= COSTS.threshold());
            prop_assert!(after >= before);
        }
    }
}
