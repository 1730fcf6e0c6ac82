//! The people on call, and the rules by which they take messages up.

use super::messages::Message;
use core::time::Duration;
use holdfast_safety::{
    Level,
    routing::{Case, Costs, likelihood, order, pages},
};

/// Minutes to read a message.
const READING: u64 = 3;
/// Minutes to reach somebody by phone and be with them.
const CALLING: u64 = 25;

/// In which order messages are taken up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// All, the first to come first.
    Arrival,
    /// Those that were noticed, the first to come first.
    NoticedByArrival,
    /// Those that were noticed, the likeliest first: the order of **Today**.
    NoticedByLikelihood,
    /// Only those for which a call is worth it, the likeliest first: the ladder.
    Calls,
}

impl Rule {
    pub(super) const ALL: [Self; 4] = [
        Self::Arrival,
        Self::NoticedByArrival,
        Self::NoticedByLikelihood,
        Self::Calls,
    ];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Arrival => "first come first served",
            Self::NoticedByArrival => "noticed, first come first served",
            Self::NoticedByLikelihood => "noticed, likeliest first",
            Self::Calls => "worth a call, likeliest first",
        }
    }

    fn calls(self, message: &Message, costs: Costs) -> bool {
        match self {
            Self::Arrival => true,
            Self::NoticedByArrival | Self::NoticedByLikelihood => message.noticed > Level::None,
            Self::Calls => pages(message.noticed, costs),
        }
    }
}

/// Who is on call.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clinic {
    pub(super) people: usize,
    pub(super) costs: Costs,
}

/// What became of the messages.
#[derive(Debug, Default)]
pub(super) struct Served {
    /// For each message when somebody looked at it, in minutes.
    pub(super) seen: Vec<u64>,
    /// How many the people on call took up.
    pub(super) taken: usize,
    /// For how many minutes they were busy, together.
    pub(super) busy: u64,
}

impl Clinic {
    /// The same people and messages under a rule.
    pub(super) fn serve(&self, rule: Rule, messages: &[Message]) -> Served {
        let mut served = Served {
            seen: messages.iter().map(|message| message.answered).collect(),
            ..Served::default()
        };
        let mut free_at = vec![0_u64; self.people];
        let mut coming = (0..messages.len())
            .filter(|place| rule.calls(&messages[*place], self.costs))
            .peekable();
        let mut queue: Vec<usize> = Vec::new();
        while let Some(person) = free_at.iter_mut().min() {
            // Whoever was idle begins when the first of those who wait has come.
            let Some(first) = queue.first().or(coming.peek()) else {
                break;
            };
            *person = (*person).max(messages[*first].arrived);
            let now = *person;
            while let Some(next) = coming.next_if(|place| messages[*place].arrived <= now) {
                queue.push(next);
            }
            // The therapist has answered meanwhile.
            queue.retain(|place| messages[*place].answered > now);
            let Some(next) = self.next(rule, now, messages, &queue) else {
                continue;
            };
            let place = queue.remove(next);
            let message = &messages[place];
            let calls = message.truth.is_danger() || message.noticed >= Level::Urgent;
            let takes = READING + if calls { CALLING } else { 0 };
            served.seen[place] = now;
            served.taken += 1;
            served.busy += takes;
            *person = now + takes;
        }
        served
    }

    /// The place in the queue of whoever is next.
    fn next(&self, rule: Rule, now: u64, messages: &[Message], queue: &[usize]) -> Option<usize> {
        if matches!(rule, Rule::Arrival | Rule::NoticedByArrival) {
            return (!queue.is_empty()).then_some(0);
        }
        let case = |place: &usize| Case {
            key: *place,
            likelihood: likelihood(messages[*place].noticed),
            waited: Duration::from_secs(60 * (now - messages[*place].arrived)),
        };
        let cases: Vec<Case<usize>> = queue.iter().map(case).collect();
        let first = order(&cases, 1, self.costs).places.first()?.key;
        queue.iter().position(|place| *place == first)
    }
}

#[cfg(test)]
mod tests {
    use super::super::messages::{Truth, Writing};
    use super::*;
    use holdfast_sync::link_model::Share;
    use proptest::prelude::*;

    const COSTS: Costs = Costs { call: 1, miss: 20 };

    fn message(arrived: u64, truth: Truth, noticed: Level) -> Message {
        Message {
            arrived,
            truth,
            noticed,
            answered: 100_000,
        }
    }

    #[test]
    fn the_likeliest_goes_first_once_somebody_is_free() {
        let clinic = Clinic {
            people: 1,
            costs: COSTS,
        };
        let messages = [
            message(0, Truth::Urgent, Level::Urgent),
            message(1, Truth::Urgent, Level::Urgent),
            message(2, Truth::Emergency, Level::Emergency),
            message(3, Truth::Urgent, Level::None),
        ];
        let by_rule = clinic.serve(Rule::Calls, &messages);
        assert_eq!(by_rule.seen, [0, 56, 28, 100_000]);
        let by_arrival = clinic.serve(Rule::Arrival, &messages);
        assert_eq!(by_arrival.seen, [0, 28, 56, 84]);
        assert_eq!((by_rule.taken, by_rule.busy), (3, 84));
    }

    proptest! {
        #[test]
        fn nobody_is_seen_before_they_wrote_or_after_the_window(
            patients in 1_u32..400, people in 1_usize..5, seed in any::<u64>(),
        ) {
            let overlooked = Share::new(0.1).map_err(|_| TestCaseError::fail("a share"))?;
            let writing = Writing { patients, per_day: 1, days: 10, overlooked };
            let messages = writing.messages(seed);
            let clinic = Clinic { people, costs: COSTS };
            for rule in Rule::ALL {
                let served = clinic.serve(rule, &messages);
                let mut taken = 0;
                for (message, seen) in messages.iter().zip(&served.seen) {
                    prop_assert!(message.arrived <= *seen && *seen <= message.answered);
                    taken += usize::from(*seen < message.answered);
                }
                prop_assert_eq!(taken, served.taken);
            }
        }

        #[test]
        fn more_people_keep_nobody_of_the_first_come_waiting_longer(seed in any::<u64>()) {
            let overlooked = Share::new(0.0).map_err(|_| TestCaseError::fail("a share"))?;
            let writing = Writing { patients: 900, per_day: 1, days: 5, overlooked };
            let messages = writing.messages(seed);
            let with = |people| Clinic { people, costs: COSTS }.serve(Rule::Arrival, &messages).seen;
            let wait = |seen: Vec<u64>| -> u64 {
                messages.iter().zip(seen).map(|(message, seen)| seen - message.arrived).sum()
            };
            prop_assert!(wait(with(3)) <= wait(with(2)));
        }
    }
}
