//! A therapist and their patients, who have joined; and what must be true of
//! their letters in the end.

use super::{
    chance::Chance,
    device::{Device, account, conversation, letter_id},
    relay::Relay,
    way::Way,
};
use chrono::{TimeDelta, Utc};
use core::time::Duration;
use holdfast_protocol::{
    AcceptInvitation, CreateInvitation, DeviceId, Envelope, EnvelopeId, Epoch, Event,
    InvitationSecret, Link, PROTOCOL_VERSION, PublicKeys, SyncRequest, encode, token_digest,
};
use std::{collections::BTreeMap, time::Instant};

pub const THERAPIST: u8 = 0x40;

/// How long everything may take to calm down at the end of a test.
const PATIENCE: Duration = Duration::from_secs(90);

/// The devices of a clinic: the therapist's first, then one for each patient.
pub struct Clinic {
    pub devices: Vec<Device>,
}

impl Clinic {
    /// All join. Their devices die now and then if `dies` says so.
    pub fn join(relay: &Relay, patients: u8, dies: Option<u64>, chance: &mut Chance) -> Self {
        let mut device = |name| {
            let way = Way::new(&relay.address, [name; 32]);
            Device::new(name, way, dies, chance.branch())
        };
        let therapist = device(THERAPIST);
        let invited = relay.operate(&["invite", "--origin", "http://relay.example"]);
        let fragment = invited.split_once('#').map(|(_, fragment)| fragment);
        let link: Link = fragment.unwrap_or_default().parse().unwrap();
        accept(&therapist, &link.secret);
        let mut devices = vec![therapist];
        for name in 1..=patients {
            let secret = InvitationSecret::from_bytes([name; 20]);
            let invitation = CreateInvitation {
                id: secret.id(),
                conversation: conversation(name),
                card: vec![1].into(),
                expires: Utc::now() + TimeDelta::days(7),
            };
            devices[0].way.ask("/v1/invitations", encode(&invitation));
            let patient = device(name);
            accept(&patient, &secret);
            devices.push(patient);
        }
        Self { devices }
    }

    /// Lets all of them go on until each has all of its letters and nothing
    /// waits: `written(author, patient)` letters in each direction.
    pub fn settle(&mut self, written: impl Fn(u8, u8) -> u32) {
        let patients = self.patients();
        let began = Instant::now();
        for device in &mut self.devices {
            device.caught_up = 0;
        }
        loop {
            let mut wait = Duration::from_millis(50);
            let mut done = true;
            for device in &mut self.devices {
                wait = wait.min(device.turn());
                let due = expected(device.name, &patients, &written);
                done &= device.outbox().is_empty() && letters_of(device).len() == due.len();
                // Who believes that all is well must have asked.
                done &= device.caught_up > 1;
            }
            let epoch = self.devices.first().and_then(Device::epoch);
            done &= self.devices.iter().all(|device| device.epoch() == epoch);
            if done {
                return;
            }
            assert!(began.elapsed() < PATIENCE, "{}", self.missing(&written));
            // What a driver's timer does.
            std::thread::sleep(wait);
        }
    }

    /// Nothing lost, nothing twice, all in order, at the relay and on every device.
    pub fn check(&self, written: impl Fn(u8, u8) -> u32) {
        let patients = self.patients();
        for device in &self.devices {
            let due = expected(device.name, &patients, &written);
            let at_relay = feed(device);
            in_order("at the relay", device.name, &at_relay, &due);
            let stored = letters_of(device);
            in_order("on the device", device.name, &stored, &due);
            for id in device.kept.iter().chain(&device.settled) {
                assert!(stored.contains(id), "{id} was kept here and is gone");
                assert!(at_relay.contains(id), "{id} was confirmed and is gone");
            }
        }
    }

    fn patients(&self) -> Vec<u8> {
        self.devices
            .iter()
            .skip(1)
            .map(|device| device.name)
            .collect()
    }

    fn missing(&self, written: &impl Fn(u8, u8) -> u32) -> String {
        let patients = self.patients();
        let say = |device: &Device| {
            let (due, here) = (
                expected(device.name, &patients, written),
                letters_of(device),
            );
            let (waiting, trouble) = (device.outbox().len(), device.last_trouble);
            format!(
                "{}: {} of {} letters, {waiting} waiting, {trouble:?}",
                device.name,
                here.len(),
                due.len()
            )
        };
        self.devices.iter().map(say).collect::<Vec<_>>().join("; ")
    }
}

/// Every letter that this device must end up with.
fn expected(name: u8, patients: &[u8], written: &impl Fn(u8, u8) -> u32) -> Vec<EnvelopeId> {
    let mut due = Vec::new();
    let mine = |patient: &&u8| [THERAPIST, **patient].contains(&name);
    for patient in patients.iter().filter(mine) {
        for author in [THERAPIST, *patient] {
            let numbers = 0..written(author, *patient);
            due.extend(numbers.map(|number| letter_id(author, *patient, number)));
        }
    }
    due
}

/// Exactly what was due, each once, and each author's letters of one
/// conversation in the order in which they were written.
fn in_order(place: &str, name: u8, found: &[EnvelopeId], due: &[EnvelopeId]) {
    let (mut sorted, mut wanted) = (found.to_vec(), due.to_vec());
    sorted.sort();
    wanted.sort();
    assert_eq!(sorted, wanted, "{name}: each of them once {place}");
    let mut last: BTreeMap<[u8; 2], EnvelopeId> = BTreeMap::new();
    for id in found {
        let [author, patient, ..] = *id.as_bytes();
        let before = last.insert([author, patient], *id);
        assert!(before < Some(*id), "{name}: {id} after {before:?} {place}");
    }
}

/// What the device has outside its outbox, in the order in which it came.
fn letters_of(device: &Device) -> Vec<EnvelopeId> {
    device
        .store
        .stored()
        .iter()
        .map(|stored| stored.id)
        .collect()
}

/// The letters of the device's feed at the relay, which must be gapless.
fn feed(device: &Device) -> Vec<EnvelopeId> {
    let mut epoch: Option<Epoch> = None;
    let (mut cursor, mut letters) = (0, Vec::new());
    loop {
        let asked = SyncRequest {
            protocol: PROTOCOL_VERSION,
            epoch,
            cursor,
            lacks_own: true,
            submissions: Vec::new(),
        };
        let Ok(answer) = device.way.sync(&asked, PATIENCE) else {
            // Asked too often, more likely than not.
            std::thread::sleep(Duration::from_millis(200));
            continue;
        };
        epoch = Some(answer.epoch);
        for item in answer.items {
            cursor += 1;
            assert_eq!(item.sequence, cursor, "the feed has a hole");
            if let Event::Arrived { envelope, .. } = item.event {
                letters.push(Envelope::from_bytes(&envelope).unwrap().header.id);
            }
        }
        if !answer.more {
            return letters;
        }
    }
}

fn accept(device: &Device, secret: &InvitationSecret) {
    let accept = AcceptInvitation {
        account: account(device.name),
        device: DeviceId::from_bytes([device.name; 16]),
        token_digest: token_digest(&[device.name; 32]),
        keys: PublicKeys {
            signing: [1; 32],
            sealing: [2; 32],
        },
        card: vec![9].into(),
    };
    let path = format!("/v1/invitations/{}/accept", secret.id());
    device.way.ask(&path, encode(&accept));
}
