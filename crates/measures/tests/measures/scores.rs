//! Answers to totals, by the published rules.

use holdfast_measures::{ITEM_NINE, Measure, Worse, score};
use proptest::prelude::*;

const SCORED: [Measure; 4] = [Measure::Phq9, Measure::Gad7, Measure::Who5, Measure::Mood];

fn total(measure: Measure, answers: &[Option<u8>]) -> Option<u16> {
    score(measure, answers).total
}

fn all(points: &[u8]) -> Vec<Option<u8>> {
    points.iter().copied().map(Some).collect()
}

/// Measures with whole sets of answers.
fn answered() -> impl Strategy<Value = (Measure, Vec<u8>)> {
    proptest::sample::select(SCORED.to_vec()).prop_flat_map(|measure| {
        let points = 0..=measure.most_points();
        (
            Just(measure),
            proptest::collection::vec(points, measure.items()),
        )
    })
}

/// The same, of which some are left out.
fn with_gaps() -> impl Strategy<Value = (Measure, Vec<Option<u8>>)> {
    answered().prop_flat_map(|(measure, points)| {
        let kept = proptest::collection::vec(any::<bool>(), points.len());
        (
            Just(measure),
            kept.prop_map(move |kept| {
                points
                    .iter()
                    .zip(kept)
                    .map(|(points, kept)| kept.then_some(*points))
                    .collect()
            }),
        )
    })
}

#[test]
fn worked_examples_come_out_as_published() {
    // Kroenke, Spitzer, Williams 2001: the points are added up; 15 to 19 is the
    // fourth of five bands.
    let points = all(&[2, 3, 2, 3, 1, 3, 0, 0, 2]);
    assert_eq!(total(Measure::Phq9, &points), Some(16));
    assert_eq!(Measure::Phq9.band(16).map(|band| band.weight), Some(3));
    // Spitzer 2006: the range is 0 to 21, cut points 5, 10 and 15.
    assert_eq!(total(Measure::Gad7, &all(&[3; 7])), Some(21));
    let weights = [4, 5, 9, 10, 14, 15].map(|at| Measure::Gad7.band(at).map(|band| band.weight));
    assert_eq!(
        weights,
        [Some(0), Some(1), Some(1), Some(2), Some(2), Some(3)]
    );
    // Topp 2015: 0 is the worst imaginable well-being, 100 the best; the raw
    // score times four. 13 raw points are 52, 12 are 48.
    assert_eq!(total(Measure::Who5, &all(&[0; 5])), Some(0));
    assert_eq!(total(Measure::Who5, &all(&[5; 5])), Some(100));
    assert_eq!(total(Measure::Who5, &all(&[3, 3, 2, 2, 3])), Some(52));
    assert_eq!(total(Measure::Who5, &all(&[3, 3, 2, 2, 2])), Some(48));
    let weights = [28, 29, 50, 51].map(|at| Measure::Who5.band(at).map(|band| band.weight));
    assert_eq!(weights, [Some(2), Some(1), Some(1), Some(0)]);
}

#[test]
fn a_few_missing_items_are_stood_for_by_the_mean_of_the_others() {
    // 14 over seven items: a mean of 2, so 18 over nine.
    let two = [
        Some(2),
        Some(2),
        None,
        Some(2),
        Some(2),
        None,
        Some(2),
        Some(2),
        Some(2),
    ];
    assert_eq!(total(Measure::Phq9, &two), Some(18));
    // 10 over eight items: 11.25 over nine; to the nearest, 11.
    let mut one = all(&[2, 2, 2, 2, 2, 0, 0, 0, 0]);
    one[5] = None;
    assert_eq!(total(Measure::Phq9, &one), Some(11));
    // Half a point goes up: 3 over six items is 3.5 over seven.
    let half = [Some(1), Some(1), Some(1), Some(0), Some(0), Some(0), None];
    assert_eq!(total(Measure::Gad7, &half), Some(4));
}

#[test]
fn item_nine_is_never_guessed() {
    for others in 0..=3 {
        let mut answers = all(&[others; 9]);
        answers[ITEM_NINE] = None;
        assert_eq!(total(Measure::Phq9, &answers), None);
        let found = score(Measure::Phq9, &answers);
        let given = u16::from(others) * 8;
        assert_eq!((found.at_least, found.at_most), (given, given + 3));
        answers.truncate(ITEM_NINE);
        assert_eq!(total(Measure::Phq9, &answers), None);
    }
}

