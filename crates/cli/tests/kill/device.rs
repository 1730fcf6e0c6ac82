//! A device: the real engine on a store in memory, its commands carried out one
//! after the other. It may die at any of them, and is then built anew on the
//! same store.

use super::{chance::Chance, way::Way};
use core::time::Duration;
use holdfast_protocol::{
    AccountId, Act, ConversationId, Envelope, EnvelopeId, EnvelopeKind, Epoch, Header, Submission,
    SyncRequest,
};
use holdfast_sync::{
    Command, Config, Engine, Input, LinkState, LinkTrouble, MemoryStore, Moment, Notice, RequestId,
};
use serde_bytes::{ByteArray, ByteBuf};
use std::{collections::BTreeSet, time::Instant};

/// One device of one account, both named by one byte.
pub struct Device {
    pub name: u8,
    pub store: MemoryStore,
    pub way: Way,
    engine: Engine,
    chance: Chance,
    /// One command in so many is its last before it dies; none if nothing.
    dies: Option<u64>,
    began: Instant,
    request: Option<(RequestId, SyncRequest, Duration)>,
    pub kept: BTreeSet<EnvelopeId>,
    pub settled: BTreeSet<EnvelopeId>,
    pub needs_you: BTreeSet<EnvelopeId>,
    pub signed_out: bool,
    /// How often all that the relay had was here.
    pub caught_up: u64,
    pub last_trouble: Option<LinkTrouble>,
    /// Confirmations and arrivals so far.
    pub progress: u64,
}

impl Device {
    pub fn new(name: u8, way: Way, dies: Option<u64>, mut chance: Chance) -> Self {
        Self {
            name,
            store: MemoryStore::default(),
            way,
            engine: Engine::new(config(), chance.next()),
            chance,
            dies,
            began: Instant::now(),
            request: None,
            kept: BTreeSet::new(),
            settled: BTreeSet::new(),
            needs_you: BTreeSet::new(),
            signed_out: false,
            caught_up: 0,
            last_trouble: None,
            progress: 0,
        }
    }

    /// Writes letters, each until it is kept, as somebody does who is told that
    /// it was not.
    pub fn write(&mut self, letters: &[Submission]) {
        while letters.iter().any(|letter| !self.kept.contains(&letter.id)) {
            for letter in letters {
                if !self.kept.contains(&letter.id) {
                    self.engine.handle(Input::Write(letter.clone()), self.now());
                }
            }
            self.run();
        }
    }

    /// Starts anew on what is stored.
    fn restart(&mut self) {
        self.engine = Engine::new(config(), self.chance.next());
        self.request = None;
    }

    /// Does what is due; afterwards says how long nothing is.
    pub fn turn(&mut self) -> Duration {
        let now = self.now();
        if self.engine.poll_timeout().is_some_and(|due| due <= now) {
            self.engine.handle(Input::Tick, now);
        }
        self.run();
        let due = self.engine.poll_timeout();
        due.map_or(Duration::from_millis(50), |due| due.since(self.now()))
    }

    /// What waits here.
    pub fn outbox(&self) -> Vec<EnvelopeId> {
        self.engine.outbox().map(|waiting| waiting.id()).collect()
    }

    /// The life of the relay that its place in the feed belongs to.
    pub fn epoch(&self) -> Option<Epoch> {
        self.store
            .restore_now()
            .ok()?
            .place
            .map(|place| place.epoch)
    }

    fn now(&self) -> Moment {
        Moment(u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX))
    }

    fn run(&mut self) {
        loop {
            while let Some(command) = self.engine.poll_command() {
                let input = self.carry_out(command);
                if self.dies.is_some_and(|many| self.chance.one_in(many)) {
                    // What it did is done; what it was to hear of it is lost.
                    self.restart();
                } else if let Some(input) = input {
                    self.engine.handle(input, self.now());
                }
            }
            // Last of all, so that what was written meanwhile is kept first.
            let Some((id, asked, patience)) = self.request.take() else {
                return;
            };
            let input = match self.way.sync(&asked, patience) {
                Ok(answer) => Input::Answered(id, Box::new(answer)),
                Err(trouble) => Input::Failed(id, trouble),
            };
            self.engine.handle(input, self.now());
        }
    }

    fn carry_out(&mut self, command: Command) -> Option<Input> {
        match command {
            Command::Restore(id) => Some(match self.store.restore_now() {
                Ok(restored) => Input::Restored(id, restored),
                Err(trouble) => Input::NotRestored(id, trouble),
            }),
            Command::Commit(id, changes) => Some(match self.store.apply_now(&changes) {
                Ok(()) => Input::Committed(id),
                Err(trouble) => Input::CommitFailed(id, trouble),
            }),
            Command::Send(id, asked, patience) => {
                self.request = Some((id, asked, patience));
                None
            }
            Command::Tell(notice) => {
                self.hear(notice);
                None
            }
        }
    }

    fn hear(&mut self, notice: Notice) {
        match notice {
            Notice::Kept(id) => {
                self.kept.insert(id);
            }
            Notice::Settled(id, _) => {
                self.settled.insert(id);
                self.progress += 1;
            }
            Notice::NeedsYou(id, _) => {
                self.needs_you.insert(id);
            }
            Notice::Arrived(items) => self.progress += items.len() as u64,
            Notice::CaughtUp(_) => self.caught_up += 1,
            Notice::SignedOut => self.signed_out = true,
            Notice::Link(LinkState::Reached) => self.last_trouble = None,
            Notice::Link(LinkState::NotReached { trouble, .. }) => {
                self.last_trouble = Some(trouble);
            }
            _ => {}
        }
    }
}

/// Eager, so that a test need not wait; within what the relay lets a device ask.
fn config() -> Config {
    Config {
        backoff_shortest: Duration::from_millis(40),
        backoff_longest: Duration::from_millis(400),
        poll: Duration::from_millis(150),
        request_patience: Duration::from_secs(10),
        ..Config::default()
    }
}

pub fn account(name: u8) -> AccountId {
    AccountId::from_bytes([name; 16])
}

/// The conversation of the patient of this name with the therapist.
pub fn conversation(patient: u8) -> ConversationId {
    ConversationId::from_bytes([0x80 | patient; 16])
}

/// The `number`th letter that `author` writes to the conversation of `patient`.
/// The id says all that, so that whoever reads can tell the order.
pub fn letter(author: u8, patient: u8, number: u32, bytes: usize) -> Submission {
    let id = letter_id(author, patient, number);
    let header = Header {
        format: Header::FORMAT,
        id,
        conversation: conversation(patient),
        sender: account(author),
        kind: EnvelopeKind::Letter,
    };
    let envelope = Envelope {
        header,
        keys: Vec::new(),
        nonce: ByteArray::new([1; 24]),
        ciphertext: ByteBuf::from(vec![7; bytes]),
        signature: ByteArray::new([2; 64]),
    };
    let envelope = envelope.to_bytes().into();
    Submission {
        id,
        act: Act::Send { envelope },
    }
}

pub fn letter_id(author: u8, patient: u8, number: u32) -> EnvelopeId {
    let mut bytes = [0; 16];
    bytes[0] = author;
    bytes[1] = patient;
    bytes[2..6].copy_from_slice(&number.to_be_bytes());
    EnvelopeId::from_bytes(bytes)
}
