//! Rows of `docs/FAILURES.md` that need a real relay, and little else.

use super::{chance::Chance, clinic::Clinic, device::letter, relay::Relay};
use core::time::Duration;
use holdfast_sync::{Command, Config, Engine, Input, LinkTrouble, MemoryStore, Moment};

#[test]
fn failure_04_a_letter_that_the_relay_refuses_holds_up_none_behind_it() {
    let mut chance = Chance::printed("one letter is refused");
    let relay = Relay::start();
    let mut clinic = Clinic::join(&relay, 1, None, &mut chance);
    // To a conversation that its writer is no member of.
    let refused = letter(1, 9, 0, 300);
    let mut letters: Vec<_> = (0..40).map(|number| letter(1, 1, number, 300)).collect();
    letters.insert(7, refused.clone());
    let patient = &mut clinic.devices[1];
    patient.write(&letters);
    let began = std::time::Instant::now();
    while patient.outbox() != [refused.id] {
        let wait = patient.turn();
        assert!(began.elapsed().as_secs() < 60, "{:?}", patient.last_trouble);
        std::thread::sleep(wait.min(Duration::from_millis(50)));
    }
    assert!(
        patient.needs_you.contains(&refused.id),
        "and its writer is told"
    );
    assert_eq!((patient.needs_you.len(), patient.settled.len()), (1, 40));
    let stored: Vec<_> = patient.store.stored().iter().map(|one| one.id).collect();
    letters.remove(7);
    assert_eq!(stored, letters.iter().map(|one| one.id).collect::<Vec<_>>());
}

#[test]
fn failure_07_no_wait_between_two_tries_is_longer_than_five_minutes() {
    let store = MemoryStore::default();
    let mut engine = Engine::new(Config::default(), 7);
    let mut now = Moment(0);
    engine.handle(Input::Write(letter(1, 1, 0, 300)), now);
    let mut tries = 0;
    // A month without a relay.
    while now < Moment(30 * 24 * 60 * 60 * 1000) {
        while let Some(command) = engine.poll_command() {
            match command {
                Command::Restore(id) => {
                    engine.handle(Input::Restored(id, store.restore_now().unwrap()), now);
                }
                Command::Commit(id, changes) => {
                    store.apply_now(&changes).unwrap();
                    engine.handle(Input::Committed(id), now);
                }
                Command::Send(id, ..) => {
                    tries += 1;
                    engine.handle(Input::Failed(id, LinkTrouble::Offline), now);
                }
                Command::Tell(_) => {}
            }
        }
        let next = engine.poll_timeout().unwrap();
        let wait = next.since(now);
        assert!(
            wait <= Duration::from_secs(5 * 60),
            "{wait:?} after {tries} tries"
        );
        now = next;
        engine.handle(Input::Tick, now);
    }
    assert!(tries > 8_000, "{tries} tries in a month");
}
