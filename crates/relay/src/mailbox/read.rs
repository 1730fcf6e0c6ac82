//! From a submission's bytes to a parcel, or to the reason why not.

use holdfast_protocol::{
    AccountId, Act, ConversationId, ENVELOPE_BYTES_MAX, Envelope, EnvelopeId, EnvelopeKind, Header,
    Outcome, Receipt, Refusal, SignedTiming, Submission, encode,
};
use sha2::{Digest, Sha256};

/// A submission that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    /// The submission's id.
    pub id: EnvelopeId,
    /// What is asked.
    pub ask: Ask,
}

/// What is asked, with its envelope opened as far as the relay may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// Hand an envelope on.
    Send(Sealed),
    /// Hand a proposal on and remember its timing.
    Propose(Sealed, SignedTiming),
    /// Hand an acceptance on and put the timing in force.
    Accept(Sealed, SignedTiming),
    /// Put an envelope in the place of a held reply.
    Replace(EnvelopeId, Sealed),
    /// Take a held reply back.
    Withdraw(EnvelopeId),
    /// Let a held reply go although they have written since.
    SendRegardless(EnvelopeId),
    /// Hand a reply on at once, in the place of this held one if there is one.
    SendOutside(Sealed, Option<EnvelopeId>),
    /// Somebody has taken on the alarm of this letter.
    Acknowledge(EnvelopeId),
}

/// An envelope with its header read.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed {
    /// What the relay may read.
    pub header: Header,
    /// The whole envelope.
    pub bytes: Vec<u8>,
}

impl core::fmt::Debug for Sealed {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Sealed({:?}, {} bytes)", self.header, self.bytes.len())
    }
}

/// Where to look for what a decision needs to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// In this conversation.
    Conversation(ConversationId),
    /// In the conversation of this reply of the sender.
    Reply(EnvelopeId),
    /// In the conversation that this letter, whoever wrote it, came to.
    Letter(EnvelopeId),
}

impl Parcel {
    /// Where to look for what a decision needs to know.
    #[must_use]
    pub const fn topic(&self) -> Topic {
        match &self.ask {
            Ask::Send(sealed)
            | Ask::Propose(sealed, _)
            | Ask::Accept(sealed, _)
            | Ask::Replace(_, sealed)
            | Ask::SendOutside(sealed, _) => Topic::Conversation(sealed.header.conversation),
            Ask::Withdraw(held) | Ask::SendRegardless(held) => Topic::Reply(*held),
            Ask::Acknowledge(letter) => Topic::Letter(*letter),
        }
    }
}

/// SHA-256 of a submission: the same id with another digest is no repeat.
#[must_use]
pub fn digest(submission: &Submission) -> [u8; 32] {
    Sha256::digest(encode(submission)).into()
}

/// What the store remembers of a submission that it accepted earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Earlier {
    /// From [`digest`].
    pub digest: [u8; 32],
    /// When it arrived, and what has become of its envelope since.
    pub receipt: Receipt,
}

/// The answer to a submission whose id was used before.
#[must_use]
pub fn repeat(earlier: &Earlier, digest: [u8; 32]) -> Outcome {
    if earlier.digest == digest {
        Outcome::Accepted(earlier.receipt)
    } else {
        Outcome::Refused(Refusal::IdInUse)
    }
}

/// Reads what `sender` submits.
///
/// # Errors
/// [`Refusal::TooLarge`], or [`Refusal::NotAnEnvelope`] where the envelope's
/// bytes, id, sender, format or kind do not fit.
pub fn read(sender: AccountId, submission: Submission) -> Result<Parcel, Refusal> {
    use EnvelopeKind::{Agreement, Letter, Own, Page, Shared};
    let id = submission.id;
    let open = |bytes: Vec<u8>, kinds: &[EnvelopeKind]| open(sender, id, bytes, kinds);
    let ask = match submission.act {
        Act::Send { envelope } => {
            Ask::Send(open(envelope.into_vec(), &[Letter, Own, Shared, Page])?)
        }
        Act::Propose { envelope, timing } => {
            Ask::Propose(open(envelope.into_vec(), &[Agreement])?, timing)
        }
        Act::Accept { envelope, timing } => {
            Ask::Accept(open(envelope.into_vec(), &[Agreement])?, timing)
        }
        Act::Replace { held, envelope } => {
            Ask::Replace(held, open(envelope.into_vec(), &[Letter])?)
        }
        Act::Withdraw { held } => Ask::Withdraw(held),
        Act::SendRegardless { held } => Ask::SendRegardless(held),
        Act::SendOutside {
            envelope,
            instead_of,
        } => Ask::SendOutside(open(envelope.into_vec(), &[Letter])?, instead_of),
        Act::Acknowledge { letter } => Ask::Acknowledge(letter),
    };
    Ok(Parcel { id, ask })
}

fn open(
    sender: AccountId,
    id: EnvelopeId,
    bytes: Vec<u8>,
    kinds: &[EnvelopeKind],
) -> Result<Sealed, Refusal> {
    if bytes.len() > ENVELOPE_BYTES_MAX {
        return Err(Refusal::TooLarge {
            bytes: bytes.len() as u64,
        });
    }
    let header = Envelope::from_bytes(&bytes)
        .map_err(|_| Refusal::NotAnEnvelope)?
        .header;
    let fits = header.format == Header::FORMAT
        && header.id == id
        && header.sender == sender
        && kinds.contains(&header.kind);
    if fits {
        Ok(Sealed { header, bytes })
    } else {
        Err(Refusal::NotAnEnvelope)
    }
}
