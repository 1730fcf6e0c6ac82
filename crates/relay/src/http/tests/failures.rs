//! Rows of `docs/FAILURES.md`, over real HTTP and a real file.

use super::{
    Server,
    client::{Device, agree, fails, pair, read, request},
    nudging::{listen, nudged},
};
use crate::fixtures::{PATIENT, THERAPIST, id, send};
use chrono::{TimeDelta, Utc};
use holdfast_protocol::{
    Event, HoldReason, MEDIA_TYPE, Outcome, REQUEST_BYTES_MAX, Receipt, RelayError, Release,
    SyncRequest, SyncResponse, encode,
};
use tokio::{io::AsyncWriteExt, net::TcpStream};

/// Sends a request whose answer nobody reads: dropped, the connection is gone.
async fn ask_in_vain(device: &Device<'_>, asked: &SyncRequest) -> TcpStream {
    use base64ct::{Base64UrlUnpadded, Encoding};
    let token = Base64UrlUnpadded::encode_string(&[device.who.device.as_bytes()[0]; 32]);
    let body = encode(asked);
    let head = format!(
        "POST /v1/sync HTTP/1.1\r\nhost: relay\r\nauthorization: Bearer {token}\r\n\
         content-type: {MEDIA_TYPE}\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    let address = device.server.base.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(&body).await.unwrap();
    stream.flush().await.unwrap();
    stream
}

fn accepted(answer: &SyncResponse) -> Receipt {
    match &answer.results[0].outcome {
        Outcome::Accepted(receipt) => *receipt,
        Outcome::Refused(refusal) => panic!("refused: {refusal:?}"),
    }
}

#[tokio::test]
async fn failure_01_the_answer_is_lost_after_the_commit_and_the_retry_is_a_repeat() {
    let server = Server::start().await;
    let (therapist, patient) = pair(&server).await;
    let asked = request(vec![send(patient.who.account, 1)]);
    let mut nudges = listen(&therapist).await;
    nudged(&mut nudges).await;
    let unread = ask_in_vain(&patient, &asked).await;
    // The reader hears of it only once it is committed.
    nudged(&mut nudges).await;
    drop(unread);
    let first = accepted(&read(patient.try_sync(&asked).await).await);

    drop(nudges);
    let server = server.crash_and_restart().await;
    let (therapist, patient) = (
        Device::new(&server, THERAPIST),
        Device::new(&server, PATIENT),
    );
    let again: SyncResponse = read(patient.try_sync(&asked).await).await;
    assert_eq!(
        accepted(&again),
        first,
        "a repeat is answered like the first"
    );
    assert_eq!(therapist.letters().await, [id(1)]);
    assert_eq!(patient.letters().await, [id(1)]);
}

#[tokio::test]
async fn failure_05_who_is_signed_out_is_told_so_and_nothing_of_theirs_is_taken_in() {
    let server = Server::start().await;
    let (therapist, patient) = pair(&server).await;
    let stranger = crate::store::SignedIn {
        device: holdfast_protocol::DeviceId::from_bytes([0x77; 16]),
        ..PATIENT
    };
    let stranger = Device::new(&server, stranger);
    let asked = request(vec![send(PATIENT.account, 1)]);
    for _ in 0..3 {
        let refused = stranger.try_sync(&asked).await;
        fails(refused, 401, RelayError::NotSignedIn).await;
    }
    assert!(therapist.letters().await.is_empty());
    // The same letter from the device that is known: not used up by the tries before.
    accepted(&read(patient.try_sync(&asked).await).await);
    assert_eq!(therapist.letters().await, [id(1)]);
}

#[tokio::test]
async fn failure_19_what_is_written_while_a_device_catches_up_hides_no_gap() {
    const BEHIND: u16 = 1_100;
    let server = Server::start().await;
    let (therapist, patient) = pair(&server).await;
    for first in (0..BEHIND).step_by(100) {
        let letters = first..first + 100;
        let letters = letters.map(|number| send(patient.who.account, number));
        patient.sync(letters.collect()).await;
    }
    let (mut cursor, mut seen, mut live) = (0, Vec::new(), BEHIND);
    loop {
        // A live letter between any two parts of the catch-up.
        if live < BEHIND + 3 {
            patient.sync(vec![send(patient.who.account, live)]).await;
            live += 1;
        }
        let answer = therapist.sync_from(cursor).await;
        for item in answer.items {
            assert_eq!(item.sequence, cursor + 1, "a hole");
            cursor = item.sequence;
            if let Event::Arrived { envelope, .. } = item.event {
                let envelope = holdfast_protocol::Envelope::from_bytes(&envelope).unwrap();
                seen.push(envelope.header.id);
            }
        }
        if !answer.more {
            break;
        }
    }
    let written: Vec<_> = (0..live).map(id).collect();
    assert_eq!(seen, written);
    assert!(live > BEHIND + 1, "it came in parts");
}

#[tokio::test]
async fn failure_22_a_batch_that_is_too_large_is_told_so_and_its_half_gets_through() {
    let server = Server::start().await;
    let (therapist, patient) = pair(&server).await;
    let large = |number| {
        let header = holdfast_protocol::Header {
            format: holdfast_protocol::Header::FORMAT,
            id: id(number),
            conversation: crate::fixtures::CONVERSATION,
            sender: PATIENT.account,
            kind: holdfast_protocol::EnvelopeKind::Letter,
        };
        let envelope = crate::fixtures::envelope_of(header, &vec![7; 60_000]);
        crate::fixtures::act(number, holdfast_protocol::Act::Send { envelope })
    };
    let mut waiting: Vec<_> = (1..=48).map(large).collect();
    let mut batch = waiting.len();
    let mut refusals = 0;
    while !waiting.is_empty() {
        let carried = waiting[..batch.min(waiting.len())].to_vec();
        let asked = request(carried.clone());
        let is_too_large = encode(&asked).len() > REQUEST_BYTES_MAX;
        let answer = patient.try_sync(&asked).await;
        if is_too_large {
            fails(answer, 413, RelayError::TooLarge).await;
            refusals += 1;
            batch = batch.div_ceil(2);
        } else {
            let answer: SyncResponse = read(answer).await;
            assert_eq!(answer.results.len(), carried.len());
            waiting.drain(..carried.len());
        }
    }
    assert!(refusals > 0, "nothing was too large");
    let mut read = Vec::new();
    let mut cursor = 0;
    loop {
        let answer = therapist.sync_from(cursor).await;
        cursor = answer.items.last().map_or(cursor, |item| item.sequence);
        read.extend(answer.items.into_iter().filter_map(|item| {
            match item.event {
                Event::Arrived { envelope, .. } => Some(
                    holdfast_protocol::Envelope::from_bytes(&envelope)
                        .unwrap()
                        .header
                        .id,
                ),
                _ => None,
            }
        }));
        if !answer.more {
            break;
        }
    }
    assert_eq!(read, (1..=48).map(id).collect::<Vec<_>>());
}

#[tokio::test]
async fn failure_26_what_was_confirmed_is_in_the_very_next_answer_whatever_happens_between() {
    let server = Server::start().await;
    let (_, patient) = pair(&server).await;
    let confirmed = patient.sync(vec![send(patient.who.account, 1)]).await;
    let receipt = accepted(&confirmed);
    let mine = Event::Yours { id: id(1), receipt };
    assert_eq!(
        confirmed.items[0].event, mine,
        "in the answer that confirms it"
    );

    let server = server.crash_and_restart().await;
    let patient = Device::new(&server, PATIENT);
    let pulled = patient.sync(vec![]).await;
    assert_eq!(pulled.items[0].event, mine, "and in the pull after a crash");
    assert_eq!(pulled.items.len(), 1);
}

#[tokio::test]
async fn failure_27_no_clock_but_the_relays_is_asked() {
    let server = Server::start().await;
    let (therapist, patient) = pair(&server).await;
    for (number, date) in [
        (1, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (2, "Fri, 31 Dec 2100 23:59:59 GMT"),
    ] {
        let asked = request(vec![send(patient.who.account, number)]);
        let sent = patient.signed(patient.post("/v1/sync", encode(&asked)));
        let sent = sent.header("date", date).send().await.unwrap();
        let receipt = accepted(&read(sent).await);
        assert!((receipt.arrived - Utc::now()).abs() < TimeDelta::minutes(30));
        assert!(matches!(receipt.release, Release::Left(at) if at == receipt.arrived));
    }
    assert_eq!(therapist.letters().await, [1, 2].map(id));
}

#[tokio::test]
async fn failure_29_a_held_reply_shows_nowhere_early_and_waits_if_they_write() {
    let server = Server::start_with(|config| config.demo = true).await;
    let (therapist, patient) = pair(&server).await;
    agree(&therapist, &patient).await;
    let early = therapist.submit(send(therapist.who.account, 1)).await;
    assert!(matches!(early.release, Release::HeldUntil(_)));
    let shown = patient.sync(vec![]).await;
    assert_eq!(
        shown.items.len(),
        3,
        "two of the agreement, and that it stands"
    );
    let server = server.crash_and_restart().await;
    let (therapist, patient) = (
        Device::new(&server, THERAPIST),
        Device::new(&server, PATIENT),
    );
    assert_eq!(patient.sync(vec![]).await.items, shown.items);

    patient.submit(send(patient.who.account, 2)).await;
    let skip = therapist.signed(therapist.post("/v1/demo/skip", vec![]));
    assert_eq!(skip.send().await.unwrap().status(), 200);
    assert_eq!(patient.letters().await, [9001, 9002, 2].map(id));
}

#[tokio::test]
async fn failure_30_the_writer_of_a_held_reply_hears_that_it_waits() {
    let server = Server::start().await;
    let (therapist, patient) = pair(&server).await;
    agree(&therapist, &patient).await;
    therapist.submit(send(therapist.who.account, 1)).await;
    let known = therapist.sync(vec![]).await.items.len() as u64;
    patient.submit(send(patient.who.account, 2)).await;

    let server = server.crash_and_restart().await;
    let therapist = Device::new(&server, THERAPIST);
    let told = therapist.sync_from(known).await.items;
    let waits = Event::Moved {
        id: id(1),
        release: Release::Waits(HoldReason::TheyWroteSince),
    };
    assert!(told.iter().any(|item| item.event == waits), "{told:?}");
}
