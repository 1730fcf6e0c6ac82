//! What both sides know of a list before anybody needs it.

use super::ladder;
use crate::ladder::{Step, what_changed};
use holdfast_protocol::AlarmStep;
use proptest::prelude::*;

fn reached(reach: &[bool]) -> impl FnMut(&Step) -> bool {
    let mut reach = reach.iter().copied();
    move |_| reach.next().unwrap()
}

/// What a device knows that was told all this.
fn known(told: &[AlarmStep]) -> Vec<u16> {
    let mut all = Vec::new();
    for what in told {
        match what {
            AlarmStep::Empty { step, .. } => all.push(*step),
            AlarmStep::Acknowledged { .. } => all.clear(),
            _ => all.push(u16::MAX),
        }
    }
    all.sort_unstable();
    all
}

proptest! {
    #[test]
    fn who_is_told_knows_which_steps_nobody_can_be_reached_at(
        looks in proptest::collection::vec(
            (any::<bool>(), proptest::collection::vec(any::<bool>(), 4)), 1..8)
    ) {
        let steps = ladder(&[5; 4], 1).steps;
        let (mut before, mut told) = (Some(Vec::new()), Vec::new());
        for (forgotten, reach) in looks {
            before = before.filter(|_| !forgotten);
            let (unreached, news) = what_changed(&steps, before.as_deref(), reached(&reach));
            let wanted: Vec<u16> = (0..4).filter(|place| !reach[usize::from(*place)]).collect();
            prop_assert_eq!(&unreached, &wanted);
            let is_known = before.as_ref() == Some(&unreached);
            prop_assert_eq!(news.is_empty(), is_known, "said twice, or not at all");
            told.extend(news);
            prop_assert_eq!(known(&told), wanted);
            before = Some(unreached);
        }
    }
}

#[test]
fn a_step_is_said_by_its_place_and_the_name_that_was_agreed() {
    let steps = ladder(&[5, 10], 1).steps;
    let (_, news) = what_changed(&steps, Some(&[]), reached(&[true, false]));
    let expected = AlarmStep::Empty {
        step: 1,
        round: 0,
        name: "step 1".into(),
    };
    assert_eq!(news, [expected]);
}
