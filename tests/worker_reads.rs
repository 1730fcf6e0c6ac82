//! What `public/sw.js` reads of the database, and what it makes of it, against
//! what the app writes and the relay takes: one is JavaScript, the others are
//! Rust, and nothing else ties them (docs/decisions/app-background-sync.md).
#![cfg(not(target_family = "wasm"))]
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "tests stop at what they did not expect"
)]

use holdfast_protocol::{
    Act, EnvelopeId, Epoch, MEDIA_TYPE, PROTOCOL_VERSION, REQUEST_BYTES_MAX, Refusal,
    SUBMISSIONS_MAX, Submission, SyncRequest, encode,
};
use holdfast_sync::{Place, Standing};

const WORKER: &str = include_str!("../public/sw.js");
const MIGRATIONS: &str = include_str!("../src/platform/idb/migrations.rs");
const OUTBOX: &str = include_str!("../src/platform/idb/outbox.rs");

/// The bytes of these records when the worker was written. Whoever has to
/// change them raises the version of the database as well, and the worker's.
const ENTRY: &str = "00ac02090909090909090909090909090909090405050505050505050505050505050505";
const PLACE: &str = "07070707070707070707070707070707ac0200";

/// What stands between `before` and the end of its line, or the next `end`.
fn said<'a>(text: &'a str, before: &str, end: char) -> &'a str {
    let from = text.split_once(before).unwrap().1;
    from.split(end).next().unwrap().trim()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn submission(number: u8) -> Submission {
    Submission {
        id: EnvelopeId::from_bytes([number; 16]),
        act: Act::Withdraw {
            held: EnvelopeId::from_bytes([5; 16]),
        },
    }
}

fn place() -> Place {
    Place {
        epoch: Epoch::from_bytes([7; 16]),
        cursor: 300,
        lacks_own: false,
    }
}

#[test]
fn the_worker_reads_the_version_that_the_app_writes() {
    let written = said(MIGRATIONS, "pub const VERSION: u32 = ", ';');
    assert_eq!(said(WORKER, "const LAYOUT = ", ';'), written);
}

#[test]
fn the_worker_asks_for_no_more_than_the_relay_takes() {
    let most: usize = said(WORKER, "submissions: ", ',').parse().unwrap();
    assert!(most <= SUBMISSIONS_MAX);
    let bytes = said(WORKER, "bytes: ", '}');
    let (product, head) = bytes.split_once(" - ").unwrap();
    let product: usize = product
        .split(" * ")
        .map(|factor| factor.parse::<usize>().unwrap())
        .product();
    let head: usize = head.parse().unwrap();
    assert!(product <= REQUEST_BYTES_MAX);
    let longest = SyncRequest {
        protocol: u16::MAX,
        epoch: Some(place().epoch),
        cursor: u64::MAX,
        lacks_own: true,
        submissions: Vec::new(),
    };
    assert!(head > encode(&longest).len() + 2, "room for the head");
    let media_type = said(WORKER, "const MEDIA_TYPE = ", ';');
    assert_eq!(media_type.trim_matches('"'), MEDIA_TYPE);
}

#[test]
fn records_are_the_bytes_that_the_worker_was_written_for() {
    // As `src/platform/idb/outbox.rs` writes it, which only a browser can run.
    assert!(OUTBOX.contains("encode(&(&waiting.standing, waiting.order, &waiting.submission))"));
    let entry = |standing| encode(&(standing, 300_u64, &submission(9)));
    assert_eq!(hex(&entry(Standing::Waits)), ENTRY);
    assert_eq!(hex(&encode(&place())), PLACE);
    let needs = Standing::NeedsYou(Refusal::NotHeld);
    assert_ne!(entry(needs)[0], 0, "not to be posted");
}

#[test]
fn what_the_worker_puts_together_is_a_request() {
    // Protocol, `[1, ...standing]` or `[0, 0, 1]`, how many, and each as it lies.
    let put_together = |place: Vec<u8>| {
        let mut body = encode(&PROTOCOL_VERSION);
        body.extend(place);
        body.push(2);
        for number in [1, 2] {
            body.extend(encode(&submission(number)));
        }
        body
    };
    let request = |place: Option<Place>| SyncRequest {
        protocol: PROTOCOL_VERSION,
        epoch: place.map(|place| place.epoch),
        cursor: place.map_or(0, |place| place.cursor),
        lacks_own: place.is_none_or(|place| place.lacks_own),
        submissions: vec![submission(1), submission(2)],
    };
    assert!(WORKER.contains("standing ? [1, ...standing] : [0, 0, 1]"));
    let standing = [vec![1], encode(&place())].concat();
    assert_eq!(put_together(standing), encode(&request(Some(place()))));
    assert_eq!(put_together(vec![0, 0, 1]), encode(&request(None)));
}
