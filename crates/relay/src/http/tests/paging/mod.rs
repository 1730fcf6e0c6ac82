//! Alarms with real parts at every end: a mail server, a system that is called,
//! a push service that reads what it gets, and some that do not answer.

mod ends;
mod failing;
mod links;
mod lists;
mod pushes;

use super::{
    Server,
    client::{Device, pair},
};
use crate::{
    fixtures::{PATIENT, accept, act, id, propose, send_kind},
    store::conformance::alarming::with_ladder,
};
use chrono::{TimeDelta, Timelike};
use ends::{Manner, closed_port, mail_server, system};
use hmac::{Hmac, KeyInit as _, Mac as _};
use holdfast_protocol::{Act, AlarmStep, DemoGo, EnvelopeKind, Event, Way, encode};
use holdfast_rhythm::Agreement;
use sha2::Sha256;
use tempfile::TempDir;

const SECRET: &str = "a secret of the clinic";
const ORIGIN: &str = "https://letters.example";

/// A relay on a demonstration clock, with these contacts.
async fn relay_with(contacts: &str) -> (Server, TempDir) {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("contacts.toml");
    std::fs::write(&file, contacts).unwrap();
    let server = Server::start_with(|config| {
        config.demo = true;
        config.contacts = Some(file);
        config.origin = ORIGIN.into();
    })
    .await;
    (server, folder)
}

fn smtp(port: u16) -> String {
    format!(
        "[smtp]\nhost = \"127.0.0.1\"\nport = {port}\nsecurity = \"none\"\nfrom = \"Holdfast <holdfast@clinic.example>\"\n"
    )
}

fn by_webhook(contact: &str, port: u16) -> String {
    format!(
        "[contacts.{contact}]\nperson = \"Somebody\"\nwebhook = {{ url = \"http://127.0.0.1:{port}/in\", secret = \"{SECRET}\" }}\n"
    )
}

fn by_mail(contact: &str) -> String {
    format!("[contacts.{contact}]\nperson = \"Somebody\"\nmail = \"{contact}@clinic.example\"\n")
}

/// Puts a rhythm and a ladder in force: the therapist, then whoever is on call.
async fn agree(therapist: &Device<'_>, patient: &Device<'_>) {
    let now = therapist.sync(vec![]).await.now;
    let (opens, closes) = ((now.hour() + 3) % 24, (now.hour() + 4) % 24);
    let document = format!(
        r#"{{"version":1,"zone":"UTC","effective_from":"{}","windows":[{{"days":["mon","tue","wed","thu","fri","sat","sun"],"opens":"{opens:02}:00","closes":"{closes:02}:00"}}]}}"#,
        now.date_naive()
    );
    let document = Agreement::parse(&with_ladder(&document)).unwrap().timing();
    therapist.submit(propose(9001, &document)).await;
    patient.submit(accept(9002, &document)).await;
}

async fn page(patient: &Device<'_>, number: u16) {
    let letter = send_kind(PATIENT.account, number, EnvelopeKind::Page);
    patient.submit(letter).await;
}

/// What a device's feed says of a letter's alarm.
async fn steps(device: &Device<'_>, letter: u16) -> Vec<AlarmStep> {
    let items = device.sync(vec![]).await.items.into_iter();
    items
        .filter_map(|item| match item.event {
            Event::Alarm(news) if news.letter == id(letter) => Some(news.what),
            _ => None,
        })
        .collect()
}

/// Moves time on, a little at a time, until the feed says `wanted`.
async fn until(device: &Device<'_>, letter: u16, wanted: &AlarmStep) -> Vec<AlarmStep> {
    for _ in 0..100 {
        let steps = steps(device, letter).await;
        if steps.contains(wanted) {
            return steps;
        }
        go(device, TimeDelta::seconds(3)).await;
    }
    panic!("never said: {wanted:?}");
}

async fn go(device: &Device<'_>, ahead: TimeDelta) {
    let to = device.sync(vec![]).await.now + ahead;
    let request = device.post("/v1/demo/go", encode(&DemoGo { to }));
    let moved = device.signed(request).send().await.unwrap();
    assert!(moved.status().is_success());
}

