//! One's own letters stand in the order of their writing, from the outbox to
//! the thread, whatever the device's clock says.

use super::{
    at,
    world::{PATIENT, THERAPIST, empty},
};
use crate::state::{Conversation, Opened};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{Answer, EnvelopeId, Letter, Receipt, Release, Role};
use proptest::prelude::*;

/// Something that happens to what was written.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// Another is written, so many minutes after the last by the device's clock.
    Write(i64),
    /// The relay takes so many of those that wait.
    Take(usize),
    /// What is held leaves.
    Open,
    /// What is open is read again from what is stored.
    ReadAgain,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => prop_oneof![Just(0), -600_i64..600].prop_map(Step::Write),
        2 => (1..6_usize).prop_map(Step::Take),
        1 => Just(Step::Open),
        1 => Just(Step::ReadAgain),
    ]
}

/// What a device has stored of its own letters, in the order of writing.
struct Device {
    role: Role,
    view: Conversation,
    written: Vec<(Opened, Option<Receipt>)>,
    /// The relay's last moment.
    moment: DateTime<Utc>,
}

impl Device {
    fn write(&mut self, clock: DateTime<Utc>) {
        // Of no order that could help anybody.
        let id = (self.written.len() as u128 + 1)
            .wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835);
        let opened = Opened::Letter {
            id: EnvelopeId::from_bytes(id.to_be_bytes()),
            from: if self.role == Role::Patient {
                PATIENT
            } else {
                THERAPIST
            },
            letter: Letter {
                text: self.written.len().to_string(),
                written: clock,
                answer: Answer::NotNeeded,
                noticed: None,
            },
            receipt: None,
        };
        self.view.apply(opened.clone());
        self.written.push((opened, None));
    }

    fn next_moment(&mut self) -> DateTime<Utc> {
        self.moment += TimeDelta::milliseconds(1);
        self.moment
    }

    fn take(&mut self, count: usize) {
        let first = self
            .written
            .iter()
            .take_while(|(_, receipt)| receipt.is_some())
            .count();
        for place in (first..self.written.len()).take(count) {
            let arrived = self.next_moment();
            let release = match self.role {
                Role::Patient => Release::Left(arrived),
                Role::Therapist => Release::HeldUntil(arrived + TimeDelta::hours(1)),
            };
            self.settle(place, Receipt { arrived, release });
        }
    }

    fn open(&mut self) {
        for place in 0..self.written.len() {
            if let Some(receipt) = self.written[place].1
                && receipt.release.left().is_none()
            {
                let release = Release::Left(self.next_moment());
                self.settle(place, Receipt { release, ..receipt });
            }
        }
    }

    fn settle(&mut self, place: usize, receipt: Receipt) {
        let (opened, stored) = &mut self.written[place];
        *stored = Some(receipt);
        let id = opened.id().unwrap();
        self.view.apply(Opened::Settled { id, receipt });
    }

    /// As the driver does after a hint: what is held, in no order, then the
    /// outbox in its own.
    fn read_again(&mut self) {
        self.view.forget_open();
        for (opened, receipt) in self.written.iter().rev() {
            if let (
                Opened::Letter {
                    id, from, letter, ..
                },
                Some(receipt),
            ) = (opened, receipt)
            {
                self.view.apply(Opened::Letter {
                    id: *id,
                    from: *from,
                    letter: letter.clone(),
                    receipt: Some(*receipt),
                });
            }
        }
        for (opened, _) in self.written.iter().filter(|(_, receipt)| receipt.is_none()) {
            self.view.apply(opened.clone());
        }
    }

    fn shown(&self) -> Vec<&str> {
        let letters = self.view.letters().into_iter();
        letters.map(|letter| letter.text.as_str()).collect()
    }
}

proptest! {
    #[test]
    fn own_letters_stand_in_the_order_of_their_writing(
        is_patient in any::<bool>(),
        steps in prop::collection::vec(step(), 1..40),
    ) {
        let role = if is_patient { Role::Patient } else { Role::Therapist };
        let mut device = Device {
            role,
            view: empty(role),
            written: Vec::new(),
            moment: at("2026-11-25T10:00:00Z"),
        };
        let mut clock = at("2026-11-25T09:00:00Z");
        for step in steps {
            match step {
                Step::Write(minutes) => {
                    clock += TimeDelta::minutes(minutes);
                    device.write(clock);
                }
                Step::Take(count) => device.take(count),
                Step::Open => device.open(),
                Step::ReadAgain => device.read_again(),
            }
            let expected: Vec<String> = (0..device.written.len()).map(|nth| nth.to_string()).collect();
            prop_assert_eq!(device.shown(), expected);
        }
    }
}
