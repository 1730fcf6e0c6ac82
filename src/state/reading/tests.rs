//! Laws of what is drawn of a long conversation: whatever one does, it is one
//! stretch without a gap, never too long, and both ends can be reached.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod unread;

use super::{MOST, PORTION, Pane, Portion, Step, Tail};
use crate::state::{Conversation, ThreadPlace};
use chrono::TimeDelta;
use holdfast_protocol::{AccountId, ConversationId, EnvelopeId, Role};
use proptest::prelude::*;
use std::sync::Arc;

/// What a person does.
#[derive(Debug, Clone, Copy)]
enum Move {
    Older,
    Newer,
    Newest,
    /// To a place, as a part of a thousand of all.
    Jump(usize),
    /// So many letters come.
    Arrive(usize, bool),
    /// The book lets go of all but so many.
    LetGo(usize),
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        6 => Just(Move::Older),
        6 => Just(Move::Newer),
        1 => Just(Move::Newest),
        2 => (0..1000_usize).prop_map(Move::Jump),
        2 => (1..200_usize, any::<bool>()).prop_map(|(count, at_end)| Move::Arrive(count, at_end)),
        1 => (1..60_usize).prop_map(Move::LetGo),
    ];
    proptest::collection::vec(one, 1..60)
}

struct World {
    /// All there is, the oldest first.
    all: Vec<ThreadPlace>,
    /// From where on the book has it.
    tail_from: usize,
    /// How many the device gives at once.
    gives: usize,
    conversation: Arc<Conversation>,
    pane: Pane,
}

impl World {
    fn new(count: usize, tail: usize, gives: usize) -> Self {
        let id = ConversationId::from_bytes([7; 16]);
        let me = AccountId::from_bytes([1; 16]);
        let mut world = Self {
            all: Vec::new(),
            tail_from: count.saturating_sub(tail),
            gives,
            conversation: Arc::new(Conversation::new(id, me, Role::Patient)),
            pane: Pane::default(),
        };
        world.arrive(count);
        world.pane = Pane::newest(&world.tail());
        world
    }

    /// They leave together, as out of one outbox: a millisecond apart, with ids
    /// in no order.
    fn arrive(&mut self, count: usize) {
        let last = self.all.last().map(|spot| spot.left);
        let begin = last.unwrap_or_default() + TimeDelta::hours(1);
        for number in 0..count {
            let left = begin + TimeDelta::milliseconds(number as i64);
            let id =
                (self.all.len() as u128).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835);
            let id = EnvelopeId::from_bytes(id.to_be_bytes());
            self.all.push(ThreadPlace { left, id });
        }
    }

    fn tail(&self) -> Tail {
        Tail {
            spots: self.all[self.tail_from..].to_vec(),
            older: self.tail_from > 0,
        }
    }

    fn portion(&self, from: usize, to: usize) -> Portion {
        Portion {
            spots: self.all[from..to].to_vec(),
            older: from > 0,
            newer: to < self.all.len(),
            conversation: Arc::clone(&self.conversation),
        }
    }

    fn place(&self, spot: ThreadPlace) -> usize {
        self.all.partition_point(|other| *other < spot)
    }

    fn read_newer(&self, from: usize) -> Portion {
        self.portion(from, (from + self.gives).min(self.all.len()))
    }

    /// Reads what the book has let go of.
    fn fill(&mut self) {
        let tail = self.tail();
        while let Some(step) = self.pane.hole(&tail) {
            self.read(step, &tail);
        }
    }

    fn read(&mut self, step: Step, tail: &Tail) {
        let read = match step {
            Step::ReadOlder(than) => {
                let to = self.place(than);
                self.portion(to.saturating_sub(self.gives), to)
            }
            Step::ReadNewer(than) => self.read_newer(self.place(than) + 1),
            Step::Moved | Step::Nothing => return,
        };
        self.pane.take(step, read, tail);
    }

    fn step(&mut self, older: bool) -> Step {
        let tail = self.tail();
        let step = if older {
            self.pane.draw_older(&tail)
        } else {
            self.pane.draw_newer(&tail)
        };
        self.read(step, &tail);
        step
    }

    fn make(&mut self, one: Move) {
        match one {
            Move::Older => {
                self.step(true);
            }
            Move::Newer => {
                self.step(false);
            }
            Move::Newest => self.pane = Pane::newest(&self.tail()),
            Move::Jump(part) => {
                let at = self.all.len() * part / 1000;
                let around = at.saturating_sub(self.gives / 2);
                let is_known = self.all[self.tail_from].left < self.all[at].left;
                let is_known = is_known || self.tail_from == 0;
                let read = (!is_known).then(|| self.read_newer(around));
                self.pane = Pane::at(self.all[at], read, &self.tail());
            }
            Move::LetGo(tail) => {
                let from = self.all.len().saturating_sub(tail);
                let before = self.drawn();
                self.tail_from = self.tail_from.max(from);
                self.fill();
                assert!(
                    self.drawn() == before || self.pane.from.is_none(),
                    "it moves"
                );
            }
            Move::Arrive(count, at_end) => {
                self.arrive(count);
                self.pane.settle(&self.tail(), at_end);
            }
        }
    }

    /// What is drawn, by place among all; from what was read and from the tail.
    fn drawn(&self) -> Vec<usize> {
        let line = self.pane.line(&self.tail());
        let drawn = line
            .spots
            .iter()
            .filter(|spot| self.pane.draws(Some(**spot)));
        drawn.map(|spot| self.place(*spot)).collect()
    }

    fn check(&self) -> Result<(), TestCaseError> {
        let drawn = self.drawn();
        prop_assert!(!drawn.is_empty());
        prop_assert!(drawn.len() <= MOST + PORTION, "{} drawn", drawn.len());
        prop_assert!(drawn.windows(2).all(|two| two[0] + 1 == two[1]), "a gap");
        prop_assert_eq!(
            self.pane.is_at_end(),
            drawn.last() == Some(&(self.all.len() - 1)),
            "the end is drawn, and what is open after it"
        );
        let line = self.pane.line(&self.tail());
        prop_assert_eq!(self.pane.has_older(&line), drawn.first() != Some(&0));
        Ok(())
    }
}

