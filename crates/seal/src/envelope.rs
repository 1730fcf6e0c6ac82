//! Sealing content for the members of a conversation, and opening it.

use crate::{AccountKeys, OpenError, SealError, aead, body, key_box, label, signing};
use holdfast_protocol::{
    AccountId, Content, ENVELOPE_BYTES_MAX, Envelope, EnvelopeKind, Header, PublicKeys,
};
use rand_core::CryptoRng;
use serde_bytes::{ByteArray, ByteBuf};
use zeroize::Zeroizing;

/// Seals `content` for `readers`, the sender among them, and signs it with the
/// sender's keys.
///
/// # Errors
/// When header, content and readers do not fit together, a reader's key cannot
/// be used, or the envelope would be larger than
/// [`ENVELOPE_BYTES_MAX`]. Nothing is ever sealed to fewer than asked.
pub fn seal(
    content: &Content,
    header: Header,
    keys: &AccountKeys,
    readers: &[(AccountId, PublicKeys)],
    rng: &mut impl CryptoRng,
) -> Result<Envelope, SealError> {
    check(content, &header, keys, readers)?;
    let mut content_key = Zeroizing::new([0; 32]);
    rng.fill_bytes(content_key.as_mut_slice());
    let mut nonce = [0; aead::NONCE];
    rng.fill_bytes(&mut nonce);

    let boxes = readers
        .iter()
        .map(|(reader, public)| {
            key_box::close(&content_key, &header, *reader, &public.sealing, rng)
        })
        .collect::<Result<Vec<_>, _>>()?;
    let accounts: Vec<AccountId> = readers.iter().map(|(reader, _)| *reader).collect();
    let associated = body::associated(&header, &accounts);
    let mut envelope = Envelope {
        header,
        keys: boxes,
        nonce: ByteArray::new(nonce),
        ciphertext: ByteBuf::from(body::close(content, &content_key, &nonce, &associated)),
        signature: ByteArray::new([0; SIGNATURE]),
    };
    let bytes = envelope.to_bytes();
    if bytes.len() > ENVELOPE_BYTES_MAX {
        return Err(SealError::TooLarge { bytes: bytes.len() });
    }
    let signature = signing::sign(keys, label::ENVELOPE_SIGNATURE, all_but_signature(&bytes));
    envelope.signature = ByteArray::new(signature);
    Ok(envelope)
}

/// The content of an envelope that `sender` signed and sealed to `reader`,
/// whose keys `keys` are. `sender` must be the keys that the reader knows for
/// `envelope.header.sender`, as from their card.
///
/// # Errors
/// When it is of another format, was altered, moved or signed by someone else,
/// is not for this reader, or holds what its kind must not. The signature is
/// checked before anything is decrypted.
pub fn open(
    envelope: &Envelope,
    reader: AccountId,
    keys: &AccountKeys,
    sender: &PublicKeys,
) -> Result<Content, OpenError> {
    let header = &envelope.header;
    // First, because what is signed, and how, is the format's to say.
    if header.format != Header::FORMAT {
        return Err(OpenError::UnknownFormat {
            format: header.format,
        });
    }
    signing::verify(
        &sender.signing,
        label::ENVELOPE_SIGNATURE,
        all_but_signature(&envelope.to_bytes()),
        &envelope.signature,
    )?;
    let accounts: Vec<AccountId> = envelope.keys.iter().map(|key| key.reader).collect();
    if header.kind == EnvelopeKind::Own && accounts != [header.sender] {
        return Err(OpenError::NotForOthers {
            sender: header.sender,
        });
    }
    let key_box = envelope
        .keys
        .iter()
        .find(|key| key.reader == reader)
        .ok_or(OpenError::NotForReader { reader })?;
    let content_key = key_box::open(key_box, header, keys)?;
    let content = body::open(
        &envelope.ciphertext,
        &content_key,
        &envelope.nonce,
        &body::associated(header, &accounts),
    )?;
    if !belongs(&content, header.kind) {
        return Err(OpenError::KindMismatch { kind: header.kind });
    }
    Ok(content)
}

const SIGNATURE: usize = 64;

/// The signature is an envelope's last field and of fixed length, so what it
/// covers is the rest, just as it travels.
fn all_but_signature(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.len().saturating_sub(SIGNATURE)]
}

fn check(
    content: &Content,
    header: &Header,
    keys: &AccountKeys,
    readers: &[(AccountId, PublicKeys)],
) -> Result<(), SealError> {
    let sender = header.sender;
    if header.format != Header::FORMAT {
        return Err(SealError::UnknownFormat {
            format: header.format,
        });
    }
    if !belongs(content, header.kind) {
        return Err(SealError::KindMismatch { kind: header.kind });
    }
    for (place, (reader, _)) in readers.iter().enumerate() {
        if readers[..place]
            .iter()
            .any(|(earlier, _)| earlier == reader)
        {
            return Err(SealError::ReaderTwice { reader: *reader });
        }
        if header.kind == EnvelopeKind::Own && *reader != sender {
            return Err(SealError::NotForOthers { reader: *reader });
        }
    }
    match readers.iter().find(|(reader, _)| *reader == sender) {
        None => Err(SealError::SenderNotAReader { sender }),
        Some((_, public)) if *public != keys.public() => {
            Err(SealError::SenderKeysDiffer { sender })
        }
        Some(_) => Ok(()),
    }
}

fn belongs(content: &Content, kind: EnvelopeKind) -> bool {
    match content {
        Content::Letter(_) => kind.is_letter(),
        Content::Introduction(_) | Content::Reply(_) | Content::Closing(_) => {
            kind == EnvelopeKind::Letter
        }
        Content::CheckIn(_) => matches!(kind, EnvelopeKind::Shared | EnvelopeKind::Page),
        Content::LateNotice(notice) if notice.pages => kind == EnvelopeKind::Page,
        Content::Plan(_)
        | Content::LateNotice(_)
        | Content::Acknowledgement(_)
        | Content::NumberReport(_) => kind == EnvelopeKind::Shared,
        Content::Proposal(_) | Content::Acceptance(_) => kind == EnvelopeKind::Agreement,
        Content::Draft(_) => kind == EnvelopeKind::Own,
    }
}
