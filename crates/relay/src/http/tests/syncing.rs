//! `POST /v1/sync`, and what every request must bring.

use super::{
    Server,
    client::{Device, agree, fails, pair, read, request},
};
use crate::fixtures::{PATIENT, id, replace, send, send_regardless, withdraw};
use holdfast_protocol::{
    HoldReason, Outcome, PROTOCOL_OLDEST, PROTOCOL_VERSION, REQUEST_BYTES_MAX, RelayError, Release,
    SUBMISSIONS_MAX, SyncRequest, SyncResponse,
};

#[tokio::test]
async fn one_round_trip_takes_a_letter_there_and_the_next_brings_it() {
    let server = Server::start().await;
    let (therapist, patient) = pair(&server).await;
    let sent = patient.sync(vec![send(patient.who.account, 1)]).await;
    assert!(matches!(sent.results[0].outcome, Outcome::Accepted(_)));
    assert_eq!(sent.items.len(), 1, "its own feed comes in the same answer");
    assert!(!sent.demo && !sent.more);
    assert_eq!(therapist.letters().await, [id(1)]);
}

#[tokio::test]
async fn an_answer_carries_no_header_that_only_a_page_needs() {
    let server = Server::start().await;
    let (_, patient) = pair(&server).await;
    let answer = patient.try_sync(&request(vec![])).await;
    let mut names: Vec<_> = answer.headers().keys().map(|name| name.as_str()).collect();
    names.sort_unstable();
    let needed: [&str; 5] = [
        "cache-control",
        "content-length",
        "content-type",
        "date",
        "x-content-type-options",
    ];
    assert_eq!(names, needed);
    let page = patient.get("/").send().await.unwrap();
    assert!(page.headers().contains_key("content-security-policy"));
}

#[tokio::test]
async fn a_lost_answer_and_a_repeat_make_one_letter() {
    let server = Server::start().await;
    let (therapist, patient) = pair(&server).await;
    let submission = send(patient.who.account, 1);
    let lost = patient.try_sync(&request(vec![submission.clone()])).await;
    drop(lost);
    let first = patient.submit(submission.clone()).await;
    assert_eq!(patient.submit(submission).await, first);
    assert_eq!(therapist.letters().await, [id(1)]);
}

#[tokio::test]
async fn held_replies_can_be_changed_until_they_leave() {
    let server = Server::start().await;
    let (therapist, patient) = pair(&server).await;
    agree(&therapist, &patient).await;
    let writer = therapist.who.account;
    let first = therapist.submit(send(writer, 1)).await;
    assert!(matches!(first.release, Release::HeldUntil(_)));
    therapist.submit(send(writer, 2)).await;
    therapist.submit(withdraw(3, 2)).await;
    let better = therapist.submit(replace(4, 1)).await;
    assert_eq!(better.release, first.release);

    patient.submit(send(patient.who.account, 5)).await;
    let waiting = therapist.submit(replace(4, 1)).await;
    assert_eq!(waiting.release, Release::Waits(HoldReason::TheyWroteSince));
    let back = therapist.submit(send_regardless(6, 4)).await;
    assert_eq!(back.release, first.release);
    assert_eq!(patient.letters().await, [9001, 9002, 5].map(id));
}

#[tokio::test]
async fn what_was_confirmed_survives_a_crash() {
    let server = Server::start().await;
    let (_, patient) = pair(&server).await;
    let submission = send(patient.who.account, 1);
    let receipt = patient.submit(submission.clone()).await;
    let epoch = patient.sync(vec![]).await.epoch;
    let server = server.crash_and_restart().await;
    let patient = Device::new(&server, PATIENT);
    assert_eq!(patient.submit(submission).await, receipt);
    assert_eq!(patient.letters().await, [id(1)]);
    assert_eq!(patient.sync(vec![]).await.epoch, epoch);
}

#[tokio::test]
async fn who_is_not_signed_in_is_told_so() {
    let server = Server::start().await;
    let stranger = Device::new(&server, PATIENT);
    let error = RelayError::NotSignedIn;
    fails(stranger.try_sync(&request(vec![])).await, 401, error).await;
    let bare = stranger.post("/v1/sync", vec![]).send().await.unwrap();
    fails(bare, 401, error).await;
    let odd = stranger
        .get("/v1/nudges")
        .header("authorization", "Bearer ?");
    fails(odd.send().await.unwrap(), 401, error).await;
}

#[tokio::test]
async fn what_cannot_be_read_or_is_too_large_is_refused() {
    let server = Server::start().await;
    let (_, patient) = pair(&server).await;
    for garbage in [
        vec![],
        vec![0xFF; 100],
        b"hello, is this the relay?".to_vec(),
    ] {
        let sent = patient.signed(patient.post("/v1/sync", garbage)).send();
        fails(sent.await.unwrap(), 400, RelayError::Unreadable).await;
    }
    for length in [REQUEST_BYTES_MAX + 1, 3 * REQUEST_BYTES_MAX] {
        let sent = patient
            .signed(patient.post("/v1/sync", vec![0; length]))
            .send();
        fails(sent.await.unwrap(), 413, RelayError::TooLarge).await;
    }
    let many = (0..=SUBMISSIONS_MAX as u16).map(|number| withdraw(number, 0));
    let many = patient.try_sync(&request(many.collect())).await;
    fails(many, 413, RelayError::TooLarge).await;
    let fitting = (1..=SUBMISSIONS_MAX as u16).map(|number| withdraw(number, 0));
    let fitting = patient.sync(fitting.collect()).await;
    assert_eq!(fitting.results.len(), SUBMISSIONS_MAX);
}

#[tokio::test]
async fn protocols_out_of_range_are_told_so() {
    let server = Server::start().await;
    let (_, patient) = pair(&server).await;
    for protocol in [PROTOCOL_OLDEST - 1, PROTOCOL_VERSION + 1] {
        let asked = SyncRequest {
            protocol,
            ..request(vec![send(patient.who.account, 1)])
        };
        fails(
            patient.try_sync(&asked).await,
            426,
            RelayError::ClientTooOld,
        )
        .await;
    }
    assert!(patient.letters().await.is_empty(), "nothing was stored");
}

#[tokio::test]
async fn asking_too_often_is_told_so_and_concerns_nobody_else() {
    let server = Server::start().await;
    let (therapist, patient) = pair(&server).await;
    let asked = request(vec![]);
    let refused = loop {
        let response = patient.try_sync(&asked).await;
        if response.status() != 200 {
            break response;
        }
    };
    assert_eq!(refused.headers()["retry-after"], "1");
    fails(refused, 429, RelayError::TooMany).await;
    let _: SyncResponse = read(therapist.try_sync(&asked).await).await;
}

#[tokio::test]
async fn unknown_paths_and_methods_are_unknown() {
    let server = Server::start().await;
    let device = Device::new(&server, PATIENT);
    for path in ["/", "/v1", "/v1/", "/v1/nothing", "/v1/sync", "/index.html"] {
        let response = device.get(path).send().await.unwrap();
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
        fails(response, 404, RelayError::Unknown).await;
    }
    let health = device.get("/v1/health").send().await.unwrap();
    assert_eq!(health.status(), 200);
}
