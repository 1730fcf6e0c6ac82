use super::*;
use proptest::prelude::*;

const MINUTE: Duration = Duration::from_secs(60);

fn model(free: f64, link: f64) -> LinkModel {
    LinkModel {
        free: Share::new(free).unwrap(),
        link: Share::new(link).unwrap(),
        burst: 5 * MINUTE,
        window: 120 * MINUTE,
        call: 15 * MINUTE,
        round_trip: Duration::from_millis(300),
    }
}

/// How many of so many tries had a call, a letter that got through, and the
/// possibility of one.
fn tally(model: &LinkModel, trials: u32) -> [f64; 3] {
    let mut sums = [0_u32; 3];
    for number in 0..trials {
        let Trial {
            call,
            message,
            possible,
        } = model.trial(7, number.into());
        for (sum, is) in sums.iter_mut().zip([call, message, possible]) {
            *sum += u32::from(is);
        }
    }
    sums.map(|sum| f64::from(sum) / f64::from(trials))
}

#[test]
fn the_product_pages_figures_come_out() {
    let [call, message, bound] = tally(&model(0.10, 0.25), 4000);
    assert!((0.0003..0.0030).contains(&call), "{call}");
    assert!((0.93..0.97).contains(&bound), "{bound}");
    assert!(message >= 0.995 * bound, "{message} of {bound}");
}

#[test]
fn the_link_works_for_its_share_of_time() {
    let model = model(1.0, 0.25);
    let up = |number| {
        let link = Link::random(&model, 3_600_000, Chance::new(3).stream(number));
        link.at(3_600_000 * (number % 7) / 7).0 == link::State::Up
    };
    let share = (0..8000).filter(|number| up(*number)).count();
    assert!((1850..2150).contains(&share), "{share}");
}

#[test]
fn a_call_is_as_likely_as_the_formula_says() {
    // Always free: 0.25 × e^(−15/5) = 0.0124.
    let [call, _, _] = tally(&model(1.0, 0.25), 8000);
    assert!((0.0090..0.0160).contains(&call), "{call}");
}

#[test]
fn with_all_the_time_and_a_link_that_never_fails_everything_comes_about() {
    assert_eq!(tally(&model(1.0, 1.0), 50), [1.0; 3]);
}

#[test]
fn without_time_or_without_a_link_nothing_does() {
    assert_eq!(tally(&model(0.0, 1.0), 50), [0.0; 3]);
    assert_eq!(tally(&model(1.0, 0.0), 50), [0.0; 3]);
}

#[test]
fn no_probability_is_above_one_or_below_zero() {
    for not in [-0.1, 1.1, f64::NAN, f64::INFINITY] {
        assert!(Share::new(not).is_err(), "{not}");
    }
    let said = Share::new(1.5).unwrap_err().to_string();
    assert_eq!(said, "expected a probability from 0 to 1, not 1.5");
}

proptest! {
    #[test]
    fn the_engine_beats_no_bound_and_luck_repeats(
        seed: u64,
        free in 0.0..=1.0,
        link in 0.0..=1.0,
        burst in 1_u64..1200,
        round_trip in 1_u64..5000,
    ) {
        let model = LinkModel {
            burst: Duration::from_secs(burst),
            round_trip: Duration::from_millis(round_trip),
            ..model(free, link)
        };
        let trial = model.trial(seed, 1);
        prop_assert!(trial.possible || !trial.message);
        prop_assert_eq!(trial, model.trial(seed, 1));
    }
}
