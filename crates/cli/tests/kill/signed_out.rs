//! A token that the relay does not know.

use super::{chance::Chance, clinic::Clinic, device::letter, relay::Relay};
use tempfile::TempDir;

#[test]
fn failure_05_a_device_that_is_signed_out_keeps_its_outbox_and_goes_on_when_let_in() {
    let mut chance = Chance::printed("a device is signed out");
    let mut relay = Relay::start();
    let mut clinic = Clinic::join(&relay, 1, None, &mut chance);
    let (ours, elsewhere) = (relay.database(), TempDir::new().unwrap());
    relay.kill();
    relay.restart_on(&elsewhere.path().join("relay.sqlite"));

    let letters: Vec<_> = (0..50).map(|number| letter(1, 1, number, 300)).collect();
    let patient = &mut clinic.devices[1];
    patient.write(&letters[..25]);
    assert!(patient.signed_out);
    patient.write(&letters[25..]);
    let ids: Vec<_> = letters.iter().map(|letter| letter.id).collect();
    assert_eq!(patient.outbox(), ids, "all of it, in order");
    assert!(patient.needs_you.is_empty() && patient.settled.is_empty());

    // Nobody tells the running devices.
    relay.kill();
    relay.restart_on(&ours);
    let written = |author, _| if author == 1 { 50 } else { 0 };
    clinic.settle(written);
    clinic.check(written);
}
