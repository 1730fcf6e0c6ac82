//! The relay's database is put back from a backup while its devices go on.

use super::{
    chance::Chance,
    clinic::{Clinic, THERAPIST},
    device::letter,
    relay::Relay,
};

/// Everybody writes the letters `from..until`.
fn write(clinic: &mut Clinic, from: u32, until: u32) {
    let patients: Vec<u8> = clinic.devices.iter().skip(1).map(|one| one.name).collect();
    for device in &mut clinic.devices {
        for number in from..until {
            let to: Vec<u8> = if device.name == THERAPIST {
                patients.clone()
            } else {
                vec![device.name]
            };
            let letters: Vec<_> = to
                .into_iter()
                .map(|patient| letter(device.name, patient, number, 300))
                .collect();
            device.write(&letters);
        }
    }
}

/// A backup is put back that knows the first `before` of `after` letters and
/// has no mark beside it; `from` were written before.
fn put_back_an_older_one(
    relay: &mut Relay,
    clinic: &mut Clinic,
    (from, before, after): (u32, u32, u32),
) {
    write(clinic, from, before);
    clinic.settle(|_, _| before);
    relay.kill();
    let backup = relay.back_up();
    relay.restart();
    write(clinic, before, after);
    clinic.settle(|_, _| after);
    relay.kill();
    relay.put_back_without_mark(&backup);
}

#[test]
fn failure_21_what_a_restored_relay_lacks_is_offered_again_once() {
    let mut chance = Chance::printed("a backup is put back");
    let mut relay = Relay::start();
    let mut clinic = Clinic::join(&relay, 2, None, &mut chance);
    write(&mut clinic, 0, 20);
    clinic.settle(|_, _| 20);
    relay.kill();
    let backup = relay.back_up();
    relay.restart();
    write(&mut clinic, 20, 50);
    clinic.settle(|_, _| 50);

    // Twice the same day: each time the relay knows by its mark.
    for (from, until) in [(50, 60), (60, 70)] {
        relay.kill();
        relay.put_back(&backup);
        relay.restart();
        write(&mut clinic, from, until);
        clinic.settle(|_, _| until);
        clinic.check(|_, _| until);
    }
}

#[test]
fn failure_21_without_a_mark_a_device_that_knows_more_tells() {
    let mut chance = Chance::printed("a backup is put back without its mark");
    let mut relay = Relay::start();
    let mut clinic = Clinic::join(&relay, 1, None, &mut chance);
    put_back_an_older_one(&mut relay, &mut clinic, (0, 10, 30));
    relay.restart();
    clinic.settle(|_, _| 30);
    clinic.check(|_, _| 30);
}

#[test]
fn failure_21_without_a_mark_the_operator_tells_though_the_feed_outgrew_the_gap() {
    let mut chance = Chance::printed("an operator tells of a restore");
    let mut relay = Relay::start();
    let mut clinic = Clinic::join(&relay, 1, None, &mut chance);
    put_back_an_older_one(&mut relay, &mut clinic, (0, 10, 12));
    relay.operate(&["restored"]);
    // With ten more each, every feed is longer than any cursor before anybody
    // has compared them.
    relay.restart();
    write(&mut clinic, 12, 22);
    clinic.settle(|_, _| 22);
    clinic.check(|_, _| 22);
}

#[test]
fn failure_21_two_restores_in_a_day_without_a_mark_lose_nothing() {
    let mut chance = Chance::printed("two backups are put back without their marks");
    let mut relay = Relay::start();
    let mut clinic = Clinic::join(&relay, 1, None, &mut chance);
    let mut written = 0;
    for (before, after) in [(10, 30), (30, 40)] {
        put_back_an_older_one(&mut relay, &mut clinic, (written, before, after));
        relay.restart();
        clinic.settle(|_, _| after);
        clinic.check(|_, _| after);
        written = after;
    }
    write(&mut clinic, written, written + 5);
    clinic.settle(|_, _| written + 5);
    clinic.check(|_, _| written + 5);
}
