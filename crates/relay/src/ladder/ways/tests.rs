//! The ways by their specifications.

use super::{
    PushKey, Ways, endpoint_fits, push::encrypt, vapid::public, webhook::signature, words,
};
use crate::{
    fixtures::at,
    ladder::{Contacts, Language, Security, Smtp},
    store::{Notice, NoticeKey, Reach as _},
};
use base64ct::{Base64UrlUnpadded, Encoding};
use holdfast_protocol::{PushSubscription, Way};
use p256::{
    SecretKey,
    ecdsa::{Signature, VerifyingKey, signature::Verifier as _},
};
use serde_bytes::ByteArray;

fn bytes(text: &str) -> Vec<u8> {
    Base64UrlUnpadded::decode_vec(text).unwrap()
}

/// The example of RFC 8291, section 5.
#[test]
fn a_push_message_is_encrypted_as_the_standard_says() {
    let to = PushSubscription {
        endpoint: "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV".into(),
        key: ByteArray::new(
            bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4")
                .try_into()
                .unwrap(),
        ),
        secret: ByteArray::new(bytes("BTBZMqHH6r4Tts7J_aSIgg").try_into().unwrap()),
    };
    let once =
        SecretKey::from_slice(&bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")).unwrap();
    let ours =
        "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    assert_eq!(public(&once).to_vec(), bytes(ours));
    let salt = bytes("DGv6ra1nlYgDCS1FRnbzlw").try_into().unwrap();
    let words = b"When I grow up, I want to be a watermelon";
    let expected = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
    assert_eq!(encrypt(&to, &once, salt, words).unwrap(), bytes(expected));

    let no_point = PushSubscription {
        key: ByteArray::new([4; 65]),
        ..to
    };
    assert_eq!(encrypt(&no_point, &once, salt, words), None);
}

#[test]
fn a_push_service_can_check_who_sends() {
    let key = PushKey::make().unwrap();
    let said = key.authorization(
        "https://push.example",
        "mailto:it@clinic.example",
        at("2026-11-20T21:30:00Z"),
    );
    let (token, public) = said
        .strip_prefix("vapid t=")
        .unwrap()
        .split_once(", k=")
        .unwrap();
    assert_eq!(bytes(public), key.public());
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let signature = Signature::from_slice(&bytes(signature)).unwrap();
    VerifyingKey::from_sec1_bytes(&key.public())
        .unwrap()
        .verify(signed.as_bytes(), &signature)
        .unwrap();
    let claims = bytes(signed.split_once('.').unwrap().1);
    let claims: serde_json::Value = serde_json::from_slice(&claims).unwrap();
    assert_eq!(claims["aud"], "https://push.example");
    assert_eq!(claims["sub"], "mailto:it@clinic.example");
    assert_eq!(claims["exp"], at("2026-11-21T09:30:00Z").timestamp());
}

#[test]
fn the_key_is_made_once_and_is_nobody_elses() {
    let folder = tempfile::TempDir::new().unwrap();
    let database = folder.path().join("relay.sqlite");
    let first = PushKey::beside(&database).unwrap();
    assert_eq!(PushKey::beside(&database).unwrap().public(), first.public());
    let file = folder.path().join("relay.sqlite.vapid");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    std::fs::write(&file, "no key").unwrap();
    let error = PushKey::beside(&database).unwrap_err().to_string();
    assert!(error.contains("relay.sqlite.vapid"), "{error}");
}

#[test]
fn a_mail_server_is_made_ready_however_it_is_protected() {
    for security in [Security::Tls, Security::Starttls, Security::None] {
        let smtp = Smtp {
            host: "mail.clinic.example".into(),
            port: None,
            security,
            user: Some("holdfast".into()),
            password: Some("secret".into()),
            from: "Holdfast <holdfast@clinic.example>".into(),
        };
        let contacts = Contacts {
            smtp: Some(smtp),
            ..Contacts::default()
        };
        let key = PushKey::make().unwrap();
        Ways::new(contacts, key, "https://letters.example".into(), false).unwrap();
    }
}

#[test]
fn push_services_are_named_somebody_whom_they_can_ask_or_there_is_no_push() {
    let ways = |contact: Option<&str>, origin: &str| {
        let contacts = Contacts {
            push_contact: contact.map(Into::into),
            ..Contacts::default()
        };
        let key = PushKey::make().unwrap();
        Ways::new(contacts, key, origin.into(), false).unwrap()
    };
    let (mail, origin) = ("mailto:it@clinic.example", "https://letters.example");
    for (contact, at, expected) in [
        (Some(mail), origin, Some(mail)),
        (None, origin, Some(origin)),
        (Some(mail), "http://127.0.0.1:8787", Some(mail)),
        (None, "http://127.0.0.1:8787", None),
    ] {
        let ways = ways(contact, at);
        assert_eq!(ways.push_contact(), expected);
        assert_eq!(
            ways.takes("https://fcm.googleapis.com/fcm/send/x"),
            expected.is_some()
        );
    }
}

/// The second case of RFC 4231.
#[test]
fn a_call_is_signed() {
    assert_eq!(
        signature("Jefe", "what do ya want for nothing?").unwrap(),
        "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    );
}

#[test]
fn push_services_are_on_the_internet() {
    for endpoint in [
        "https://fcm.googleapis.com/fcm/send/x",
        "https://updates.push.services.mozilla.com/wpush/v2/x",
        "https://web.push.apple.com/x",
    ] {
        assert!(endpoint_fits(endpoint, false), "{endpoint}");
    }
    for endpoint in [
        "http://fcm.googleapis.com/x",
        "https://10.0.0.1/x",
        "https://[fe80::1]/x",
        "https://2130706433/x",
        "https://printer/x",
        "https://printer.lan/x",
        "https://db.clinic.internal/x",
        "https://push.example:8443/x",
        "https://user@push.example/x",
        "https://localhost/x",
        "http://127.0.0.1:9/x",
        "file:///etc/passwd",
        "",
    ] {
        assert!(!endpoint_fits(endpoint, false), "{endpoint}");
    }
    assert!(endpoint_fits("http://127.0.0.1:9/x", true));
    assert!(!endpoint_fits("http://push.example/x", true));
}

#[test]
fn a_mail_says_when_where_and_how_in_five_languages() {
    let notice = Notice {
        key: NoticeKey {
            alarm: 1,
            round: 0,
            step: 0,
            way: Way::Mail,
        },
        name: "Dr. Weber".into(),
        contact: "therapist".into(),
        reference: "Ward 3, file 117".into(),
        zone: "Europe/Berlin".into(),
        letter_at: at("2026-11-20T20:30:00Z"),
        push: Vec::new(),
    };
    let all = [
        Language::En,
        Language::De,
        Language::Es,
        Language::Fr,
        Language::Pt,
    ];
    let mut subjects = std::collections::BTreeSet::new();
    for language in all {
        let words = words::mail(language, &notice, "https://clinic.example/acknowledge#abc");
        for said in [
            "2026-11-20 21:30 (Europe/Berlin)",
            "Ward 3, file 117",
            "https://clinic.example/acknowledge#abc\n",
        ] {
            assert!(words.text.contains(said), "{}", words.text);
        }
        subjects.insert(words.subject);
    }
    assert_eq!(subjects.len(), all.len());
    let bare = Notice {
        reference: String::new(),
        ..notice
    };
    let words = words::mail(Language::En, &bare, "https://clinic.example/acknowledge");
    assert!(!words.text.contains("Reference"), "{}", words.text);
}
