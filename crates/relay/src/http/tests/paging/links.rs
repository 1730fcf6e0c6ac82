//! The link of a notice: its page, its one request, and who was faster.

use super::{
    ORIGIN, acknowledged, agree, by_webhook,
    ends::{Manner, system},
    link_in, page, relay_with, steps,
};
use crate::fixtures::{PATIENT, act, id};
use crate::http::tests::{
    Server,
    client::{Device, fails, pair},
};
use holdfast_protocol::{Act, AlarmStep, RelayError};
use reqwest::{Client, Response};

async fn press(server: &Server, body: String) -> Response {
    let request = Client::new().post(format!("{}/v1/acknowledge", server.base));
    let request = request.header("content-type", "application/json");
    request.body(body).send().await.unwrap()
}

async fn said(answer: Response) -> serde_json::Value {
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["cache-control"], "no-store");
    serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap()
}

#[tokio::test]
async fn a_link_takes_an_alarm_on_once_and_says_who_did() {
    let mut called = system(Manner::Answers(200)).await;
    let (server, _folder) = relay_with(&by_webhook("therapist", called.port)).await;
    let (therapist, patient) = pair(&server).await;
    agree(&therapist, &patient).await;
    page(&patient, 1).await;
    let asked = called.came.recv().await.unwrap();
    let link = link_in(core::str::from_utf8(&asked.body).unwrap()).to_owned();
    let (address, token) = link.split_once('#').unwrap();
    assert_eq!(address, format!("{ORIGIN}/acknowledge"));

    // Whoever follows it, as mail scanners do, has done nothing.
    for path in [
        "/acknowledge",
        &format!("/acknowledge?{token}"),
        "/v1/acknowledge",
    ] {
        let _ = patient.get(path).send().await.unwrap();
    }
    assert!(!steps(&patient, 1).await.contains(&acknowledged(0)));

    let body = format!(r#"{{"token":"{token}"}}"#);
    let first = said(press(&server, body.clone()).await).await;
    assert_eq!(
        (first["by"].as_str(), first["name"].as_str()),
        (Some("you"), Some("Dr. Weber"))
    );
    assert_eq!(steps(&patient, 1).await.last(), Some(&acknowledged(0)));
    let second = said(press(&server, body).await).await;
    assert_eq!(second, first, "the first answer may have been lost");
    therapist
        .submit(act(10, Act::Acknowledge { letter: id(1) }))
        .await;
    let all = steps(&patient, 1).await;
    let times = all
        .iter()
        .filter(|step| matches!(step, AlarmStep::Acknowledged { .. }));
    assert_eq!(times.count(), 1);

    // Where the therapist is faster, the link says so.
    page(&patient, 2).await;
    let asked = called.came.recv().await.unwrap();
    let link = link_in(core::str::from_utf8(&asked.body).unwrap()).to_owned();
    therapist
        .submit(act(11, Act::Acknowledge { letter: id(2) }))
        .await;
    let (_, token) = link.split_once('#').unwrap();
    let late = said(press(&server, format!(r#"{{"token":"{token}"}}"#)).await).await;
    assert_eq!(late["by"].as_str(), Some("another"));
}

#[tokio::test]
async fn what_is_no_link_takes_nothing_on() {
    let server = Server::start().await;
    let short = r#"{"token":"AAAA"}"#.to_owned();
    fails(press(&server, short).await, 404, RelayError::Unknown).await;
    let unknown = format!(r#"{{"token":"{}"}}"#, "A".repeat(43));
    fails(press(&server, unknown).await, 404, RelayError::Unknown).await;
    for body in ["", "{}", "[]", r#"{"token":1}"#] {
        let answer = press(&server, body.into()).await;
        fails(answer, 400, RelayError::Unreadable).await;
    }
    let long = format!(r#"{{"token":"{}"}}"#, "A".repeat(5000));
    assert_eq!(press(&server, long).await.status(), 413);
}

#[tokio::test]
async fn the_page_needs_no_app_and_may_do_little() {
    let server = Server::start().await;
    let device = Device::new(&server, PATIENT);
    for (path, kind) in [
        ("/acknowledge", "text/html; charset=utf-8"),
        ("/acknowledge/script.js", "text/javascript; charset=utf-8"),
        ("/acknowledge/style.css", "text/css; charset=utf-8"),
    ] {
        let answer = device.get(path).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        let headers = answer.headers();
        assert_eq!(headers["content-type"], kind);
        assert_eq!(headers["referrer-policy"], "no-referrer");
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self';"),
            "{policy}"
        );
        assert!(!policy.contains("unsafe"), "{policy}");
        let text = answer.text().await.unwrap();
        assert!(
            !text.contains("style=") && !text.contains("onclick"),
            "{path}"
        );
    }
}
