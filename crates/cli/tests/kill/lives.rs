//! The relay is killed again and again while devices write, send and receive,
//! and the devices die now and then too.

use super::{
    chance::Chance,
    clinic::{Clinic, THERAPIST},
    device::{Device, letter},
    relay::Relay,
};
use std::{
    sync::{
        atomic::{AtomicU32, Ordering},
        mpsc::{Sender, channel},
    },
    thread,
    time::Duration,
};

const PATIENTS: u8 = 4;
const KILLS: u32 = 24;
/// Letters of each patient, and of the therapist to each of them.
const PATIENTS_LETTERS: u32 = 720;
const THERAPISTS_LETTERS: u32 = 240;
const BYTES: usize = 300;
/// One of a device's commands in so many is its last before it dies.
const DEVICE_DIES: u64 = 400;

fn written(author: u8, _: u8) -> u32 {
    if author == THERAPIST {
        THERAPISTS_LETTERS
    } else {
        PATIENTS_LETTERS
    }
}

#[test]
fn failure_02_a_relay_killed_in_every_moment_loses_and_doubles_nothing() {
    let mut chance = Chance::printed("the relay is killed");
    let mut relay = Relay::start();
    let mut clinic = Clinic::join(&relay, PATIENTS, Some(DEVICE_DIES), &mut chance);
    let life = AtomicU32::new(0);
    let (progress, made) = channel();
    thread::scope(|scope| {
        for device in &mut clinic.devices {
            let (progress, life, chance) = (progress.clone(), &life, chance.branch());
            scope.spawn(move || live(device, life, chance, &progress));
        }
        let _released = Released(&life);
        for _ in 0..KILLS {
            // Some die at once, some in full swing. There is always more to come
            // than is waited for: each life writes more than that.
            let mut wait = chance.below(300);
            while wait > 0 {
                let more: u64 = made.recv_timeout(Duration::from_secs(60)).unwrap();
                wait = wait.saturating_sub(more);
            }
            relay.kill();
            life.fetch_add(1, Ordering::SeqCst);
            relay.restart();
        }
    });
    clinic.settle(written);
    clinic.check(written);
    let letters: u32 = (1..=PATIENTS)
        .map(|_| PATIENTS_LETTERS + THERAPISTS_LETTERS)
        .sum();
    println!("{KILLS} kills, {letters} letters");
}

/// Lets the devices end however the kills end.
struct Released<'a>(&'a AtomicU32);

impl Drop for Released<'_> {
    fn drop(&mut self) {
        self.0.store(KILLS, Ordering::SeqCst);
    }
}

/// Writes so much in each life of the relay, and syncs, until all is written.
fn live(device: &mut Device, life: &AtomicU32, mut chance: Chance, progress: &Sender<u64>) {
    let conversations: Vec<u8> = if device.name == THERAPIST {
        (1..=PATIENTS).collect()
    } else {
        vec![device.name]
    };
    let all = written(device.name, 0);
    let (mut next, mut reported) = (0, 0);
    while next < all || life.load(Ordering::SeqCst) < KILLS {
        let quota = all * (life.load(Ordering::SeqCst) + 1) / (KILLS + 1);
        let burst = u32::try_from(chance.below(20)).unwrap_or(1);
        let until = quota.min(next + burst).max(next);
        let letters: Vec<_> = (next..until)
            .flat_map(|number| conversations.iter().map(move |patient| (*patient, number)))
            .map(|(patient, number)| letter(device.name, patient, number, BYTES))
            .collect();
        device.write(&letters);
        next = until;
        let wait = device.turn();
        // Nobody counts any more once the last kill is over.
        let _ = progress.send(device.progress - reported);
        reported = device.progress;
        // What a driver's timer does.
        thread::sleep(wait.min(Duration::from_millis(20)));
    }
}
