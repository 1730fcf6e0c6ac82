//! What the disk shows: nothing that was written, read, or is called so.

use crate::{
    keys,
    letters::{
        HERE, ME, THEM, advance, arrived, envelope, held, id, left, letter, receive, send, settle,
        waiting,
    },
    new_name, open, raw,
};
use holdfast_app::{
    platform::{idb::ThreadPlace, random::BrowserRandom},
    state::{DraftOf, Folder, Identity, Joining, Note},
};
use holdfast_protocol::{
    Acceptance, Act, Card, Closing, Content, DeviceId, EnvelopeKind, Event, InvitationSecret, Link,
    Proposal, Release, Reply, Role, SignedTiming, encode,
};
use holdfast_rhythm::{Promise, Window};
use holdfast_seal::seal_local;
use holdfast_sync::Store;
use serde_bytes::{ByteArray, ByteBuf};
use wasm_bindgen_test::wasm_bindgen_test;

/// In everything that is nobody's business.
const SECRET: &str = "Kummerkasten";

fn secret(which: &str) -> String {
    format!("{SECRET} {which}")
}

fn note(bytes: &[u8]) -> Vec<u8> {
    seal_local(bytes, &keys(7), "note", &mut BrowserRandom)
}

#[wasm_bindgen_test]
async fn no_word_lies_open_on_the_disk() {
    let name = new_name();
    let store = open(&name).await;
    let card = Card {
        account: THEM,
        conversation: HERE,
        role: Role::Patient,
        keys: keys(8).public(),
        name: secret("of a card"),
        zone: "Europe/Berlin".into(),
    };
    let folder = note(&encode(&Folder::Met { card }));
    // The reader's own name lies with the account: whoever has the account's
    // keys reads everything, and its name is nobody else's.
    let me = Identity::new(
        ME,
        DeviceId::from_bytes([4; 16]),
        [5; 32],
        &keys(7),
        Role::Therapist,
        "Ada".into(),
        None,
    );
    let link = Link {
        secret: InvitationSecret::from_bytes([5; 20]),
        onward: None,
    };
    let joining = Joining::new(me.clone(), &link, None);
    store.begin_joining(&joining).await.unwrap();
    let notes = vec![(Note::Folder(HERE).key(), folder)];
    store.finish_joining(&me, notes).await.unwrap();
    for of in [
        DraftOf::Letter(HERE),
        DraftOf::Change(id(1)),
        DraftOf::Agreement(HERE),
    ] {
        let draft = note(&encode(&secret("of a draft")));
        store
            .write_note(&Note::Draft(of).key(), Some(draft))
            .await
            .unwrap();
    }

    // Letters that wait, that are held, that have left, with what they say of
    // the rhythm; and the ends of exchanges.
    let words = secret("of a letter");
    let Content::Letter(plain) = letter(&words) else {
        unreachable!("a letter is one");
    };
    let reply = Content::Reply(Reply {
        letter: plain,
        owns: Vec::new(),
        outside: None,
    });
    let closing = Content::Closing(Closing {
        letters: vec![id(1)],
        written: crate::letters::at(1),
    });
    let proposal = Content::Proposal(Proposal {
        document: secret("of an agreement"),
        proposed: crate::letters::at(1),
    });
    let acceptance = Content::Acceptance(Acceptance {
        version: 1,
        document_digest: [9; 32],
    });
    let timing = SignedTiming {
        document: "{}".into(),
        signature: ByteArray::new([0; 64]),
    };
    let propose = Act::Propose {
        envelope: envelope(id(3), true, EnvelopeKind::Agreement, &proposal),
        timing,
    };
    for (number, act) in [
        (1, send(1, &words)),
        (2, send(2, &words)),
        (3, propose),
        (4, send(4, &words)),
    ] {
        store.apply(&[waiting(number, act)]).await.unwrap();
    }
    store.lay_open(id(1), ME, letter(&words));
    store.lay_open(id(3), ME, proposal.clone());
    let settled = [settle(1, left(1)), settle(2, held(2)), settle(3, left(3))];
    store.apply(&settled).await.unwrap();
    let arrives = |sequence, number, kind, content: &Content| {
        let envelope = envelope(id(number), false, kind, content);
        let receipt = left(i64::from(number));
        receive(sequence, Event::Arrived { envelope, receipt })
    };
    for (number, content) in [(20, &reply), (21, &closing), (22, &proposal)] {
        store.lay_open(id(number), THEM, content.clone());
    }
    let joined = Event::Joined {
        conversation: HERE,
        account: THEM,
        card: ByteBuf::from(b"a sealed card".to_vec()),
    };
    let agreed = Event::Agreed {
        conversation: HERE,
        timing: secret("of a timing"),
        accepted: crate::letters::at(5),
    };
    let moved = Event::Moved {
        id: id(2),
        release: Release::Left(crate::letters::at(50)),
    };
    store
        .apply(&[
            advance(1, 8),
            arrives(1, 20, EnvelopeKind::Letter, &reply),
            arrives(2, 21, EnvelopeKind::Letter, &closing),
            arrives(3, 22, EnvelopeKind::Agreement, &proposal),
            arrives(4, 23, EnvelopeKind::Agreement, &acceptance),
            arrived(5, id(24), &words, left(24)),
            receive(6, joined),
            receive(7, agreed),
            receive(8, moved),
        ])
        .await
        .unwrap();
    let promise = Promise {
        window: Window {
            opens: crate::letters::at(60),
            closes: crate::letters::at(90),
        },
        version: 1,
        tz_database: secret("of a promise"),
    };
    let place = ThreadPlace {
        left: crate::letters::at(20),
        id: id(20),
    };
    store
        .write_promises(HERE, &[(place, promise)])
        .await
        .unwrap();

    let written = raw::all(&name).await;
    for shelf in [
        "identity", "notes", "place", "outbox", "thread", "standing", "sent", "promises",
    ] {
        assert!(
            written.iter().any(|(name, ..)| name == shelf),
            "{shelf} is written to"
        );
    }
    let wide: Vec<u8> = SECRET.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (shelf, key, bytes) in &written {
        let key = key.as_string().unwrap_or_default();
        assert!(!key.contains(SECRET), "{shelf} {key}");
        for words in [SECRET.as_bytes(), &wide] {
            let found = bytes.windows(words.len()).any(|window| window == words);
            assert!(!found, "{shelf} {key}");
        }
    }
    // And it can be read with the keys.
    assert_eq!(store.count(HERE).await.unwrap(), 5);
    assert_eq!(store.newest(HERE, 9).await.unwrap().damaged, 0);
}
