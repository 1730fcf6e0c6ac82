//! Push messages, read as a browser reads them.

use super::{
    agree,
    ends::{Asked, Manner, closed_port, system},
    go, page, relay_with, told, undelivered, until,
};
use crate::http::tests::{
    Server,
    client::{Device, fails, pair, read},
};
use aes_gcm::{Aes128Gcm, KeyInit as _, aead::Aead as _};
use base64ct::{Base64UrlUnpadded, Encoding as _};
use chrono::TimeDelta;
use hkdf::Hkdf;
use holdfast_protocol::{
    ENDPOINT_CHARACTERS_MAX, PushEnd, PushServer, PushSubscription, RelayError, Way, encode,
};
use p256::{PublicKey, SecretKey, ecdh::diffie_hellman};
use reqwest::{Method, Response};
use serde_bytes::ByteArray;
use sha2::Sha256;

/// A browser that can be pushed to.
struct Browser {
    secret: SecretKey,
    auth: [u8; 16],
}

impl Browser {
    fn new() -> Self {
        Self {
            secret: SecretKey::from_slice(&[7; 32]).unwrap(),
            auth: [9; 16],
        }
    }

    fn public(&self) -> [u8; 65] {
        let point = p256::EncodedPoint::from(self.secret.public_key());
        point.as_bytes().try_into().unwrap()
    }

    fn at(&self, port: u16) -> PushSubscription {
        PushSubscription {
            endpoint: format!("http://127.0.0.1:{port}/to/this/browser"),
            key: ByteArray::new(self.public()),
            secret: ByteArray::new(self.auth),
        }
    }

    /// What a message says, by RFC 8291 from the receiving side.
    fn reads(&self, body: &[u8]) -> String {
        let (salt, rest) = body.split_at(16);
        let (head, rest) = rest.split_at(5);
        assert_eq!(head, [0, 0, 16, 0, 65]);
        let (theirs, sealed) = rest.split_at(65);
        let public = PublicKey::from_sec1_bytes(theirs).unwrap();
        let shared = diffie_hellman(self.secret.to_nonzero_scalar(), public.as_affine());
        let info = [b"WebPush: info\0".as_slice(), &self.public(), theirs].concat();
        let mut secret = [0; 32];
        let first = Hkdf::<Sha256>::new(Some(&self.auth), shared.raw_secret_bytes());
        first.expand(&info, &mut secret).unwrap();
        let second = Hkdf::<Sha256>::new(Some(salt), &secret);
        let (mut key, mut nonce) = ([0; 16], [0; 12]);
        second
            .expand(b"Content-Encoding: aes128gcm\0", &mut key)
            .unwrap();
        second
            .expand(b"Content-Encoding: nonce\0", &mut nonce)
            .unwrap();
        let plain = Aes128Gcm::new(&key.into()).decrypt(&nonce.into(), sealed);
        let mut plain = plain.unwrap();
        assert_eq!(plain.pop(), Some(2));
        String::from_utf8(plain).unwrap()
    }
}

async fn subscribe(device: &Device<'_>, to: &PushSubscription) -> Response {
    let request = device.post("/v1/push", encode(to));
    device.signed(request).send().await.unwrap()
}

async fn unsubscribe(device: &Device<'_>, server: &Server, endpoint: &str) {
    let end = PushEnd {
        endpoint: endpoint.into(),
    };
    let address = format!("{}/v1/push", server.base);
    let request = reqwest::Client::new().request(Method::DELETE, address);
    let answer = device.signed(request.body(encode(&end))).send().await;
    assert_eq!(answer.unwrap().status(), 204);
}

