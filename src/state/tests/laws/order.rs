//! The order in which things are heard, and on which side, makes no difference.

use super::{attentive, seen};
use crate::state::tests::world::{begin, deeds, empty, play, records};
use chrono::TimeDelta;
use holdfast_protocol::Role;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn order_repeats_and_restarts_make_no_difference(deeds in deeds()) {
        let played = play(&deeds);
        let now = played.end;
        for role in [Role::Patient, Role::Therapist] {
            let heard = &played.heard[&role];
            let expected = seen(&attentive(&played, role), now);

            // All at once, in a burst after weeks.
            let mut late = empty(role);
            for (_, opened) in heard {
                late.apply(opened.clone());
            }
            late.give_promises(now);
            prop_assert_eq!(&seen(&late, now), &expected);

            // Read from what is stored, twice.
            let mut again = empty(role);
            for opened in records(heard).into_iter().chain(records(heard)) {
                again.apply(opened);
            }
            again.give_promises(now);
            prop_assert_eq!(&seen(&again, now), &expected);

            // The feed from its beginning once more, as after a restored relay.
            for (_, opened) in heard {
                again.apply(opened.clone());
            }
            again.give_promises(now);
            prop_assert_eq!(&seen(&again, now), &expected);

            // Nothing is given twice.
            prop_assert!(again.give_promises(now).is_empty());
            prop_assert!(again.give_promises(now + TimeDelta::seconds(1)).is_empty());
        }
    }

    #[test]
    fn what_was_missed_only_for_want_of_a_link_is_forgotten(
        deeds in deeds(),
        offline in 0..20_000_i64,
    ) {
        let played = play(&deeds);
        let heard = &played.heard[&Role::Patient];
        let lost = begin() + TimeDelta::minutes(offline);
        let mut view = empty(Role::Patient);
        for (when, opened) in heard {
            // The clock goes on without a link.
            view.give_promises(*when);
            if *when < lost {
                view.apply(opened.clone());
            }
        }
        view.give_promises(played.end);
        for (_, opened) in heard {
            view.apply(opened.clone());
        }
        view.give_promises(played.end);
        let expected = seen(&attentive(&played, Role::Patient), played.end);
        prop_assert_eq!(seen(&view, played.end), expected);
    }

    #[test]
    fn both_sides_see_the_same_ledger(deeds in deeds()) {
        let played = play(&deeds);
        let [patient, therapist] =
            [Role::Patient, Role::Therapist].map(|role| attentive(&played, role));
        prop_assert_eq!(patient.ledger(played.end), therapist.ledger(played.end));
        prop_assert_eq!(patient.owed().map(|owed| owed.window), therapist.owed().map(|owed| owed.window));
    }
}
