//! Many sealed letters between two people who have joined, for end-to-end
//! tests of long conversations: writing thousands by hand takes too long.
//!
//! Takes the two identities as the browsers keep them, in hex, and how many
//! letters each request is to bring; says one request a line: `patient` or
//! `therapist`, and the body of `POST /v1/sync` in hex. Letters are numbered
//! from `from` on.
//!
//! ```text
//! letters PATIENT THERAPIST from count each
//! ```

#[cfg(not(target_family = "wasm"))]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    many::main()
}

#[cfg(target_family = "wasm")]
fn main() {}

#[cfg(not(target_family = "wasm"))]
mod many {
    use chrono::{DateTime, TimeDelta, Utc};
    use holdfast_app::state::Identity;
    use holdfast_protocol::{
        Act, Answer, Content, EnvelopeId, EnvelopeKind, Header, Letter, PROTOCOL_VERSION,
        Submission, SyncRequest, decode, encode,
    };
    use holdfast_seal::seal;
    use rand_chacha::{
        ChaCha20Rng,
        rand_core::{Rng, SeedableRng},
    };
    use serde_bytes::ByteBuf;
    use std::{env, error::Error, io::Write, time::SystemTime};

    /// What the letters say, in turn; their number stands before it.
    const WORDS: [&str; 6] = [
        "I walked to the harbour again and it got lighter.",
        "Der Müdigkeit von gestern habe ich nichts entgegengesetzt, und das ging.",
        "It was a slow day. I cooked, I rang my sister, and in the evening I wrote the list that we spoke of.\n\nThe third thing on it was harder than the first two.",
        "Thank you for the question. I have carried it about with me since.",
        "What helped was the café at the corner, with its noise, and nobody who wanted anything of me. I sat there for an hour and read, and on the way home I noticed that the street was the same as ever and that I did not mind it.",
        "Kurz nur: Es geht.",
    ];

    pub fn main() -> Result<(), Box<dyn Error>> {
        let mut arguments = env::args().skip(1);
        let mut next = || {
            arguments
                .next()
                .ok_or("letters PATIENT THERAPIST from count each")
        };
        let patient: Identity = decode(&bytes(&next()?)?, "an identity")?;
        let therapist: Identity = decode(&bytes(&next()?)?, "an identity")?;
        let (from, count): (usize, usize) = (next()?.parse()?, next()?.parse()?);
        let each: usize = next()?.parse()?;
        let home = patient.home.ok_or("the patient has no conversation")?;
        let keys = [patient.keys()?, therapist.keys()?];
        let readers = [
            (patient.account, keys[0].public()),
            (therapist.account, keys[1].public()),
        ];
        // Each call makes ids of its own.
        let mut random =
            ChaCha20Rng::seed_from_u64(from as u64 + u64::from(std::process::id()) * 1_000_003);
        let now: DateTime<Utc> = SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH)
            .map(|now| DateTime::UNIX_EPOCH + TimeDelta::milliseconds(now.as_millis() as i64))?;
        let mut out = std::io::stdout().lock();
        for first in (from..from + count).step_by(each) {
            // They take turns, request by request.
            let side = (first / each) % 2;
            let mut submissions = Vec::new();
            for number in first..(first + each).min(from + count) {
                let mut id = [0; 16];
                random.fill_bytes(&mut id);
                let header = Header {
                    format: Header::FORMAT,
                    id: EnvelopeId::from_bytes(id),
                    conversation: home,
                    sender: readers[side].0,
                    kind: EnvelopeKind::Letter,
                };
                let content = Content::Letter(Letter {
                    text: format!("{number}. {}", WORDS[number % WORDS.len()]),
                    written: now + TimeDelta::milliseconds(number as i64),
                    answer: Answer::NotNeeded,
                    noticed: None,
                });
                let envelope = seal(&content, header, &keys[side], &readers, &mut random)?;
                let envelope = ByteBuf::from(envelope.to_bytes());
                submissions.push(Submission {
                    id: header.id,
                    act: Act::Send { envelope },
                });
            }
            let request = SyncRequest {
                protocol: PROTOCOL_VERSION,
                epoch: None,
                cursor: 0,
                lacks_own: false,
                submissions,
            };
            writeln!(
                out,
                "{} {}",
                ["patient", "therapist"][side],
                hex(&encode(&request))
            )?;
        }
        Ok(())
    }

    fn bytes(hex: &str) -> Result<Vec<u8>, Box<dyn Error>> {
        let pairs = (0..hex.len()).step_by(2);
        pairs
            .map(|at| {
                Ok(u8::from_str_radix(
                    hex.get(at..at + 2).ok_or("odd hex")?,
                    16,
                )?)
            })
            .collect()
    }

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