proptest! {
    #[test]
    fn what_is_drawn_has_no_gap_and_an_end_to_both_sides(
        count in 1..1200_usize,
        tail in 1..90_usize,
        gives in 8..70_usize,
        moves in moves(),
    ) {
        let mut world = World::new(count, tail, gives);
        world.check()?;
        for one in moves {
            world.make(one);
            world.check()?;
        }
        while world.step(true) != Step::Nothing {
            world.check()?;
        }
        prop_assert_eq!(world.drawn()[0], 0);
        while world.step(false) != Step::Nothing {
            world.check()?;
        }
        prop_assert!(world.pane.is_at_end());
    }

    #[test]
    fn one_step_draws_a_portion_and_keeps_what_is_in_the_middle(count in 200..400_usize) {
        let mut world = World::new(count, 60, 30);
        let mut before = world.drawn();
        loop {
            let step = world.step(true);
            let now = world.drawn();
            let new = now.iter().filter(|place| !before.contains(place)).count();
            prop_assert!(new <= PORTION);
            prop_assert!(before.len() < PORTION * 2 || before[..PORTION].iter().all(|place| now.contains(place)));
            before = now;
            if step == Step::Nothing {
                break;
            }
        }
    }
}

#[test]
fn older_ones_are_reached_though_the_page_fills_holes_between_two_steps() {
    for count in 1..260 {
        for tail in [60, 84, 85, 100] {
            let mut world = World::new(count, tail, 30);
            for _ in 0..count {
                let step = world.step(true);
                world.fill();
                if step == Step::Nothing {
                    break;
                }
            }
            assert_eq!(
                world.drawn()[0],
                0,
                "{count} letters, {tail} of them in the book"
            );
        }
    }
}

#[test]
fn a_jump_draws_from_there_on_and_the_end_is_the_end() {
    let mut world = World::new(500, 60, 30);
    world.make(Move::Jump(200));
    assert_eq!(world.drawn(), (100..=109).collect::<Vec<_>>());
    assert!(!world.pane.draws(None), "what is open stands at the end");
    world.make(Move::Jump(999));
    assert_eq!(world.drawn(), [499]);
    assert!(world.pane.draws(None));
}
