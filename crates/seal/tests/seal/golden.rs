//! What was sealed when a format came into use opens for ever.
//!
//! `tests/golden/format-1.txt` is never changed. A new format gets a file of
//! its own, and so do contents that came later (`golden_rhythm.rs`), written by
//! `cargo test -p holdfast-seal --test seal -- --ignored write_golden`.

use crate::people::{Person, conversation, header, letter, patient, random, therapist};
use holdfast_protocol::{
    Acceptance, AccountId, Card, Content, Draft, Envelope, EnvelopeKind, InvitationSecret, Role,
    SignedTiming, decode, encode,
};
use holdfast_seal::{
    AccountKeys, Side, document_digest, open, open_card, open_local, safety_number, seal,
    seal_card, seal_local, sign_timing, token_digest, verify_timing,
};
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    path::{Path, PathBuf},
};

const LOCAL_PURPOSE: &str = "plan";
const DOCUMENT: &str = r#"{"version":1,"zone":"Europe/Lisbon"}"#;

fn path() -> PathBuf {
    vectors("format-1.txt")
}

/// A file of vectors.
pub(crate) fn vectors(file: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(file)
}

/// Asserts that both people open what one of them sealed, and read the same.
#[track_caller]
pub(crate) fn assert_opens(
    golden: &BTreeMap<String, Vec<u8>>,
    name: &str,
    kind: EnvelopeKind,
    sender: &str,
) {
    let keys = |who: &str| {
        let secret = golden[&format!("{who}.secret")].as_slice();
        AccountKeys::from_secret_bytes(secret.try_into().unwrap()).unwrap()
    };
    let envelope = Envelope::from_bytes(&golden[&format!("{name}.envelope")]).unwrap();
    assert_eq!(envelope.header.kind, kind);
    let content = &golden[&format!("{name}.content")];
    for reader in ["patient", "therapist"] {
        let account = golden[&format!("{reader}.account")].as_slice();
        let account = AccountId::from_bytes(account.try_into().unwrap());
        let opened = open(&envelope, account, &keys(reader), &keys(sender).public());
        assert_eq!(&encode(&opened.unwrap()), content, "{name} by {reader}");
    }
    assert!(decode::<Content>(content, "content").is_ok());
}

/// A file of vectors: both people, and of each name what one of them sealed;
/// the patient where that is true. Written by the file `by`.
pub(crate) fn sealed_by_both(
    by: &str,
    seed: u8,
    all: Vec<(&str, EnvelopeKind, Content, bool)>,
) -> String {
    let (patient, therapist) = (patient(), therapist());
    let mut random = random(seed);
    let both = [patient.as_reader(), therapist.as_reader()];
    let mut lines = Vec::new();
    for (who, person) in [("patient", &patient), ("therapist", &therapist)] {
        let secret = person.keys.to_secret_bytes().to_vec();
        lines.push((format!("{who}.account"), person.account.as_bytes().to_vec()));
        lines.push((format!("{who}.secret"), secret));
    }
    for (name, kind, content, by_patient) in all {
        let sender = if by_patient { &patient } else { &therapist };
        let header = header(sender, kind);
        let envelope = seal(&content, header, &sender.keys, &both, &mut random).unwrap();
        lines.push((format!("{name}.content"), encode(&content)));
        lines.push((format!("{name}.envelope"), envelope.to_bytes()));
    }
    let lines: Vec<(&str, Vec<u8>)> = lines
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.clone()))
        .collect();
    as_text(by, &lines)
}

/// Name and bytes, one pair a line, `#` before a remark.
pub(crate) fn checked_in(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| line.split_once(' ').unwrap())
        .map(|(name, hex)| (name.to_owned(), from_hex(hex)))
        .collect()
}

fn from_hex(hex: &str) -> Vec<u8> {
    (0..hex.len())
        .step_by(2)
        .map(|place| u8::from_str_radix(&hex[place..place + 2], 16).unwrap())
        .collect()
}

#[test]
fn envelopes_of_format_1_open() {
    let golden = checked_in(&path());
    let keys = |who: &str| {
        let secret = golden[&format!("{who}.secret")].as_slice();
        AccountKeys::from_secret_bytes(secret.try_into().unwrap()).unwrap()
    };
    let account = |who: &str| {
        AccountId::from_bytes(
            golden[&format!("{who}.account")]
                .as_slice()
                .try_into()
                .unwrap(),
        )
    };
    for (name, readers) in [
        ("letter", &["patient", "therapist"][..]),
        ("acceptance", &["patient", "therapist"]),
        ("draft", &["patient"]),
    ] {
        let envelope = Envelope::from_bytes(&golden[&format!("{name}.envelope")]).unwrap();
        let content = &golden[&format!("{name}.content")];
        for reader in readers {
            let opened = open(
                &envelope,
                account(reader),
                &keys(reader),
                &keys("patient").public(),
            );
            assert_eq!(&encode(&opened.unwrap()), content, "{name} by {reader}");
        }
        assert!(decode::<Content>(content, "content").is_ok());
    }
}

