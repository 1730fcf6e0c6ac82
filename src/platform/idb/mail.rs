//! What version 1 stored of an envelope that the relay has, to read it once more.

use holdfast_protocol::{EnvelopeId, Receipt, Submission};
use serde::Deserialize;
use serde_bytes::ByteBuf;

/// One envelope, or another submission, that the relay has confirmed.
#[derive(Deserialize)]
pub struct MailRecord {
    /// Its id.
    pub id: EnvelopeId,
    /// Where it came from.
    pub body: Body,
    /// When it reached the relay, and its fate there.
    pub receipt: Receipt,
    /// Its sequence in the feed, once known.
    #[expect(
        dead_code,
        reason = "it is among the bytes, and nothing asks for it any more"
    )]
    pub sequence: Option<u64>,
    /// Whether its writer took it back, or replaced it.
    pub gone: bool,
}

/// Where an envelope came from.
#[derive(Deserialize)]
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
