//! The real engine on the person's device.

use super::{
    chance::Chance,
    link::{Link, State},
    relay::Relay,
};
use crate::{Command, Config, Engine, Input, LinkTrouble, MemoryStore, Moment, Notice, Wake};
use holdfast_protocol::{
    AccountId, Act, ConversationId, Envelope, EnvelopeId, EnvelopeKind, Header, Submission,
    SyncRequest,
};
use serde_bytes::{ByteArray, ByteBuf};

/// How soon a request fails where there is no link, in milliseconds.
const FAILS_AFTER: u64 = 1;

/// A device with one letter in its store.
pub(super) struct Device<'link> {
    link: &'link Link,
    round_trip: u64,
    chance: Chance,
    relay: Relay,
    store: MemoryStore,
    engine: Engine,
    /// What the request under way will come to, where that is anything.
    landing: Option<(u64, Input)>,
    is_confirmed: bool,
}

impl<'link> Device<'link> {
    pub(super) fn new(link: &'link Link, round_trip: u64, mut chance: Chance) -> Self {
        Self {
            link,
            round_trip,
            engine: engine(&mut chance),
            chance,
            relay: Relay::default(),
            store: MemoryStore::default(),
            landing: None,
            is_confirmed: false,
        }
    }

    /// Whether a letter that is written at once is confirmed in one of these
    /// stretches of free time.
    pub(super) fn gets_through(mut self, free: &[(u64, u64)]) -> bool {
        self.engine.handle(Input::Leading(false), Moment(0));
        self.engine.handle(Input::Write(letter()), Moment(0));
        self.obey(0);
        self.engine = engine(&mut self.chance);
        for &(from, until) in free {
            self.look(from, until);
            if self.is_confirmed {
                return true;
            }
            if self.chance.happens(0.5) {
                self.engine = engine(&mut self.chance);
            }
        }
        false
    }

    /// The person looks at the page; before and after, nothing runs there.
    fn look(&mut self, from: u64, until: u64) {
        self.landing = None;
        self.engine
            .handle(Input::Woken(Wake::Visible), Moment(from));
        self.obey(from);
        let mut now = from;
        let mut online = self.link.comes_back_after(from);
        while !self.is_confirmed {
            let lands = self.landing.as_ref().map(|(at, _)| *at);
            let tick = self.engine.poll_timeout().map(|at| at.0.max(now));
            let next = lands.into_iter().chain(tick).chain(online).min();
            let Some(next) = next.filter(|next| *next <= until) else {
                return;
            };
            now = next;
            let input = if online == Some(now) {
                online = self.link.comes_back_after(now);
                Input::Woken(Wake::Online)
            } else {
                match self.landing.take() {
                    Some((at, input)) if at == now => input,
                    later => {
                        self.landing = later;
                        Input::Tick
                    }
                }
            };
            self.engine.handle(input, Moment(now));
            self.obey(now);
        }
    }

    fn obey(&mut self, now: u64) {
        while let Some(command) = self.engine.poll_command() {
            let input = match command {
                Command::Restore(id) => match self.store.restore_now() {
                    Ok(restored) => Input::Restored(id, restored),
                    Err(trouble) => Input::NotRestored(id, trouble),
                },
                Command::Commit(id, changes) => match self.store.apply_now(&changes) {
                    Ok(()) => Input::Committed(id),
                    Err(trouble) => Input::CommitFailed(id, trouble),
                },
                Command::Send(id, request, _) => {
                    self.landing = match self.post(request, now) {
                        Landing::Answer(at, answer) => Some((at, Input::Answered(id, answer))),
                        Landing::Failure(at, why) => Some((at, Input::Failed(id, why))),
                        Landing::Never => None,
                    };
                    continue;
                }
                Command::Tell(Notice::Settled(..)) => {
                    self.is_confirmed = true;
                    continue;
                }
                Command::Tell(_) => continue,
            };
            self.engine.handle(input, Moment(now));
        }
    }

    fn post(&mut self, request: SyncRequest, now: u64) -> Landing {
        let (arrives, returns) = (now + self.round_trip / 2, now + self.round_trip);
        match self.link.at(now) {
            (State::Up, until) if until >= returns => {
                Landing::Answer(returns, Box::new(self.relay.sync(request, arrives)))
            }
            (State::Up, until) => {
                if until >= arrives {
                    self.relay.sync(request, arrives);
                }
                Landing::Never
            }
            (State::Silent, _) => Landing::Never,
            (State::Down, _) => Landing::Failure(now + FAILS_AFTER, LinkTrouble::Offline),
        }
    }
}

/// What a request comes to, and when.
enum Landing {
    Answer(u64, Box<holdfast_protocol::SyncResponse>),
    Failure(u64, LinkTrouble),
    Never,
}

fn engine(chance: &mut Chance) -> Engine {
    Engine::new(Config::default(), chance.any())
}

fn letter() -> Submission {
    let id = EnvelopeId::from_bytes([1; 16]);
    let envelope = Envelope {
        header: Header {
            format: Header::FORMAT,
            id,
            conversation: ConversationId::from_bytes([2; 16]),
            sender: AccountId::from_bytes([3; 16]),
            kind: EnvelopeKind::Letter,
        },
        keys: Vec::new(),
        nonce: ByteArray::new([0; 24]),
        ciphertext: ByteBuf::from(vec![0; 300]),
        signature: ByteArray::new([0; 64]),
    };
    Submission {
        id,
        act: Act::Send {
            envelope: ByteBuf::from(envelope.to_bytes()),
        },
    }
}
