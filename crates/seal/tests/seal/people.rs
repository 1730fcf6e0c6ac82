//! Two people with fixed keys, and what they write.

use chrono::DateTime;
use holdfast_protocol::{
    AccountId, Answer, Content, ConversationId, EnvelopeId, EnvelopeKind, Header, Letter,
    PublicKeys,
};
use holdfast_seal::AccountKeys;
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

pub(crate) struct Person {
    pub(crate) account: AccountId,
    pub(crate) keys: AccountKeys,
}

impl Person {
    pub(crate) fn new(seed: u8) -> Self {
        Self {
            account: AccountId::from_bytes([seed; 16]),
            keys: AccountKeys::generate(&mut random(seed)),
        }
    }

    pub(crate) fn public(&self) -> PublicKeys {
        self.keys.public()
    }

    pub(crate) fn as_reader(&self) -> (AccountId, PublicKeys) {
        (self.account, self.public())
    }
}

pub(crate) fn random(seed: u8) -> ChaCha20Rng {
    ChaCha20Rng::from_seed([seed; 32])
}

pub(crate) fn patient() -> Person {
    Person::new(0x11)
}

pub(crate) fn therapist() -> Person {
    Person::new(0x22)
}

pub(crate) fn stranger() -> Person {
    Person::new(0x33)
}

pub(crate) fn conversation() -> ConversationId {
    ConversationId::from_bytes([0xC0; 16])
}

pub(crate) fn header(sender: &Person, kind: EnvelopeKind) -> Header {
    Header {
        format: Header::FORMAT,
        id: EnvelopeId::from_bytes([0xE0; 16]),
        conversation: conversation(),
        sender: sender.account,
        kind,
    }
}

pub(crate) fn letter(text: &str) -> Content {
    Content::Letter(Letter {
        text: text.into(),
        written: DateTime::from_timestamp_millis(1_800_000_000_123).unwrap(),
        answer: Answer::Wanted,
        noticed: None,
    })
}
