//! `/v1/demo` and the demonstration clock.

use super::{
    Server,
    client::{Device, agree, fails, pair, read},
};
use crate::{
    Relay,
    fixtures::{PATIENT, THERAPIST, id, send},
};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{DemoGo, DemoTime, Event, Link, RelayError, Release, encode};

async fn skip(device: &Device<'_>) -> reqwest::Response {
    let request = device.post("/v1/demo/skip", vec![]);
    device.signed(request).send().await.unwrap()
}

async fn go(device: &Device<'_>, to: DateTime<Utc>) -> reqwest::Response {
    let request = device.post("/v1/demo/go", encode(&DemoGo { to }));
    device.signed(request).send().await.unwrap()
}

#[tokio::test]
async fn time_goes_on_to_an_instant_and_what_was_due_has_left_on_the_way() {
    let server = Server::start_with(|config| config.demo = true).await;
    let (therapist, patient) = pair(&server).await;
    agree(&therapist, &patient).await;
    let receipt = therapist.submit(send(therapist.who.account, 1)).await;
    let Release::HeldUntil(hour) = receipt.release else {
        panic!("{receipt:?}");
    };
    let to = hour + TimeDelta::days(3) + TimeDelta::hours(2);
    let time: DemoTime = read(go(&therapist, to).await).await;
    assert!(time.moved);
    assert!(time.now >= to && time.now < to + TimeDelta::minutes(30));
    let last = patient.sync(vec![]).await.items.pop().unwrap().event;
    let Event::Arrived { receipt, .. } = last else {
        panic!("{last:?}");
    };
    assert_eq!(receipt.release, Release::Left(hour));

    let back: DemoTime = read(go(&patient, hour).await).await;
    assert!(!back.moved && back.now >= time.now);
    let (folder, config) = server.stop().await;
    let server = Server::run(folder, config).await;
    let answer = Device::new(&server, PATIENT).sync(vec![]).await;
    assert!(answer.now >= back.now);
    assert!(answer.now < back.now + TimeDelta::minutes(30));
}

#[tokio::test]
async fn time_goes_on_only_for_a_device_and_to_an_instant_that_is_one() {
    let server = Server::start_with(|config| config.demo = true).await;
    let (therapist, _) = pair(&server).await;
    let to = DemoGo {
        to: Utc::now() + TimeDelta::days(1),
    };
    let stranger = therapist.post("/v1/demo/go", encode(&to)).send().await;
    fails(stranger.unwrap(), 401, RelayError::NotSignedIn).await;
    let nothing = therapist.post("/v1/demo/go", vec![]);
    let nothing = therapist.signed(nothing).send().await.unwrap();
    fails(nothing, 400, RelayError::Unreadable).await;
    let far = go(&therapist, Utc::now() + TimeDelta::days(400)).await;
    fails(far, 400, RelayError::Unreadable).await;
    let now = therapist.sync(vec![]).await.now;
    assert!((now - Utc::now()).abs() < TimeDelta::minutes(30));
}

#[tokio::test]
async fn a_held_reply_is_invisible_until_the_clock_passes() {
    let server = Server::start_with(|config| config.demo = true).await;
    let (therapist, patient) = pair(&server).await;
    agree(&therapist, &patient).await;
    let receipt = therapist.submit(send(therapist.who.account, 1)).await;
    let Release::HeldUntil(hour) = receipt.release else {
        panic!("{receipt:?}");
    };
    assert_eq!(patient.letters().await, [9001, 9002].map(id));

    let time: DemoTime = read(skip(&therapist).await).await;
    assert!(time.moved);
    assert!(time.now >= hour && time.now < hour + TimeDelta::minutes(30));
    assert_eq!(patient.letters().await, [9001, 9002, 1].map(id));
    // The next opening is another day's.
    let time: DemoTime = read(skip(&patient).await).await;
    assert!(time.now >= hour + TimeDelta::hours(24));

    // Time does not fall back when the relay starts again.
    let (folder, config) = server.stop().await;
    let server = Server::run(folder, config).await;
    let patient = Device::new(&server, PATIENT);
    let answer = patient.sync(vec![]).await;
    assert!(answer.demo);
    assert!(answer.now >= time.now);
    assert!(answer.now < time.now + TimeDelta::minutes(30));
}

#[tokio::test]
async fn without_an_agreement_there_is_nowhere_to_skip_to() {
    let server = Server::start_with(|config| config.demo = true).await;
    let (therapist, _) = pair(&server).await;
    let time: DemoTime = read(skip(&therapist).await).await;
    assert!(!time.moved);
    assert!((time.now - Utc::now()).abs() < TimeDelta::minutes(30));
    let stranger = therapist
        .post("/v1/demo/skip", vec![])
        .send()
        .await
        .unwrap();
    fails(stranger, 401, RelayError::NotSignedIn).await;
}

#[tokio::test]
async fn without_a_demonstration_time_is_not_moved() {
    let server = Server::start().await;
    let (therapist, _) = pair(&server).await;
    fails(skip(&therapist).await, 404, RelayError::Unknown).await;
    let going = go(&therapist, Utc::now() + TimeDelta::days(1)).await;
    fails(going, 404, RelayError::Unknown).await;
}

#[tokio::test]
async fn the_links_of_a_demonstration_work_once_each() {
    let link = |path: Option<String>| -> Link {
        let path = path.expect("the link is open");
        let (page, link) = path.split_once('#').unwrap();
        assert!(["/join", "/join?side=therapist"].contains(&page), "{page}");
        link.parse().unwrap()
    };
    let server = Server::start_with(|config| config.demo = true).await;
    let open = async || Relay::open(&server.config).await.unwrap();
    let links = open().await.demo_links().await.unwrap();
    assert_eq!(open().await.demo_links().await.unwrap(), links);
    let (therapists, patients) = (link(links.therapist), link(links.patient));
    assert_eq!(therapists.onward, Some(patients.secret.clone()));
    assert_eq!(patients.onward, None);

    let therapist = Device::new(&server, THERAPIST);
    assert_eq!(therapist.accept(therapists.secret.id()).await.status(), 200);
    let links = open().await.demo_links().await.unwrap();
    assert_eq!(links.therapist, None);
    assert_eq!(link(links.patient), patients);

    let mut invitation = super::client::invitation(Utc::now() + TimeDelta::days(7));
    invitation.id = patients.secret.id();
    assert_eq!(therapist.invite(&invitation).await.status(), 204);
    let patient = Device::new(&server, PATIENT);
    assert_eq!(patient.accept(invitation.id).await.status(), 200);
    let links = open().await.demo_links().await.unwrap();
    assert_eq!((links.therapist, links.patient), (None, None));
}
