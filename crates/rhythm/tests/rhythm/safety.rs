//! Whom to call and which check-ins are due: read, written, signed, refused.

use super::common::{afternoons, agreement, refused, with};
use holdfast_rhythm::{Agreement, LadderStep, QuestionKind};
use serde_json::{Value, json};

fn escalation() -> Value {
    json!({
        "reference": "Ward 3, file 117",
        "steps": [
            { "name": "Dr. Weber", "contact": "therapist", "delay_minutes": 5 },
            { "name": "On-call colleague", "contact": "on-call", "delay_minutes": 10 },
        ],
        "rounds": 2, "call_cost": 1, "miss_cost": 20,
    })
}

fn check_ins() -> Value {
    json!([
        { "id": "phq9-a", "measure": "phq9", "days": ["mon"], "every_weeks": 2,
          "opens": "08:00", "closes": "22:00", "alert_score": 15, "alert_change": 5 },
        { "id": "ours", "measure": "own", "days": ["tue", "fri"],
          "opens": "18:00", "closes": "02:00",
          "questions": [
              { "text": "Did you go outside?", "kind": "yes_no" },
              { "text": "How loud was it?", "kind": "scale" },
              { "text": "Anything else?", "kind": "words" },
          ] },
    ])
}

fn both() -> Value {
    let document = with(afternoons(), "escalation", escalation());
    with(document, "check_ins", check_ins())
}

#[test]
fn both_are_read_and_written_as_they_stand() {
    let agreed = agreement(&both());
    let document = agreed.document();
    let ladder = document.escalation.as_ref().expect("a ladder");
    assert_eq!(ladder.reference, "Ward 3, file 117");
    assert_eq!(
        (ladder.rounds, ladder.call_cost, ladder.miss_cost),
        (2, 1, 20)
    );
    assert_eq!(ladder.steps[0].contact, LadderStep::THERAPIST);
    assert_eq!(ladder.steps[1].delay_minutes, 10);
    assert_eq!(document.check_ins[0].alert_score, Some(15));
    assert_eq!(document.check_ins[1].every_weeks, 1);
    let kinds: Vec<QuestionKind> = document.check_ins[1]
        .questions
        .iter()
        .map(|question| question.kind)
        .collect();
    assert_eq!(
        kinds,
        [
            QuestionKind::YesNo,
            QuestionKind::Scale,
            QuestionKind::Words
        ]
    );

    let again = Agreement::parse(&agreed.to_json()).expect("what was written");
    assert_eq!(again, agreed);
    assert_eq!(again.to_json(), agreed.to_json());
    assert!(agreed.to_json().ends_with(
        r#","check_ins":[{"id":"phq9-a","measure":"phq9","days":["mon"],"every_weeks":2,"opens":"08:00","closes":"22:00","alert_score":15,"alert_change":5},{"id":"ours","measure":"own","days":["tue","fri"],"opens":"18:00","closes":"02:00","questions":[{"text":"Did you go outside?","kind":"yes_no"},{"text":"How loud was it?","kind":"scale"},{"text":"Anything else?","kind":"words"}]}]}"#
    ), "{}", agreed.to_json());
}

#[test]
fn what_is_not_there_is_not_written() {
    let json = agreement(&afternoons()).to_json();
    assert!(
        !json.contains("escalation") && !json.contains("check_ins"),
        "{json}"
    );
}

#[test]
fn the_relay_keeps_the_ladder_and_never_learns_the_check_ins() {
    let timing = agreement(&both()).timing();
    assert!(timing.contains("on-call"), "{timing}");
    assert!(
        !timing.contains("check_ins") && !timing.contains("outside"),
        "{timing}"
    );
    let parsed = Agreement::parse(&timing).expect("a timing");
    assert_eq!(parsed.timing(), timing);
}

#[test]
fn what_a_patient_is_known_by_and_asked_is_not_shown() {
    let shown = format!("{:?}", agreement(&both()));
    assert!(
        !shown.contains("117") && !shown.contains("outside"),
        "{shown}"
    );
}

#[track_caller]
fn assert_refused_at(document: &Value, path: &str) {
    let problems = refused(document);
    assert!(
        problems.iter().any(|problem| problem.path == path),
        "{problems}"
    );
}

