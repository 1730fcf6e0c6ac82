//! What was never sent, made readable from what lies on the disk.

use super::{Pair, at};
use crate::state::{DraftOf, Folder, Lies, NOTE_PURPOSE, NeverSent, Note};
use holdfast_protocol::{
    Act, Card, Closing, Content, EnvelopeId, EnvelopeKind, Letter, Refusal, Reply, Role,
    Submission, encode,
};
use holdfast_seal::seal_local;
use holdfast_sync::{Standing, Waiting};
use serde::Serialize;
use serde_bytes::ByteBuf;

fn waiting(id: EnvelopeId, act: Act, order: u64) -> Waiting {
    Waiting {
        submission: Submission { id, act },
        order,
        standing: Standing::Waits,
    }
}

fn sent(pair: &mut Pair, text: &str, order: u64) -> Waiting {
    let (id, envelope) = pair.letter(Role::Patient, text);
    waiting(id, Act::Send { envelope }, order)
}

fn note(pair: &mut Pair, note: Note, value: &impl Serialize) -> (String, Vec<u8>) {
    let bytes = encode(value);
    let sealed = seal_local(&bytes, &pair.patient.keys, NOTE_PURPOSE, &mut pair.random);
    (note.key(), sealed)
}

fn met(pair: &mut Pair) -> (String, Vec<u8>) {
    let card = Card {
        account: pair.therapist.account,
        conversation: pair.conversation,
        role: Role::Therapist,
        keys: pair.therapist.keys.public(),
        name: pair.therapist.name.into(),
        zone: "Europe/Berlin".into(),
    };
    let conversation = pair.conversation;
    note(pair, Note::Folder(conversation), &Folder::Met { card })
}

fn found(pair: &Pair, outbox: Vec<Waiting>, notes: &[(String, Vec<u8>)]) -> NeverSent {
    NeverSent::of("holdfast", &pair.identity(), outbox, notes)
}

fn texts(found: &NeverSent) -> Vec<&str> {
    found.letters.iter().map(|one| one.text.as_str()).collect()
}

#[test]
fn letters_come_in_their_order_then_drafts_with_whom_they_are_for() {
    let mut pair = Pair::new();
    let second = sent(&mut pair, "Second.", 8);
    let mut first = sent(&mut pair, "First, refused.", 3);
    first.standing = Standing::NeedsYou(Refusal::NotAMember);
    let conversation = pair.conversation;
    let notes = [
        note(
            &mut pair,
            Note::Draft(DraftOf::Letter(conversation)),
            &"Half a",
        ),
        met(&mut pair),
        note(
            &mut pair,
            Note::Draft(DraftOf::Agreement(conversation)),
            &"{}",
        ),
        note(
            &mut pair,
            Note::Draft(DraftOf::Beside(conversation)),
            &"suicide.wish",
        ),
        note(&mut pair, Note::Draft(DraftOf::Unlooked(conversation)), &""),
    ];
    let ids = [first.id(), second.id()];
    let found = found(&pair, vec![second, first], &notes);
    assert_eq!(texts(&found), ["First, refused.", "Second.", "Half a"]);
    assert_eq!(found.closed, 0);
    let lies: Vec<Lies> = found.letters.iter().map(|one| one.lies).collect();
    let draft = Lies::Draft(DraftOf::Letter(conversation));
    assert_eq!(lies, [Lies::Outbox(ids[0]), Lies::Outbox(ids[1]), draft]);
    for one in &found.letters {
        assert_eq!(
            (one.to.as_str(), one.database.as_str()),
            ("Dr. Lind", "holdfast")
        );
    }
    let written: Vec<_> = found.letters.iter().map(|one| one.written).collect();
    let kept = Some(at("2026-11-23T08:00:00Z"));
    assert_eq!(written, [kept, kept, None]);
}

#[test]
fn every_way_of_sending_words_is_found_and_what_has_none_is_not() {
    let mut pair = Pair::new();
    let letter = |text: &str| Letter {
        text: text.into(),
        written: at("2026-11-23T08:00:00Z"),
        answer: holdfast_protocol::Answer::NotNeeded,
        noticed: None,
    };
    let reply = Content::Reply(Reply {
        letter: letter("A reply."),
        owns: Vec::new(),
        outside: None,
    });
    let closing = Content::Closing(Closing {
        letters: Vec::new(),
        written: at("2026-11-23T08:00:00Z"),
    });
    let (id, envelope) = pair.seal(Role::Patient, EnvelopeKind::Letter, &reply);
    let outside = Act::SendOutside {
        envelope,
        instead_of: None,
    };
    let mut outbox = vec![waiting(id, outside, 1)];
    let (id, envelope) = pair.letter(Role::Patient, "Other words.");
    let held = EnvelopeId::from_bytes([90; 16]);
    outbox.push(waiting(id, Act::Replace { held, envelope }, 2));
    let (id, envelope) = pair.seal(Role::Patient, EnvelopeKind::Letter, &closing);
    outbox.push(waiting(id, Act::Send { envelope }, 3));
    let withdraws = EnvelopeId::from_bytes([91; 16]);
    outbox.push(waiting(withdraws, Act::Withdraw { held }, 4));
    outbox.push(sent(&mut pair, " \n", 5));
    let change = note(&mut pair, Note::Draft(DraftOf::Change(held)), &"Changed.");
    let found = found(&pair, outbox, &[change]);
    assert_eq!(texts(&found), ["A reply.", "Other words.", "Changed."]);
    assert_eq!(found.closed, 0);
}

#[test]
fn what_does_not_open_is_counted_and_hides_nothing_else() {
    let mut pair = Pair::new();
    let conversation = pair.conversation;
    let mut stranger = sent(&mut pair, "Of a stranger.", 1);
    let (id, envelope) = pair.letter(Role::Therapist, "Not mine.");
    stranger.submission = Submission {
        id,
        act: Act::Send { envelope },
    };
    let rubbish = Act::Send {
        envelope: ByteBuf::from(vec![1, 2, 3]),
    };
    let outbox = vec![
        stranger,
        waiting(EnvelopeId::from_bytes([80; 16]), rubbish, 2),
        sent(&mut pair, "Mine.", 3),
    ];
    let mut draft = note(
        &mut pair,
        Note::Draft(DraftOf::Letter(conversation)),
        &"Half a",
    );
    draft.1[0] ^= 1;
    let unknown = ("of-a-later-build".to_owned(), vec![1]);
    let found = found(&pair, outbox, &[draft, unknown]);
    assert_eq!(texts(&found), ["Mine."]);
    assert_eq!(found.closed, 3);
}

#[test]
fn words_stay_out_of_debug() {
    let mut pair = Pair::new();
    let outbox = vec![sent(&mut pair, "Nobody else's business.", 1)];
    let said = format!("{:?}", found(&pair, outbox, &[]));
    assert!(said.contains("Outbox"), "{said}");
    assert!(!said.contains("business"), "{said}");
}
