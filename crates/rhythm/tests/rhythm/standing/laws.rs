//! What holds in any history of versions and letters.

use crate::{common::at, strategies::any_agreement};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_rhythm::{Agreement, AgreementDocument, Occurrence, ReleaseAt, Timeline, Window};
use proptest::prelude::*;

/// What happens to a conversation, each at its instant.
#[derive(Clone, Debug)]
enum Happens {
    Letter,
    Accepted(Box<Agreement>),
}

/// Letters and accepted versions in order of time. A version begins some days
/// before or after its acceptance, and versions may be accepted out of order.
fn any_history() -> impl Strategy<Value = Vec<(DateTime<Utc>, Happens)>> {
    let version = (any_agreement(), -2_i64..40, 0_i64..(60 * 24 * 60));
    let letters = proptest::collection::vec(0_i64..(70 * 24 * 60), 0..25);
    let start = at("2026-02-10T00:00:00Z");
    (
        proptest::collection::vec(version, 1..5),
        letters,
        any::<bool>(),
    )
        .prop_map(move |(versions, letters, one_zone)| {
            let zone = versions[0].0.document().zone.clone();
            let mut history: Vec<(DateTime<Utc>, Happens)> = letters
                .into_iter()
                .map(|minutes| (start + TimeDelta::minutes(minutes), Happens::Letter))
                .collect();
            for (version, (agreement, days_ahead, minutes)) in (1..).zip(versions) {
                let accepted = start + TimeDelta::minutes(minutes);
                let starts = (accepted + TimeDelta::days(days_ahead)).date_naive();
                let document = AgreementDocument {
                    version,
                    effective_from: starts,
                    zone: if one_zone {
                        zone.clone()
                    } else {
                        agreement.document().zone.clone()
                    },
                    away: vec![],
                    extra: vec![],
                    ..agreement.document().clone()
                };
                if let Ok(agreement) = Agreement::new(document) {
                    history.push((accepted, Happens::Accepted(Box::new(agreement))));
                }
            }
            history.sort_by_key(|(when, _)| *when);
            history
        })
}

fn played<'a>(history: impl IntoIterator<Item = &'a (DateTime<Utc>, Happens)>) -> Timeline {
    let mut timeline = Timeline::new();
    for (when, happens) in history {
        match happens {
            Happens::Letter => timeline.take_letter(*when),
            Happens::Accepted(agreement) => timeline.accept(agreement.as_ref().clone(), *when),
        }
    }
    timeline
}

/// Every window of the months in which the histories play.
fn all_windows(timeline: &Timeline) -> Vec<Occurrence> {
    timeline.windows(at("2026-01-01T00:00:00Z"), at("2026-09-01T00:00:00Z"))
}

/// Those among them that no version lists.
fn standing(timeline: &Timeline) -> Vec<Occurrence> {
    let mut without = Timeline::new();
    for there in timeline.versions() {
        without.accept(there.agreement.clone(), there.accepted);
    }
    let listed = all_windows(&without);
    let mut windows = all_windows(timeline);
    windows.retain(|window| !listed.contains(window));
    windows
}

proptest! {
    #[test]
    fn every_promise_ever_given_stands(history in any_history()) {
        let mut timeline = Timeline::new();
        let mut given: Vec<(DateTime<Utc>, Window)> = Vec::new();
        for (when, happens) in &history {
            match happens {
                Happens::Letter => {
                    timeline.take_letter(*when);
                    let promise = timeline.promise_record(*when);
                    let window = promise.map(|promise| promise.window);
                    given.extend(window.map(|window| (*when, window)));
                }
                Happens::Accepted(agreement) => timeline.accept(agreement.as_ref().clone(), *when),
            }
            for (arrived, promised) in &given {
                let listed = timeline.windows(promised.opens, promised.closes);
                let first = promised.opens.max(*arrived);
                // One that closed at the very arrival lets nothing out.
                if first < promised.closes {
                    prop_assert!(listed.contains(&Occurrence::Open(*promised)), "{promised:?}");
                }
                let last = promised.closes - TimeDelta::milliseconds(1);
                for inside in [first, last].into_iter().filter(|at| promised.contains(*at)) {
                    let open = timeline.window_at(inside);
                    prop_assert!(open.is_some_and(|open| open.closes >= promised.closes));
                    prop_assert_eq!(timeline.release(inside), ReleaseAt::Now);
                }
            }
        }
    }

    #[test]
    fn what_stands_was_agreed_and_could_be_promised(history in any_history()) {
        let timeline = played(&history);
        let arrivals: Vec<_> = history
            .iter()
            .filter(|(_, happens)| matches!(happens, Happens::Letter))
            .map(|(when, _)| *when)
            .collect();
        for stands in standing(&timeline) {
            let promised = arrivals.iter().any(|arrived| {
                timeline.promise(*arrived).map(Occurrence::Open) == Some(stands)
            });
            let lost_cutoff = |there: &holdfast_rhythm::InForce| {
                let window = stands.window().expect("an open window");
                window.closes - there.agreement.cutoff() < window.opens
            };
            prop_assert!(promised || timeline.versions().any(lost_cutoff), "{stands:?}");
        }
    }

    #[test]
    fn without_letters_nothing_stands(history in any_history()) {
        let accepted = history.iter().filter(|(_, happens)| !matches!(happens, Happens::Letter));
        let timeline = played(accepted);
        prop_assert_eq!(standing(&timeline), []);
    }

    #[test]
    fn order_and_repeats_do_not_matter(
        (history, shuffled) in any_history().prop_flat_map(|history| {
            let twice = [history.clone(), history.clone()].concat();
            (Just(history), Just(twice).prop_shuffle())
        }),
    ) {
        prop_assert_eq!(played(&history), played(&shuffled));
    }

    #[test]
    fn the_last_letter_before_each_acceptance_says_it_all(history in any_history()) {
        let whole = played(&history);
        let mut kept = Timeline::new();
        for (place, (accepted, happens)) in history.iter().enumerate() {
            if let Happens::Accepted(agreement) = happens {
                kept.accept(agreement.as_ref().clone(), *accepted);
                let mut earlier = history[..place].iter().filter(|(when, happens)| {
                    matches!(happens, Happens::Letter) && when < accepted
                });
                if let Some((last, _)) = earlier.next_back() {
                    kept.take_letter(*last);
                }
            }
        }
        prop_assert_eq!(all_windows(&kept), all_windows(&whole));
    }

    #[test]
    fn what_opens_next_and_what_is_open_is_what_is_listed(
        history in any_history(), minutes in 0_i64..(90 * 24 * 60),
    ) {
        let timeline = played(&history);
        let now = at("2026-02-10T00:00:00Z") + TimeDelta::minutes(minutes);
        let windows: Vec<Window> =
            all_windows(&timeline).iter().filter_map(Occurrence::window).collect();
        let next = windows.iter().find(|window| window.opens > now);
        let found = timeline.next_opening(now);
        prop_assert_eq!(found.map(|window| window.opens), next.map(|window| window.opens));
        prop_assert!(timeline.versions().any(|there| there.from <= now) || timeline.release(now) == ReleaseAt::Now);
        if let Some(open) = timeline.window_at(now) {
            prop_assert!(windows.contains(&open));
            prop_assert_eq!(timeline.release(now), ReleaseAt::Now);
        }
    }
}