#[test]
fn cards_timings_and_local_bytes_of_format_1_open() {
    let golden = checked_in(&path());
    let keys = |who: &str| {
        let secret = golden[&format!("{who}.secret")].as_slice();
        AccountKeys::from_secret_bytes(secret.try_into().unwrap()).unwrap()
    };
    let secret = golden["invitation.secret"].as_slice().try_into().unwrap();
    let secret = InvitationSecret::from_bytes(secret);
    for (name, side) in [("inviter", Side::Inviter), ("newcomer", Side::Newcomer)] {
        let card = open_card(&golden[&format!("{name}.sealed")], &secret, side).unwrap();
        assert_eq!(encode(&card), golden[&format!("{name}.card")], "{name}");
    }
    let timing: SignedTiming = decode(&golden["timing.signed"], "a timing").unwrap();
    assert_eq!(
        verify_timing(&timing, conversation(), &keys("therapist").public()),
        Ok(())
    );
    let local = open_local(&golden["local.sealed"], &keys("patient"), LOCAL_PURPOSE).unwrap();
    assert_eq!(*local, golden["local.bytes"]);
    assert_eq!(
        safety_number(&keys("patient").public(), &keys("therapist").public()).as_bytes(),
        golden["safety.number"]
    );
    let token = golden["token"].as_slice().try_into().unwrap();
    assert_eq!(token_digest(token).as_slice(), golden["token.digest"]);
}

#[test]
fn this_build_still_writes_format_1_byte_for_byte() {
    assert!(
        written() == std::fs::read_to_string(path()).unwrap(),
        "the format, or how randomness is drawn, has changed"
    );
}

#[test]
#[ignore = "writes the file that the others read; by hand, for a new format"]
fn write_golden() {
    std::fs::write(path(), written()).unwrap();
}

fn written() -> String {
    let (patient, therapist) = (patient(), therapist());
    let mut random = random(0x60);
    let both = [patient.as_reader(), therapist.as_reader()];
    let acceptance = Content::Acceptance(Acceptance {
        version: 3,
        document_digest: document_digest(DOCUMENT),
    });
    let draft = Content::Draft(Draft {
        text: "Not yet.".into(),
    });
    let mut lines = vec![
        ("patient.account", patient.account.as_bytes().to_vec()),
        ("patient.secret", patient.keys.to_secret_bytes().to_vec()),
        ("therapist.account", therapist.account.as_bytes().to_vec()),
        (
            "therapist.secret",
            therapist.keys.to_secret_bytes().to_vec(),
        ),
    ];
    for (name, sealed_name, content, kind, readers) in [
        (
            "letter.content",
            "letter.envelope",
            letter("Ebb. 🌊"),
            EnvelopeKind::Letter,
            &both[..],
        ),
        (
            "acceptance.content",
            "acceptance.envelope",
            acceptance,
            EnvelopeKind::Agreement,
            &both,
        ),
        (
            "draft.content",
            "draft.envelope",
            draft,
            EnvelopeKind::Own,
            &both[..1],
        ),
    ] {
        let header = header(&patient, kind);
        let envelope = seal(&content, header, &patient.keys, readers, &mut random).unwrap();
        lines.push((name, encode(&content)));
        lines.push((sealed_name, envelope.to_bytes()));
    }
    let secret = InvitationSecret::from_bytes([0x5E; 20]);
    lines.push(("invitation.secret", secret.as_bytes().to_vec()));
    for (name, sealed_name, side, person, role) in [
        (
            "inviter.card",
            "inviter.sealed",
            Side::Inviter,
            &therapist,
            Role::Therapist,
        ),
        (
            "newcomer.card",
            "newcomer.sealed",
            Side::Newcomer,
            &patient,
            Role::Patient,
        ),
    ] {
        let card = card(person, role);
        lines.push((name, encode(&card)));
        lines.push((sealed_name, seal_card(&card, &secret, side, &mut random)));
    }
    let timing = sign_timing(DOCUMENT, conversation(), &therapist.keys);
    lines.push(("timing.signed", encode(&timing)));
    lines.push(("local.bytes", b"What helps: the sea.".to_vec()));
    let local = seal_local(
        b"What helps: the sea.",
        &patient.keys,
        LOCAL_PURPOSE,
        &mut random,
    );
    lines.push(("local.sealed", local));
    let number = safety_number(&patient.public(), &therapist.public());
    lines.push(("safety.number", number.into_bytes()));
    lines.push(("token", vec![7; 32]));
    lines.push(("token.digest", token_digest(&[7; 32]).to_vec()));

    as_text("tests/seal/golden.rs", &lines)
}

/// What a file of vectors holds, and which test reads it.
pub(crate) fn as_text(test: &str, lines: &[(&str, Vec<u8>)]) -> String {
    let mut text = format!("# Never changed; see docs/ENVELOPE.md and {test}.\n");
    for (name, bytes) in lines {
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        writeln!(text, "{name} {hex}").unwrap();
    }
    text
}

fn card(person: &Person, role: Role) -> Card {
    Card {
        account: person.account,
        conversation: conversation(),
        role,
        keys: person.public(),
        name: "Marée".into(),
        zone: "Europe/Lisbon".into(),
    }
}
