//! The letters of the bench: about 300 bytes of words, told apart by a number.

use chrono::{DateTime, Utc};
use holdfast_app::{platform::random::BrowserRandom, state::Identity};
use holdfast_protocol::{
    AccountId, Act, Answer, Content, ConversationId, DeviceId, Envelope, EnvelopeId, EnvelopeKind,
    Event, FeedItem, Header, KeyBox, Letter, PublicKeys, Receipt, Release, Role, Submission,
};
use holdfast_seal::{AccountKeys, OpenError, SealError, open, seal};
use serde_bytes::{ByteArray, ByteBuf};

/// The conversation of all of them.
pub const CONVERSATION: ConversationId = ConversationId::from_bytes([7; 16]);
/// Who reads on this device.
pub const ME: AccountId = AccountId::from_bytes([1; 16]);
const THEM: AccountId = AccountId::from_bytes([2; 16]);
/// The instant of letter 0, in milliseconds: far enough back for all to be past.
const FIRST: i64 = 1_650_000_000_000;
/// From one letter to the next, in milliseconds: 100,000 of them fill three years.
const APART: i64 = 15 * 60 * 1000;
/// Characters of a body.
const LENGTH: usize = 300;
const WORDS: &str = "Today was quieter than yesterday. I went down to the water before breakfast, \
    counted the boats, and wrote down what helped, as we said. In the evening it came back for a \
    while; I set the timer, breathed, and called my sister instead of staying alone with it. I \
    would like to talk about the visit on Sunday, when you read this.";

/// The device's account.
pub fn identity() -> Identity {
    let keys = AccountKeys::generate(&mut BrowserRandom);
    Identity::new(
        ME,
        DeviceId::from_bytes([1; 16]),
        [0; 32],
        &keys,
        Role::Patient,
        "Bench".to_owned(),
        Some(CONVERSATION),
    )
}

/// The id of a letter, in no order, as random ones are.
pub fn id(number: u64) -> EnvelopeId {
    let mix = |from: u64| {
        let mixed = (from ^ (from >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    };
    let first = mix(number.wrapping_add(0x9e37_79b9_7f4a_7c15));
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&first.to_le_bytes());
    bytes[8..].copy_from_slice(&mix(first.wrapping_add(number)).to_le_bytes());
    EnvelopeId::from_bytes(bytes)
}

/// What it says.
pub fn content(number: u64) -> Content {
    let mut text = format!("{number} ");
    text.extend(WORDS.chars().cycle().take(LENGTH - text.len().min(LENGTH)));
    Content::Letter(Letter {
        text,
        written: left(number),
        answer: Answer::Wanted,
        noticed: None,
    })
}

/// Its number and its text.
pub fn read(content: &Content) -> Option<(u64, &str)> {
    let Content::Letter(letter) = content else {
        return None;
    };
    let number = letter.text.split(' ').next()?.parse().ok()?;
    Some((number, &letter.text))
}

fn left(number: u64) -> DateTime<Utc> {
    let number = i64::try_from(number).unwrap_or(0);
    DateTime::from_timestamp_millis(FIRST + number * APART).unwrap_or_default()
}

/// The relay's confirmation of it.
pub fn receipt(number: u64) -> Receipt {
    Receipt {
        arrived: left(number),
        release: Release::Left(left(number)),
    }
}

fn header(number: u64, conversation: ConversationId, sender: AccountId) -> Header {
    Header {
        format: Header::FORMAT,
        id: id(number),
        conversation,
        sender,
        kind: EnvelopeKind::Letter,
    }
}

/// A letter of this device, sealed for both sides.
///
/// # Errors
/// When it cannot be sealed.
pub fn submission(
    number: u64,
    keys: &AccountKeys,
    theirs: PublicKeys,
) -> Result<Submission, SealError> {
    let readers = [(ME, keys.public()), (THEM, theirs)];
    let header = header(number, CONVERSATION, ME);
    let envelope = seal(&content(number), header, keys, &readers, &mut BrowserRandom)?;
    Ok(Submission {
        id: header.id,
        act: Act::Send {
            envelope: ByteBuf::from(envelope.to_bytes()),
        },
    })
}

/// What a submission of this device says.
///
/// # Errors
/// When it does not open.
pub fn own(submission: &Submission, keys: &AccountKeys) -> Result<Option<Content>, OpenError> {
    let envelope = submission.act.envelope();
    let envelope = envelope.and_then(|bytes| Envelope::from_bytes(bytes).ok());
    envelope
        .map(|envelope| open(&envelope, ME, keys, &keys.public()))
        .transpose()
}

/// A letter of the other side, as the feed brings it, of a true size. Nobody
/// opens its bytes: the app has done that before it stores them.
pub fn arriving(number: u64, sequence: u64, conversation: ConversationId) -> FeedItem {
    let box_for = |reader| KeyBox {
        reader,
        encapsulated: ByteArray::new([0; 32]),
        wrapped: ByteArray::new([0; 48]),
    };
    let envelope = Envelope {
        header: header(number, conversation, THEM),
        keys: vec![box_for(ME), box_for(THEM)],
        nonce: ByteArray::new([0; 24]),
        ciphertext: ByteBuf::from(vec![0; 352]),
        signature: ByteArray::new([0; 64]),
    };
    FeedItem {
        sequence,
        event: Event::Arrived {
            envelope: ByteBuf::from(envelope.to_bytes()),
            receipt: receipt(number),
        },
    }
}

/// Who writes to this device.
pub const FROM: AccountId = THEM;