fn told(step: u16, way: Way) -> AlarmStep {
    AlarmStep::Told {
        step,
        round: 0,
        name: name(step),
        way,
    }
}

fn undelivered(step: u16, way: Way) -> AlarmStep {
    AlarmStep::Undelivered {
        step,
        round: 0,
        name: name(step),
        way,
    }
}

fn acknowledged(step: u16) -> AlarmStep {
    AlarmStep::Acknowledged { name: name(step) }
}

fn name(step: u16) -> String {
    ["Dr. Weber", "On call"][usize::from(step)].into()
}

/// The link in a mail or a call.
fn link_in(text: &str) -> &str {
    let start = text.find(ORIGIN).unwrap();
    text[start..].split(['\r', '\n', '"']).next().unwrap()
}

#[tokio::test]
async fn a_dead_first_step_costs_a_minute_and_the_second_is_told_by_mail() {
    let (dead, mut mail) = (closed_port().await, mail_server().await);
    let contacts = smtp(mail.port) + &by_webhook("therapist", dead) + &by_mail("on-call");
    let (server, _folder) = relay_with(&contacts).await;
    let (therapist, patient) = pair(&server).await;
    agree(&therapist, &patient).await;
    let before = therapist.sync(vec![]).await.now;
    page(&patient, 1).await;
    let steps = until(&patient, 1, &told(1, Way::Mail)).await;
    assert_eq!(
        steps,
        [
            AlarmStep::Begun,
            undelivered(0, Way::Webhook),
            told(1, Way::Mail)
        ]
    );
    let waited = therapist.sync(vec![]).await.now - before;
    assert!(
        waited < TimeDelta::minutes(5),
        "its five minutes were not waited for"
    );

    let said = mail.came.recv().await.unwrap();
    for words in [
        "MAIL FROM:<holdfast@clinic.example>",
        "RCPT TO:<on-call@clinic.example>",
        "Subject: Somebody needs you",
        "file 117",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(said.contains(&format!("{ORIGIN}/acknowledge#")), "{said}");

    let taken = act(10, Act::Acknowledge { letter: id(1) });
    therapist.submit(taken).await;
    until(&patient, 1, &acknowledged(0)).await;
    go(&therapist, TimeDelta::hours(1)).await;
    let end = super::paging::steps(&patient, 1).await;
    assert_eq!(
        end.last(),
        Some(&acknowledged(0)),
        "nobody is told after it"
    );
    assert!(mail.came.try_recv().is_err());
    assert_eq!(end, super::paging::steps(&therapist, 1).await);
}

#[tokio::test]
async fn a_system_is_called_with_a_signature_and_nothing_but_what_it_needs() {
    let mut called = system(Manner::Answers(204)).await;
    let contacts = by_webhook("therapist", called.port);
    let (server, _folder) = relay_with(&contacts).await;
    let (therapist, patient) = pair(&server).await;
    agree(&therapist, &patient).await;
    page(&patient, 1).await;
    let asked = called.came.recv().await.unwrap();
    assert_eq!(asked.path, "/in");
    assert_eq!(asked.headers["content-type"], "application/json");
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update(&asked.body);
    let expected: String = mac
        .finalize()
        .into_bytes()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(
        asked.headers["holdfast-signature"],
        format!("sha256={expected}")
    );
    let body: serde_json::Value = serde_json::from_slice(&asked.body).unwrap();
    let fields: Vec<&str> = body
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(
        fields,
        ["acknowledge_url", "letter_at", "name", "reference"]
    );
    assert_eq!(
        (&body["reference"], &body["name"]),
        (&"file 117".into(), &"Dr. Weber".into())
    );
    until(&patient, 1, &told(0, Way::Webhook)).await;

    // The second step is nobody that this relay knows.
    go(&patient, TimeDelta::minutes(6)).await;
    let steps = until(&patient, 1, &AlarmStep::Unanswered).await;
    let empty = AlarmStep::Empty {
        step: 1,
        round: 0,
        name: name(1),
    };
    assert_eq!(steps[2..], [empty, AlarmStep::Unanswered]);
}
