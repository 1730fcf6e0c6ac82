//! Invitation cards: keys and names that pass the relay unread.

use crate::{OpenError, aead, derive::derive, label};
use holdfast_protocol::{Card, InvitationSecret, decode, encode};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

/// Who speaks on a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The one who made the invitation.
    Inviter,
    /// The one who accepted it.
    Newcomer,
}

/// Every card of a name within bounds has the same size.
const SMALLEST: usize = 512;

/// Seals a card under the invitation's secret, for the other side. Each side
/// has a key of its own, so that a card handed back to its maker does not
/// open.
#[must_use]
pub fn seal_card(
    card: &Card,
    secret: &InvitationSecret,
    side: Side,
    rng: &mut impl CryptoRng,
) -> Vec<u8> {
    let encoded = Zeroizing::new(encode(card));
    aead::lock(&key(secret, side), &encoded, SMALLEST, rng)
}

/// The card that `side` sealed. Who holds the secret has vouched for all of
/// it: account, keys, role and conversation. Whether the conversation and the
/// role are those expected is the caller's to compare.
///
/// # Errors
/// When it was sealed under another secret or by the other side, or altered.
pub fn open_card(bytes: &[u8], secret: &InvitationSecret, side: Side) -> Result<Card, OpenError> {
    let encoded = aead::unlock(&key(secret, side), bytes, SMALLEST)?;
    decode(&encoded, "a card").map_err(|error| OpenError::Unreadable {
        length: error.length,
    })
}

fn key(secret: &InvitationSecret, side: Side) -> Zeroizing<[u8; 32]> {
    let label = match side {
        Side::Inviter => label::INVITER_CARD,
        Side::Newcomer => label::NEWCOMER_CARD,
    };
    derive(secret.as_bytes(), label, &[])
}
