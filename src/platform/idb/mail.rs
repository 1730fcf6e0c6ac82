//! What is stored of an envelope that the relay has.

use holdfast_protocol::{EnvelopeId, Event, Receipt, Submission};
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

/// One envelope, or another submission, that the relay has confirmed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailRecord {
    /// Its id.
    pub id: EnvelopeId,
    /// Where it came from.
    pub body: Body,
    /// When it reached the relay, and its fate there.
    pub receipt: Receipt,
    /// Its sequence in the feed, once known.
    pub sequence: Option<u64>,
    /// Whether its writer took it back, or replaced it.
    pub gone: bool,
}

/// Where an envelope came from.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Body {
    /// From this device: all of the submission, to offer it again to a relay
    /// that was restored from an older backup.
    Sent {
        /// Its place among all that was sent from here.
        nth: u64,
        /// What was submitted.
        submission: Submission,
    },
    /// From elsewhere: the envelope's bytes.
    Received(ByteBuf),
}

impl MailRecord {
    /// A record that was not there before.
    pub fn new(id: EnvelopeId, body: Body, receipt: Receipt, sequence: Option<u64>) -> Self {
        Self {
            id,
            body,
            receipt,
            sequence,
            gone: false,
        }
    }

    /// Takes a newer receipt over, and the sequence where it was not known.
    pub fn renew(&mut self, receipt: Receipt, sequence: Option<u64>) {
        self.receipt = receipt;
        self.sequence = sequence.or(self.sequence);
    }

    /// The envelope in it as a feed event; none where the submission carried
    /// none, or it was taken back.
    #[must_use]
    pub fn event(&self) -> Option<Event> {
        let envelope = match &self.body {
            _ if self.gone => return None,
            Body::Received(envelope) => envelope,
            Body::Sent { submission, .. } => submission.act.envelope()?,
        };
        Some(Event::Arrived {
            envelope: envelope.clone(),
            receipt: self.receipt,
        })
    }
}

impl core::fmt::Debug for MailRecord {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "MailRecord({}, {:?})", self.id, self.receipt)
    }
}
