//! Ways that refuse, are away, or hang.

use super::{
    acknowledged, agree, by_webhook,
    ends::{Asked, End, Manner, closed_port, mail_server, system, system_at},
    go, link_in, name, page, relay_with, smtp, steps, told, undelivered, until,
};
use crate::{
    fixtures::{PATIENT, act, id},
    http::tests::client::{Device, pair},
};
use chrono::TimeDelta;
use holdfast_protocol::{Act, AlarmStep, Way};

#[tokio::test]
async fn what_is_refused_is_said_to_be_undelivered() {
    for (status, calls) in [(500, 4), (404, 1)] {
        let mut called = system(Manner::Answers(status)).await;
        let (server, _folder) = relay_with(&by_webhook("therapist", called.port)).await;
        let (therapist, patient) = pair(&server).await;
        agree(&therapist, &patient).await;
        page(&patient, 1).await;
        until(&patient, 1, &undelivered(0, Way::Webhook)).await;
        let mut came = 0;
        while called.came.try_recv().is_ok() {
            came += 1;
        }
        assert_eq!(came, calls, "tried again only where it may pass: {status}");
    }
}

#[tokio::test]
async fn a_system_that_was_away_for_a_minute_is_called_once_it_is_back() {
    let port = closed_port().await;
    let (server, _folder) = relay_with(&by_webhook("therapist", port)).await;
    let (therapist, patient) = pair(&server).await;
    agree(&therapist, &patient).await;
    page(&patient, 1).await;
    let said = until(&patient, 1, &undelivered(0, Way::Webhook)).await;
    assert!(!said.contains(&AlarmStep::Unanswered), "{said:?}");
    let mut back = system_at(port, Manner::Answers(204)).await;
    let told = AlarmStep::Told {
        step: 0,
        round: 1,
        name: name(0),
        way: Way::Webhook,
    };
    go(&therapist, TimeDelta::minutes(5)).await;
    let said = until(&patient, 1, &told).await;
    assert!(!said.contains(&AlarmStep::Unanswered), "{said:?}");
    back.came.recv().await.unwrap();
}

#[tokio::test]
async fn one_that_hangs_keeps_nobody_waiting() {
    let (mut hangs, mut mail) = (system(Manner::Hangs).await, mail_server().await);
    let contacts = smtp(mail.port)
        + &by_webhook("therapist", hangs.port)
        + "mail = \"weber@clinic.example\"\n";
    let (server, _folder) = relay_with(&contacts).await;
    let (therapist, patient) = pair(&server).await;
    agree(&therapist, &patient).await;
    page(&patient, 1).await;
    hangs.came.recv().await.unwrap();
    // The same step by another way, while the first still hangs.
    mail.came.recv().await.unwrap();
    until(&patient, 1, &told(0, Way::Mail)).await;
    // A letter that joins, and its answer, wait for nothing either.
    page(&patient, 2).await;
    therapist
        .submit(act(10, Act::Acknowledge { letter: id(2) }))
        .await;
    assert_eq!(steps(&patient, 1).await.last(), Some(&acknowledged(0)));
    assert_eq!(
        steps(&patient, 2).await,
        [AlarmStep::Begun, acknowledged(0)]
    );
}

#[tokio::test]
async fn a_relay_that_was_killed_tells_what_it_had_not_written_down() {
    let mut hangs = system(Manner::Hangs).await;
    let (server, _folder) = relay_with(&by_webhook("therapist", hangs.port)).await;
    let (therapist, patient) = pair(&server).await;
    agree(&therapist, &patient).await;
    page(&patient, 1).await;
    let first = hangs.came.recv().await.unwrap();
    drop((therapist, patient));
    let server = server.crash_and_restart().await;
    let second = hangs.came.recv().await.unwrap();
    let link = |asked: &Asked| link_in(core::str::from_utf8(&asked.body).unwrap()).to_owned();
    assert_ne!(link(&first), link(&second), "a link of its own");
    let patient = Device::new(&server, PATIENT);
    assert_eq!(steps(&patient, 1).await, [AlarmStep::Begun]);
    let end: End<Asked> = hangs;
    drop(end);
}
