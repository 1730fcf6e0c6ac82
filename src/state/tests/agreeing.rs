//! No agreement, no rhythm (product rule 1).

use super::{AFTERNOONS, Pair, at, left};
use crate::state::{Conversation, Opened, ProposalState};
use holdfast_protocol::{Acceptance, Content, EnvelopeId, EnvelopeKind, Proposal, Role};
use holdfast_rhythm::Agreement;
use holdfast_seal::document_digest;
use serde_bytes::ByteBuf;

fn propose(pair: &mut Pair, from: Role, document: &str) -> (EnvelopeId, ByteBuf) {
    let content = Content::Proposal(Proposal {
        document: document.into(),
        proposed: at("2026-11-23T07:00:00Z"),
    });
    pair.seal(from, EnvelopeKind::Agreement, &content)
}

fn accept(pair: &mut Pair, from: Role, document: &str) -> (EnvelopeId, ByteBuf) {
    let content = Content::Acceptance(Acceptance {
        version: 1,
        document_digest: document_digest(document),
    });
    pair.seal(from, EnvelopeKind::Agreement, &content)
}

/// What the relay says once it has put a timing in force.
fn agreed(document: &str, accepted: &str) -> Opened {
    Opened::Agreed {
        timing: Agreement::parse(document).unwrap().timing(),
        accepted: at(accepted),
    }
}

fn both(pair: &Pair) -> [Conversation; 2] {
    [pair.view(Role::Patient), pair.view(Role::Therapist)]
}

#[test]
fn a_rhythm_is_in_force_only_after_both_said_yes() {
    let mut pair = Pair::new();
    let (id, proposal) = propose(&mut pair, Role::Therapist, AFTERNOONS);
    let (_, yes) = accept(&mut pair, Role::Patient, AFTERNOONS);
    for mut view in both(&pair) {
        assert_eq!(view.next_version(), 1);
        pair.deliver(&mut view, &proposal, left("2026-11-23T07:01:00Z"));
        assert!(view.timeline.is_empty());
        assert_eq!(view.open_proposal().unwrap().id, id);
        pair.deliver(&mut view, &yes, left("2026-11-23T07:30:00Z"));
        assert_eq!(
            view.open_proposal().unwrap().state,
            ProposalState::Accepting
        );
        assert!(view.timeline.is_empty(), "the relay does not hold it yet");
        view.apply(agreed(AFTERNOONS, "2026-11-23T07:30:00Z"));
        assert!(view.open_proposal().is_none());
        assert_eq!(
            view.proposals()[0].state,
            ProposalState::Accepted(at("2026-11-23T07:30:00Z"))
        );
        let promise = view.timeline.promise(at("2026-11-23T08:00:00Z")).unwrap();
        assert_eq!(promise.opens, at("2026-11-23T14:00:00Z"));
        assert!(
            view.timeline.promise(at("2026-11-23T07:29:00Z")).is_none(),
            "nothing is promised for the time before the yes"
        );
        assert_eq!(view.next_version(), 2);
        // Heard again, as after a reading of the whole store.
        pair.deliver(&mut view, &proposal, left("2026-11-23T07:01:00Z"));
        pair.deliver(&mut view, &yes, left("2026-11-23T07:30:00Z"));
        view.apply(agreed(AFTERNOONS, "2026-11-23T07:30:00Z"));
        assert_eq!(view.timeline.versions().count(), 1);
    }
}

#[test]
fn the_order_in_which_it_is_heard_does_not_matter() {
    let mut pair = Pair::new();
    let (_, proposal) = propose(&mut pair, Role::Therapist, AFTERNOONS);
    let (_, yes) = accept(&mut pair, Role::Patient, AFTERNOONS);
    for mut view in both(&pair) {
        view.apply(agreed(AFTERNOONS, "2026-11-23T07:30:00Z"));
        pair.deliver(&mut view, &proposal, left("2026-11-23T07:01:00Z"));
        assert!(view.timeline.is_empty(), "the relay alone cannot agree");
        pair.deliver(&mut view, &yes, left("2026-11-23T07:30:00Z"));
        assert_eq!(view.timeline.versions().count(), 1);
    }
}

