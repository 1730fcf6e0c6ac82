//! `GET /v1/nudges`.

use super::{
    Server,
    client::{Device, agree, pair},
};
use crate::fixtures::send;
use reqwest::Response;

/// Reads until one more nudge has come.
pub(super) async fn nudged(stream: &mut Response) {
    let mut text = String::new();
    while !text.contains("\n\n") {
        let chunk = stream.chunk().await.unwrap().expect("the stream has ended");
        text.push_str(std::str::from_utf8(&chunk).unwrap());
    }
    assert_eq!(text, "event: nudge\n\n");
}

pub(super) async fn listen(device: &Device<'_>) -> Response {
    let stream = device
        .signed(device.get("/v1/nudges"))
        .send()
        .await
        .unwrap();
    assert_eq!(stream.status(), 200);
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    stream
}

#[tokio::test]
async fn a_letter_nudges_its_reader() {
    let server = Server::start().await;
    let (therapist, patient) = pair(&server).await;
    let mut stream = listen(&therapist).await;
    nudged(&mut stream).await;
    for number in 1..=2 {
        patient.submit(send(patient.who.account, number)).await;
        nudged(&mut stream).await;
    }
}

#[tokio::test]
async fn a_skip_nudges_everybody() {
    let server = Server::start_with(|config| config.demo = true).await;
    let (therapist, patient) = pair(&server).await;
    agree(&therapist, &patient).await;
    let mut streams = [listen(&therapist).await, listen(&patient).await];
    for stream in &mut streams {
        nudged(stream).await;
    }
    let skip = therapist.post("/v1/demo/skip", vec![]);
    assert_eq!(therapist.signed(skip).send().await.unwrap().status(), 200);
    for stream in &mut streams {
        nudged(stream).await;
    }
}

#[tokio::test]
async fn a_listener_does_not_keep_the_relay_from_closing() {
    let server = Server::start().await;
    let mut stream = {
        let (therapist, _) = pair(&server).await;
        listen(&therapist).await
    };
    nudged(&mut stream).await;
    server.stop().await;
    assert!(
        stream.chunk().await.unwrap().is_none(),
        "the stream ends whole"
    );
}

#[tokio::test]
async fn a_listener_may_stay_though_it_asks_for_nothing_else() {
    let server = Server::start().await;
    let (therapist, _) = pair(&server).await;
    let mut stream = listen(&therapist).await;
    nudged(&mut stream).await;
    // From here on time passes as soon as nobody has anything to do.
    tokio::time::pause();
    let before = tokio::time::Instant::now();
    while before.elapsed() < core::time::Duration::from_secs(180) {
        let comment = stream.chunk().await.unwrap();
        assert!(comment.is_some(), "closed after {:?}", before.elapsed());
    }
}
