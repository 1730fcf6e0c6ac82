//! End-to-end sealing: account keys, envelopes, invitation cards, signed
//! timings, and what a device keeps for its own account only.
//!
//! Sealing is to people, not to devices, and needs no session: what is sealed
//! offline opens weeks later on every device of its readers. The format, the
//! suite and what they do not give are in `docs/ENVELOPE.md`.
//!
//! Nothing here reads a clock or finds randomness by itself: every function
//! that needs fresh bytes takes a [`rand_core::CryptoRng`].
//!
//! ```
//! # use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
//! # let mut random = ChaCha20Rng::from_seed([1; 32]);
//! use holdfast_protocol::{AccountId, Content, ConversationId, Draft, EnvelopeId, EnvelopeKind, Header};
//! use holdfast_seal::{AccountKeys, open, seal};
//!
//! let me = AccountId::from_bytes([1; 16]);
//! let keys = AccountKeys::generate(&mut random);
//! let header = Header {
//!     format: Header::FORMAT,
//!     id: EnvelopeId::from_bytes([2; 16]),
//!     conversation: ConversationId::from_bytes([3; 16]),
//!     sender: me,
//!     kind: EnvelopeKind::Own,
//! };
//! let draft = Content::Draft(Draft { text: "Not yet.".into() });
//! let envelope = seal(&draft, header, &keys, &[(me, keys.public())], &mut random)?;
//! assert!(open(&envelope, me, &keys, &keys.public())? == draft);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod aead;
mod body;
mod card;
mod derive;
mod digest;
mod envelope;
mod error;
mod key_box;
mod keys;
mod label;
mod local;
mod padding;
mod safety_number;
mod signing;
mod timing;

pub use card::{Side, open_card, seal_card};
pub use digest::document_digest;
pub use envelope::{open, seal};
pub use error::{KeysError, OpenError, SealError};
pub use holdfast_protocol::token_digest;
pub use keys::AccountKeys;
pub use local::{LocalKey, open_local, seal_local};
pub use safety_number::safety_number;
pub use timing::{sign_timing, verify_timing};