#[test]
fn costs_that_call_somebody_are_accepted_and_others_are_said_once() {
    let with_cost = |call_cost: u32| {
        let mut document = both();
        document["escalation"]["call_cost"] = json!(call_cost);
        document
    };
    let agreed = agreement(&with_cost(6));
    assert_eq!(
        agreed.document().escalation.as_ref().map(|it| it.call_cost),
        Some(6)
    );
    // Beside a cost that is none it would say the same twice.
    let mut none = with_cost(7);
    none["escalation"]["miss_cost"] = json!(0);
    let problems = refused(&none);
    let paths: Vec<&str> = problems.iter().map(|one| one.path.as_str()).collect();
    assert_eq!(paths, ["escalation.miss_cost"]);
}

#[test]
fn ladders_that_are_refused() {
    let long = "x".repeat(61);
    let nine: Vec<Value> = (0..9).map(|_| escalation()["steps"][0].clone()).collect();
    for (path, value) in [
        ("escalation", json!([])),
        ("escalation.steps", json!([])),
        ("escalation.steps", json!(nine)),
        ("escalation.rounds", json!(0)),
        ("escalation.rounds", json!(11)),
        ("escalation.call_cost", json!(0)),
        ("escalation.call_cost", json!(7)),
        ("escalation.call_cost", json!(20)),
        ("escalation.call_cost", json!(1_000_000)),
        ("escalation.miss_cost", json!(1_000_001)),
        ("escalation.reference", json!(long)),
        ("escalation.phone", json!("1")),
        ("escalation.steps[0].name", json!(" ")),
        ("escalation.steps[1].name", json!(long)),
        ("escalation.steps[0].contact", json!("On Call")),
        ("escalation.steps[0].contact", json!("x".repeat(41))),
        ("escalation.steps[0].delay_minutes", json!(0)),
        ("escalation.steps[0].delay_minutes", json!(1441)),
    ] {
        let mut document = both();
        put(&mut document, path, value).expect(path);
        assert_refused_at(&document, path);
    }
    for field in ["steps", "rounds", "call_cost", "miss_cost"] {
        let mut document = both();
        let ladder = document["escalation"].as_object_mut().expect("an object");
        ladder.remove(field);
        assert_refused_at(&document, &format!("escalation.{field}"));
    }
}

#[test]
fn check_ins_that_are_refused() {
    let thirteen: Vec<Value> = (0..13)
        .map(|nth| with(check_ins()[0].clone(), "id", json!(format!("c{nth}"))))
        .collect();
    let question = json!({ "text": "?", "kind": "scale" });
    let long = json!({ "text": "x".repeat(201), "kind": "scale" });
    for (path, value) in [
        ("check_ins", json!(thirteen)),
        ("check_ins[0].id", json!("PHQ")),
        ("check_ins[1].id", json!("phq9-a")),
        ("check_ins[0].measure", json!("iq")),
        ("check_ins[0].days", json!([])),
        ("check_ins[0].days[1]", json!(["mon", "mon"])),
        ("check_ins[0].every_weeks", json!(0)),
        ("check_ins[0].opens", json!("24:00")),
        ("check_ins[0].closes", json!("08:00")),
        ("check_ins[0].alert_score", json!(28)),
        ("check_ins[0].alert_change", json!(0)),
        ("check_ins[0].questions", json!([question])),
        ("check_ins[1].alert_score", json!(1)),
        ("check_ins[1].questions", json!([])),
        ("check_ins[1].questions[0].text", json!([long])),
        (
            "check_ins[1].questions[0].kind",
            json!([{ "text": "?", "kind": "stars" }]),
        ),
    ] {
        let mut document = both();
        // The field that the value goes to, where the path names a part of it.
        let field = match path {
            "check_ins[0].days[1]" => "check_ins[0].days",
            _ if path.starts_with("check_ins[1].questions[0]") => "check_ins[1].questions",
            other => other,
        };
        put(&mut document, field, value).expect(path);
        assert_refused_at(&document, path);
    }
}

/// Puts a value in its place, or says nothing where there is none.
fn put(document: &mut Value, path: &str, value: Value) -> Option<()> {
    let pointer = path.replace(['.', '['], "/").replace(']', "");
    let (parent, name) = pointer.rsplit_once('/').unwrap_or(("", &pointer));
    let parent = if parent.is_empty() {
        String::new()
    } else {
        format!("/{parent}")
    };
    document.pointer_mut(&parent)?[name] = value;
    Some(())
}