#[test]
fn with_more_left_out_there_is_no_total() {
    for (measure, may_miss) in [
        (Measure::Phq9, 2),
        (Measure::Gad7, 1),
        (Measure::Who5, 0),
        (Measure::Mood, 0),
    ] {
        let items = measure.items();
        for left_out in 0..=items {
            let mut answers = vec![Some(1); items];
            answers.iter_mut().take(left_out).for_each(|it| *it = None);
            let found = score(measure, &answers);
            assert_eq!(
                found.total.is_some(),
                left_out <= may_miss && left_out < items,
                "{measure:?} {left_out}"
            );
            assert_eq!(found.left_out, left_out);
        }
        assert_eq!(total(measure, &[]), None);
    }
}

#[test]
fn own_questions_have_no_score() {
    assert_eq!(total(Measure::Own, &[Some(3), Some(4)]), None);
    assert_eq!(Measure::Own.highest(), None);
}

#[test]
fn bands_are_the_whole_range_and_grow_one_way() {
    for measure in SCORED {
        let bands = measure.bands();
        let Some(highest) = measure.highest() else {
            panic!("{measure:?} is scored");
        };
        assert_eq!(
            usize::from(highest),
            match measure {
                Measure::Who5 => measure.items() * 5 * 4,
                _ => measure.items() * usize::from(measure.most_points()),
            }
        );
        for total in 0..=highest {
            let within = bands
                .iter()
                .filter(|band| band.from <= total && total <= band.to);
            assert_eq!(
                within.count(),
                usize::from(!bands.is_empty()),
                "{measure:?} {total}"
            );
        }
        let weights: Vec<u8> = bands.iter().map(|band| band.weight).collect();
        match measure.worse() {
            Worse::Higher => assert!(weights.is_sorted()),
            Worse::Lower => assert!(weights.iter().rev().is_sorted()),
        }
    }
}

#[test]
fn names_are_read_back() {
    for measure in Measure::ALL {
        assert_eq!(Measure::from_code(measure.code()), Some(measure));
    }
    assert_eq!(Measure::from_code("phq-9"), None);
}

proptest! {
    #[test]
    fn a_total_is_in_range((measure, answers) in with_gaps()) {
        let found = score(measure, &answers);
        if let Some(total) = found.total {
            prop_assert!(Some(total) <= measure.highest());
            prop_assert!(found.at_least <= total && total <= found.at_most);
        }
        prop_assert!(Some(found.at_most) <= measure.highest());
    }

    #[test]
    fn more_points_never_lower_the_total((measure, answers) in with_gaps(), at in any::<proptest::sample::Index>()) {
        let mut more = answers.clone();
        let item = at.index(more.len());
        if let Some(points) = more[item].filter(|points| *points < measure.most_points()) {
            more[item] = Some(points + 1);
            prop_assert!(total(measure, &answers) <= total(measure, &more));
        }
    }

    #[test]
    fn the_order_of_the_answers_does_not_matter((measure, answers) in with_gaps(), by in any::<proptest::sample::Index>()) {
        let mut turned = answers.clone();
        // Item nine keeps its place: it is like no other.
        let items = answers.len().min(ITEM_NINE);
        let turned_items = &mut turned[..items];
        turned_items.rotate_left(by.index(items));
        prop_assert_eq!(score(measure, &answers), score(measure, &turned));
        turned[..items].reverse();
        prop_assert_eq!(score(measure, &answers), score(measure, &turned));
    }

    #[test]
    fn the_mean_stands_for_what_is_missing_only_where_all_are_alike(points in 0_u8..=3, first in 0..ITEM_NINE, second in 0..ITEM_NINE) {
        let mut answers = vec![Some(points); 9];
        let whole = total(Measure::Phq9, &answers);
        answers[first] = None;
        answers[second] = None;
        prop_assert_eq!(total(Measure::Phq9, &answers), whole);
    }

    #[test]
    fn answers_nobody_could_give_count_as_left_out((measure, points) in answered(), at in any::<proptest::sample::Index>(), wrong in 11_u8..) {
        let mut answers = all(&points);
        let item = at.index(answers.len());
        answers[item] = Some(wrong);
        let mut left_out = answers.clone();
        left_out[item] = None;
        prop_assert_eq!(score(measure, &answers), score(measure, &left_out));
        answers.push(Some(1));
        prop_assert_eq!(score(measure, &answers), score(measure, &left_out));
    }
}
