//! Laws of what is drawn of a long conversation: whatever one does, it is one
//! stretch without a gap, never too long, and both ends can be reached.
#![allow(clippy::unwrap_used, reason = "a test may")]

use super::{BUNCH, MOST, PORTION, Pane, Portion, Step, Tail};
use crate::state::{Conversation, ThreadPlace};
use chrono::{DateTime, TimeDelta, Utc};
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
            // A tail begins with all that left at its first instant.
            tail_from: count.saturating_sub(tail) / 3 * 3,
            gives,
            conversation: Arc::new(Conversation::new(id, me, Role::Patient)),
            pane: Pane::default(),
        };
        world.arrive(count);
        world.pane = Pane::newest(&world.tail());
        world
    }

    /// Three at a time leave at the same instant.
    fn arrive(&mut self, count: usize) {
        for _ in 0..count {
            let number = self.all.len();
            let left = DateTime::<Utc>::UNIX_EPOCH + TimeDelta::hours(number as i64 / 3);
            let id = EnvelopeId::from_bytes((number as u128).to_be_bytes());
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
                let from = self.all.len().saturating_sub(tail) / 3 * 3;
                let before = self.drawn();
                self.tail_from = self.tail_from.max(from);
                self.fill();
                assert!(
                    self.drawn() == before || self.pane.from.is_none(),
                    "it moves"
                );
            }
            Move::Arrive(count, at_end) => {
                // All that leaves at one instant comes together.
                let whole = self.all.len().next_multiple_of(3) - self.all.len();
                self.arrive(whole + count / 3 * 3);
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
        prop_assert!(
            drawn.len() <= MOST + PORTION + BUNCH,
            "{} drawn",
            drawn.len()
        );
        prop_assert!(drawn.windows(2).all(|two| two[0] + 1 == two[1]), "a gap");
        prop_assert_eq!(
            self.pane.is_at_end(),
            drawn.last() == Some(&(self.all.len() - 1)),
            "the end is drawn, and what is open after it"
        );
        // What left at the same instant stays together.
        let left = |place: usize| self.all.get(place).map(|spot| spot.left);
        for edge in [drawn[0], drawn[drawn.len() - 1] + 1] {
            let before = edge.checked_sub(1).and_then(left);
            prop_assert!(before.is_none() || before != left(edge), "torn at {edge}");
        }
        let line = self.pane.line(&self.tail());
        prop_assert_eq!(self.pane.has_older(&line), drawn.first() != Some(&0));
        Ok(())
    }
}

proptest! {
    #[test]
    fn what_is_drawn_has_no_gap_and_an_end_to_both_sides(
        thirds in 1..240_usize,
        tail in 1..90_usize,
        gives in 8..70_usize,
        moves in moves(),
    ) {
        let mut world = World::new(thirds * 3, tail, gives);
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
            prop_assert!(new <= PORTION + 2);
            prop_assert!(before.len() < PORTION * 2 || before[..PORTION].iter().all(|place| now.contains(place)));
            before = now;
            if step == Step::Nothing {
                break;
            }
        }
    }
}

#[test]
fn a_jump_draws_from_there_on_and_the_end_is_the_end() {
    let mut world = World::new(500, 60, 30);
    world.make(Move::Jump(200));
    assert_eq!(world.drawn(), (99..=110).collect::<Vec<_>>());
    assert!(!world.pane.draws(None), "what is open stands at the end");
    world.make(Move::Jump(999));
    assert_eq!(world.drawn(), [498, 499]);
    assert!(world.pane.draws(None));
}
