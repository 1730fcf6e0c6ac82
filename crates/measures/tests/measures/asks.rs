//! What a result asks for.

use holdfast_measures::{Alert, ITEM_NINE, Measure, Reason, Urgency, routing, score};
use proptest::prelude::*;

fn phq9(item_nine: Option<u8>, others: u8) -> Vec<Option<u8>> {
    let mut answers = vec![Some(others); 9];
    answers[ITEM_NINE] = item_nine;
    answers
}

fn reasons(answers: &[Option<u8>], before: Option<u16>, alert: Alert) -> Vec<Reason> {
    routing(Measure::Phq9, answers, before, alert).map_or(Vec::new(), |asks| asks.reasons)
}

#[test]
fn item_nine_above_zero_is_urgent_whatever_else() {
    for points in 1..=3 {
        for others in 0..=3 {
            let asks = routing(
                Measure::Phq9,
                &phq9(Some(points), others),
                None,
                Alert::default(),
            );
            assert_eq!(asks.map(|asks| asks.urgency), Some(Urgency::Urgent));
        }
    }
    assert_eq!(
        routing(Measure::Phq9, &phq9(Some(0), 3), None, Alert::default()),
        None
    );
    assert_eq!(
        routing(Measure::Phq9, &phq9(None, 3), None, Alert::default()),
        None
    );
}

#[test]
fn item_nine_needs_no_total() {
    let mut answers = vec![None; 9];
    answers[ITEM_NINE] = Some(1);
    assert_eq!(
        reasons(&answers, None, Alert::default()),
        [Reason::ItemNine]
    );
}

#[test]
fn only_phq9_has_an_item_nine() {
    for measure in [Measure::Gad7, Measure::Who5, Measure::Mood, Measure::Own] {
        assert_eq!(
            routing(measure, &[Some(3); 9], None, Alert::default()),
            None
        );
    }
}

#[test]
fn a_set_score_counts_from_that_score_on() {
    let alert = Alert {
        score: Some(16),
        change: None,
    };
    // Eight items of two points are 16; of one point, 8.
    assert_eq!(reasons(&phq9(Some(0), 2), None, alert), [Reason::Score]);
    assert_eq!(reasons(&phq9(Some(0), 1), None, alert), []);
    let asks = routing(Measure::Phq9, &phq9(Some(0), 2), None, alert);
    assert_eq!(asks.map(|asks| asks.urgency), Some(Urgency::Concern));
}

#[test]
fn a_score_is_reached_where_what_is_missing_cannot_change_that() {
    let alert = Alert {
        score: Some(15),
        change: None,
    };
    let five = [
        Some(3),
        Some(3),
        Some(3),
        Some(3),
        Some(3),
        None,
        None,
        None,
        None,
    ];
    assert_eq!(reasons(&five, None, alert), [Reason::Score]);
    let four = [
        Some(3),
        Some(3),
        Some(3),
        Some(3),
        None,
        None,
        None,
        None,
        None,
    ];
    assert_eq!(reasons(&four, None, alert), []);
    // Two of nine left out have a total, of 15 to the nearest; but 12 is all
    // that is certain.
    let mut seven = phq9(Some(0), 2);
    seven[0] = None;
    seven[1] = None;
    assert_eq!(score(Measure::Phq9, &seven).total, Some(15));
    assert_eq!(reasons(&seven, None, alert), []);
    // Well-being: low is bad, and what is left out could be high.
    let low = Alert {
        score: Some(28),
        change: None,
    };
    let asks = |answers: &[Option<u8>]| routing(Measure::Who5, answers, None, low).is_some();
    assert!(asks(&[Some(1), Some(1), Some(0), Some(0), None]));
    assert!(!asks(&[Some(1), Some(1), Some(1), Some(0), None]));
    assert!(!asks(&[None; 5]));
}

#[test]
fn a_set_change_counts_for_the_worse_only() {
    let alert = Alert {
        score: None,
        change: Some(5),
    };
    let sixteen = phq9(Some(0), 2);
    assert_eq!(reasons(&sixteen, Some(11), alert), [Reason::Change]);
    assert_eq!(reasons(&sixteen, Some(12), alert), []);
    assert_eq!(reasons(&sixteen, Some(27), alert), []);
    assert_eq!(reasons(&sixteen, None, alert), []);
    let down = Alert {
        score: None,
        change: Some(10),
    };
    let forty = [Some(2); 5];
    assert!(routing(Measure::Who5, &forty, Some(50), down).is_some());
    assert!(routing(Measure::Who5, &forty, Some(49), down).is_none());
    assert!(routing(Measure::Who5, &forty, Some(20), down).is_none());
}

#[test]
fn no_change_is_never_a_change() {
    let alert = Alert {
        score: None,
        change: Some(0),
    };
    assert_eq!(reasons(&phq9(Some(0), 1), Some(8), alert), []);
}

proptest! {
    #[test]
    fn worse_answers_never_ask_for_less(
        answers in proptest::collection::vec(proptest::option::of(0_u8..=3), 9),
        item in 0_usize..9,
        before in proptest::option::of(0_u16..=27),
        score in proptest::option::of(1_u16..=27),
        change in proptest::option::of(1_u16..=27),
    ) {
        let alert = Alert { score, change };
        let mut worse = answers.clone();
        if let Some(points) = worse[item].filter(|points| *points < 3) {
            worse[item] = Some(points + 1);
        }
        let (less, more) = (reasons(&answers, before, alert), reasons(&worse, before, alert));
        prop_assert!(less.iter().all(|reason| more.contains(reason)), "{less:?} {more:?}");
    }

    #[test]
    fn what_nobody_set_is_no_reason(answers in proptest::collection::vec(proptest::option::of(0_u8..=3), 9), before in proptest::option::of(0_u16..=27)) {
        let nine = matches!(answers[ITEM_NINE], Some(points) if points > 0);
        prop_assert_eq!(!reasons(&answers, before, Alert::default()).is_empty(), nine);
    }
}
