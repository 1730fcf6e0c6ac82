//! Proposals and acceptances.

use super::model::Model;
use crate::{
    fixtures::{
        AFTER, BEFORE, CONVERSATION, NEXT, PATIENT, THERAPIST, accept, at, id, just_after, propose,
        send, timing,
    },
    mailbox::{Fate, Hold},
};
use holdfast_protocol::{Event, Refusal, Release};

fn problems(refusal: Refusal) -> String {
    match refusal {
        Refusal::BadTiming { problems } => problems.join("\n"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn both_sides_hear_of_an_agreement_and_it_holds_replies_from_then_on() {
    let mut model = Model::new();
    let document = timing(1, "2026-11-23");
    let left = Release::Left(at(BEFORE));
    assert_eq!(
        model.accepted(BEFORE, THERAPIST, propose(1, &document)),
        left
    );
    assert_eq!(model.accepted(BEFORE, PATIENT, accept(2, &document)), left);
    let agreed = Event::Agreed {
        conversation: CONVERSATION,
        timing: document,
        accepted: just_after(BEFORE),
    };
    for who in [THERAPIST, PATIENT] {
        assert_eq!(model.told(who), std::slice::from_ref(&agreed));
        assert_eq!(model.shown(who), [id(1), id(2)]);
    }
    let release = model.accepted(AFTER, THERAPIST, send(THERAPIST.account, 3));
    assert_eq!(release, Release::HeldUntil(at(NEXT)));
}

#[test]
fn only_the_therapist_proposes_and_only_the_patient_accepts() {
    let document = timing(1, "2026-11-23");
    let mut model = Model::new();
    let by = |submission: &mut holdfast_protocol::Submission, who: crate::store::SignedIn| {
        use crate::fixtures::envelope;
        use holdfast_protocol::{Act, EnvelopeKind};
        if let Act::Propose { envelope: it, .. } | Act::Accept { envelope: it, .. } =
            &mut submission.act
        {
            *it = envelope(who.account, 1, EnvelopeKind::Agreement, "by the other");
        }
    };
    let mut proposal = propose(1, &document);
    by(&mut proposal, PATIENT);
    assert_eq!(model.refused(BEFORE, PATIENT, proposal), Refusal::WrongRole);

    model.accepted(BEFORE, THERAPIST, propose(2, &document));
    let mut acceptance = accept(1, &document);
    by(&mut acceptance, THERAPIST);
    let refusal = model.refused(BEFORE, THERAPIST, acceptance);
    assert_eq!(refusal, Refusal::WrongRole);
}

#[test]
fn an_acceptance_means_these_very_words() {
    let (first, second) = (timing(1, "2026-11-23"), timing(2, "2026-11-23"));
    let mut model = Model::new();
    let none = model.refused(BEFORE, PATIENT, accept(1, &first));
    assert_eq!(none, Refusal::NoSuchProposal);
    model.accepted(BEFORE, THERAPIST, propose(2, &first));
    let spaced = format!("{first} ");
    let other = model.refused(BEFORE, PATIENT, accept(3, &spaced));
    assert_eq!(other, Refusal::NoSuchProposal);
    model.accepted(BEFORE, THERAPIST, propose(4, &second));
    let superseded = model.refused(BEFORE, PATIENT, accept(5, &first));
    assert_eq!(superseded, Refusal::NoSuchProposal);
    model.accepted(BEFORE, PATIENT, accept(6, &second));
    let twice = model.refused(BEFORE, PATIENT, accept(7, &second));
    assert_eq!(twice, Refusal::NoSuchProposal);
}

#[test]
fn a_timing_that_cannot_be_is_refused_with_its_problems() {
    let mut model = Model::agreed();
    let mut refuse = |document: &str| model.refused(BEFORE, THERAPIST, propose(1, document));
    assert!(problems(refuse("{}")).contains("version"));
    assert!(problems(refuse("no JSON")).contains("document"));
    assert!(problems(refuse(&timing(1, "2026-12-01"))).contains("version"));
    for skipped in [1002, u32::MAX] {
        assert!(problems(refuse(&timing(skipped, "2026-12-01"))).contains("version"));
    }
    assert!(problems(refuse(&timing(2, "2027-11-26"))).contains("effective_from"));
    let spaced = timing(2, "2026-12-01").replace(":2,", ": 2,");
    assert!(problems(refuse(&spaced)).contains("document"));
    let noted = timing(2, "2026-12-01").replace(
        r#""away":[]"#,
        r#""away":[{"from":"2026-12-24","until":"2026-12-26","note":"private"}]"#,
    );
    let said = problems(refuse(&noted));
    assert!(said.contains("note") && !said.contains("private"));
}

#[test]
fn versions_may_be_left_out_and_a_year_may_be_planned() {
    let mut model = Model::agreed();
    let far = timing(1001, "2027-11-24");
    model.accepted(BEFORE, THERAPIST, propose(1, &far));
}

#[test]
fn a_change_needs_its_notice() {
    let mut model = Model::agreed();
    let soon = model.refused(BEFORE, THERAPIST, propose(1, &timing(2, "2026-11-25")));
    assert_eq!(soon, Refusal::TooSoon);
    model.accepted(BEFORE, THERAPIST, propose(2, &timing(2, "2026-11-26")));
}

#[test]
fn a_change_gives_an_hour_to_what_had_no_window() {
    let mut model = Model::agreed();
    model.accepted(BEFORE, THERAPIST, send(THERAPIST.account, 1));
    model.letters[0].kept.fate = Fate::Held(Hold::NoWindow);
    let later = timing(2, "2026-11-26").replace("15:00", "14:00");
    model.accepted(BEFORE, THERAPIST, propose(3, &later));
    model.accepted(AFTER, PATIENT, accept(4, &later));
    assert_eq!(model.fate(id(1)), Fate::Held(Hold::Until(at(NEXT))));
    let moved = Event::Moved {
        id: id(1),
        release: Release::HeldUntil(at(NEXT)),
    };
    assert_eq!(model.told(THERAPIST).last(), Some(&moved));
}