#[tokio::test]
async fn a_therapists_browser_is_pushed_to_and_only_it_can_read() {
    let mut service = system(Manner::Answers(201)).await;
    let (server, _folder) = relay_with("").await;
    let (therapist, patient) = pair(&server).await;
    agree(&therapist, &patient).await;
    let browser = Browser::new();
    let subscribed = subscribe(&therapist, &browser.at(service.port)).await;
    assert_eq!(subscribed.status(), 204);
    // One that is off does not matter where another is on.
    let dead = closed_port().await;
    assert_eq!(subscribe(&therapist, &browser.at(dead)).await.status(), 204);
    page(&patient, 1).await;
    let asked: Asked = service.came.recv().await.unwrap();
    until(&patient, 1, &told(0, Way::Push)).await;
    assert_eq!(asked.path, "/to/this/browser");
    assert_eq!(asked.headers["content-encoding"], "aes128gcm");
    assert_eq!(asked.headers["urgency"], "high");
    let key = therapist
        .signed(therapist.get("/v1/push"))
        .send()
        .await
        .unwrap();
    let key: PushServer = read(key).await;
    let said = &asked.headers["authorization"];
    let (_, k) = said.split_once(", k=").unwrap();
    assert_eq!(Base64UrlUnpadded::decode_vec(k).unwrap(), key.key.to_vec());
    assert_eq!(
        browser.reads(&asked.body),
        "Somebody needs you. Open Holdfast."
    );
}

#[tokio::test]
async fn a_browser_that_was_not_reached_is_tried_again_and_the_other_one_is_not() {
    let mut on = system(Manner::Answers(201)).await;
    let mut off = system(Manner::Answers(503)).await;
    let (server, _folder) = relay_with("").await;
    let (therapist, patient) = pair(&server).await;
    agree(&therapist, &patient).await;
    for port in [on.port, off.port] {
        subscribe(&therapist, &Browser::new().at(port)).await;
    }
    page(&patient, 1).await;
    until(&patient, 1, &told(0, Way::Push)).await;
    let patience = core::time::Duration::from_secs(60);
    for pause in [2, 8, 20, 0] {
        let tried = tokio::time::timeout(patience, off.came.recv()).await;
        tried.expect("it is not tried").unwrap();
        go(&therapist, TimeDelta::seconds(pause)).await;
    }
    on.came.recv().await.unwrap();
    assert!(on.came.try_recv().is_err(), "it has it");
}

#[tokio::test]
async fn a_subscription_that_is_gone_is_forgotten() {
    let mut service = system(Manner::Answers(410)).await;
    let (server, _folder) = relay_with("").await;
    let (therapist, patient) = pair(&server).await;
    agree(&therapist, &patient).await;
    subscribe(&therapist, &Browser::new().at(service.port)).await;
    page(&patient, 1).await;
    until(&patient, 1, &undelivered(0, Way::Push)).await;
    service.came.recv().await.unwrap();
    // The next letter has it tried again at once: there is no device.
    page(&patient, 2).await;
    let empty = holdfast_protocol::AlarmStep::Empty {
        step: 0,
        round: 1,
        name: "Dr. Weber".into(),
    };
    until(&patient, 2, &empty).await;
    assert!(service.came.try_recv().is_err());
}

#[tokio::test]
async fn who_may_be_pushed_to_and_where() {
    let (server, _folder) = relay_with("").await;
    let (therapist, patient) = pair(&server).await;
    let browser = Browser::new();
    let there = browser.at(9);
    fails(
        subscribe(&patient, &there).await,
        403,
        RelayError::NotAllowed,
    )
    .await;
    let anybody = therapist.post("/v1/push", encode(&there)).send().await;
    fails(anybody.unwrap(), 401, RelayError::NotSignedIn).await;
    for endpoint in [
        "https://10.0.0.1/x".to_owned(),
        "http://push.example/x".into(),
        format!(
            "https://push.example/{}",
            "x".repeat(ENDPOINT_CHARACTERS_MAX)
        ),
    ] {
        let elsewhere = PushSubscription {
            endpoint,
            ..there.clone()
        };
        let answer = subscribe(&therapist, &elsewhere).await;
        fails(answer, 400, RelayError::Unreadable).await;
    }
    assert_eq!(subscribe(&therapist, &there).await.status(), 204);
    unsubscribe(&therapist, &server, &there.endpoint).await;
    agree(&therapist, &patient).await;
    page(&patient, 1).await;
    until(&patient, 1, &holdfast_protocol::AlarmStep::Unanswered).await;
}
