//! The envelope: all that the relay sees of a letter.

use crate::{AccountId, ConversationId, DecodeError, EnvelopeId, PublicKeys, decode, encode};
use serde::{Deserialize, Serialize};
use serde_bytes::{ByteArray, ByteBuf};

/// What kind of content an envelope carries. The relay holds replies by it;
/// readers refuse content of another kind than the header says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum EnvelopeKind {
    /// Words from one person to another: held outside windows if they are the
    /// therapist's.
    Letter,
    /// A proposal or an acceptance of an agreement: never held.
    Agreement,
    /// Something for the writer's own devices only, such as a draft.
    Own,
    /// Something between members that is no letter and owes nothing, such as a
    /// plan: never held.
    Shared,
    /// A patient's letter or check-in that asks for the agreed escalation: to
    /// the relay a letter in every respect, and the beginning of an alarm.
    /// Refused from a therapist.
    Page,
}

impl EnvelopeKind {
    /// Whether the relay treats it as words from one person to another.
    #[must_use]
    pub const fn is_letter(self) -> bool {
        matches!(self, Self::Letter | Self::Page)
    }
}

/// The readable part of an envelope, bound to the sealed part by signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The envelope format; this build writes [`Header::FORMAT`].
    pub format: u8,
    /// The envelope's own id.
    pub id: EnvelopeId,
    /// Where it belongs.
    pub conversation: ConversationId,
    /// Who wrote it.
    pub sender: AccountId,
    /// What it carries.
    pub kind: EnvelopeKind,
}

impl Header {
    /// The envelope format of this build.
    pub const FORMAT: u8 = 1;
}

/// The content key, sealed to one reader by HPKE.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyBox {
    /// Whom it is for.
    pub reader: AccountId,
    /// HPKE's encapsulated key.
    pub encapsulated: ByteArray<32>,
    /// The content key and its tag.
    pub wrapped: ByteArray<48>,
}

/// A sealed letter as it travels and as it is stored.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// What the relay may read.
    pub header: Header,
    /// One for each reader, the sender among them.
    pub keys: Vec<KeyBox>,
    /// XChaCha20-Poly1305 nonce.
    pub nonce: ByteArray<24>,
    /// A commitment to the content key, then the padded content and its tag.
    pub ciphertext: ByteBuf,
    /// Ed25519 over everything above.
    pub signature: ByteArray<64>,
}

impl Envelope {
    /// The envelope's bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        encode(self)
    }

    /// Reads an envelope.
    ///
    /// # Errors
    /// When the bytes are not an envelope.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DecodeError> {
        decode(bytes, "an envelope")
    }
}

impl core::fmt::Debug for Envelope {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Envelope")
            .field("header", &self.header)
            .field("readers", &self.keys.len())
            .field("bytes", &self.ciphertext.len())
            .finish()
    }
}

impl core::fmt::Debug for KeyBox {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "KeyBox(for {})", self.reader)
    }
}

/// Everyone who can open what is sealed in a conversation.
pub type Readers = Vec<(AccountId, PublicKeys)>;
