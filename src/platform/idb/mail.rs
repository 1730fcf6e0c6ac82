//! What version 1 stored of an envelope that the relay has; and, until the app
//! reads by stretches, all of version 2 in that shape.

use super::{
    BrowserStore, Shelf,
    apply::unsealed,
    asking::{Ask, Found, every},
    record::{KeptBody, Record},
};
use holdfast_protocol::{EnvelopeId, Event, Receipt, Submission};
use holdfast_sync::StoreTrouble;
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

/// What the mailbox holds, for showing it.
#[derive(Debug, Default)]
pub struct Mail {
    /// Envelopes sent from here and received, in no order.
    pub records: Vec<MailRecord>,
    /// Feed events of other kinds, such as who joined.
    pub events: Vec<Event>,
    /// Records that could not be read.
    pub damaged: Vec<(Shelf, String)>,
}

impl BrowserStore {
    /// All that was sent from here and received.
    ///
    /// # Errors
    /// When it cannot be read at all; single damaged records are named.
    pub async fn mail(&self) -> Result<Mail, StoreTrouble> {
        let standing = self.standing().await?;
        let keys = self.keys()?;
        let mut mail = Mail {
            events: standing.events,
            ..Mail::default()
        };
        let name = |shelf| (shelf, String::new());
        for _ in 0..standing.stuck {
            mail.damaged.push(name(Shelf::Outbox));
        }
        for shelf in [Shelf::Thread, Shelf::Held, Shelf::Standing] {
            let mut found = self
                .connection
                .ask(&[Ask::Keys(shelf, every(), 0), Ask::Values(shelf, every(), 0)])
                .await?
                .into_iter();
            let names = found.next().map(Found::keys).unwrap_or_default();
            let values = found.next().map(Found::values).unwrap_or_default();
            for (key, value) in names.iter().zip(values) {
                if key.as_string().is_some_and(|key| key.contains('/')) {
                    continue;
                }
                let Some(record) = unsealed::<Record>(keys, &value) else {
                    mail.damaged.push(name(shelf));
                    continue;
                };
                if let KeptBody::Sealed(bytes) = record.body {
                    let body = Body::Received(ByteBuf::from(bytes));
                    mail.records
                        .push(MailRecord::new(record.id, body, record.receipt, None));
                }
            }
        }
        Ok(mail)
    }

    /// [`BrowserStore::mend`], where any of these is worth it.
    ///
    /// # Errors
    /// When that cannot be stored.
    pub async fn fetch_again(&self, _: &[(Shelf, String)]) -> Result<(), StoreTrouble> {
        self.mend().await
    }
}

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