#[test]
fn a_timing_that_nobody_said_yes_to_counts_for_nothing() {
    let mut pair = Pair::new();
    let (_, proposal) = propose(&mut pair, Role::Therapist, AFTERNOONS);
    let (_, yes) = accept(&mut pair, Role::Patient, AFTERNOONS);
    let other = AFTERNOONS.replace("17:00", "16:00");
    for mut view in both(&pair) {
        pair.deliver(&mut view, &proposal, left("2026-11-23T07:01:00Z"));
        pair.deliver(&mut view, &yes, left("2026-11-23T07:30:00Z"));
        view.apply(agreed(&other, "2026-11-23T07:30:00Z"));
        assert!(view.timeline.is_empty());
    }
}

#[test]
fn a_yes_to_other_words_counts_for_nothing() {
    let mut pair = Pair::new();
    let (_, proposal) = propose(&mut pair, Role::Therapist, AFTERNOONS);
    let (_, yes) = accept(
        &mut pair,
        Role::Patient,
        &AFTERNOONS.replace("17:00", "16:00"),
    );
    for mut view in both(&pair) {
        pair.deliver(&mut view, &proposal, left("2026-11-23T07:01:00Z"));
        pair.deliver(&mut view, &yes, left("2026-11-23T07:30:00Z"));
        view.apply(agreed(AFTERNOONS, "2026-11-23T07:30:00Z"));
        assert!(view.timeline.is_empty());
        assert!(view.open_proposal().is_some());
    }
}

#[test]
fn nobody_agrees_with_themselves() {
    let mut pair = Pair::new();
    let (_, proposal) = propose(&mut pair, Role::Therapist, AFTERNOONS);
    let (_, yes) = accept(&mut pair, Role::Therapist, AFTERNOONS);
    let (_, theirs) = propose(&mut pair, Role::Patient, AFTERNOONS);
    for mut view in both(&pair) {
        pair.deliver(&mut view, &theirs, left("2026-11-23T07:00:00Z"));
        assert!(view.proposals().is_empty(), "only the therapist proposes");
        pair.deliver(&mut view, &proposal, left("2026-11-23T07:01:00Z"));
        pair.deliver(&mut view, &yes, left("2026-11-23T07:30:00Z"));
        view.apply(agreed(AFTERNOONS, "2026-11-23T07:30:00Z"));
        assert!(view.timeline.is_empty(), "only the patient accepts");
        assert_eq!(view.unreadable, 2);
    }
}

#[test]
fn a_newer_proposal_takes_the_place_of_an_open_one() {
    let mut pair = Pair::new();
    let (_, first) = propose(&mut pair, Role::Therapist, AFTERNOONS);
    let newer = AFTERNOONS.replace("\"version\": 1", "\"version\": 2");
    let (second_id, second) = propose(&mut pair, Role::Therapist, &newer);
    let mut view = pair.view(Role::Patient);
    pair.deliver(&mut view, &first, left("2026-11-23T07:01:00Z"));
    pair.deliver(&mut view, &second, left("2026-11-23T07:02:00Z"));
    assert_eq!(view.proposals()[0].state, ProposalState::Superseded);
    assert_eq!(view.open_proposal().unwrap().id, second_id);
}

#[test]
fn a_document_that_breaks_a_rule_is_shown_as_such_and_cannot_be_agreed() {
    let mut pair = Pair::new();
    let broken = AFTERNOONS.replace("Europe/Berlin", "Europe/Atlantis");
    let (_, proposal) = propose(&mut pair, Role::Therapist, &broken);
    let (_, yes) = accept(&mut pair, Role::Patient, &broken);
    let mut view = pair.view(Role::Patient);
    pair.deliver(&mut view, &proposal, left("2026-11-23T07:01:00Z"));
    pair.deliver(&mut view, &yes, left("2026-11-23T07:30:00Z"));
    let problems = view.proposals()[0].agreement.as_ref().unwrap_err();
    assert!(
        problems.to_string().contains("Europe/Atlantis"),
        "{problems}"
    );
    assert!(view.timeline.is_empty());
}
