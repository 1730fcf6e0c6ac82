//! What a check-in asks, as it is shown.

use super::questions::{OwnWords, Ways, asking};
use holdfast_protocol::CheckInAnswer;
use holdfast_rhythm::{CheckInRule, OwnQuestion, QuestionKind, WallTime, Weekday};

const OWN: OwnWords = OwnWords {
    yes: "Yes",
    no: "No",
    scale: "0 to 10",
};

fn rule(measure: &str) -> CheckInRule {
    let question = |text: &str, kind| OwnQuestion {
        text: text.into(),
        kind,
    };
    CheckInRule {
        id: "a".into(),
        measure: measure.into(),
        days: vec![Weekday::Mon],
        every_weeks: 1,
        opens: WallTime::MIDNIGHT,
        closes: WallTime::END_OF_DAY,
        alert_score: None,
        alert_change: None,
        questions: vec![
            question("Slept?", QuestionKind::YesNo),
            question("How much?", QuestionKind::Scale),
            question("What was good?", QuestionKind::Words),
        ],
    }
}

#[test]
fn an_instrument_asks_in_its_own_words() {
    let asking = asking(&rule("phq9"), "de", OWN);
    assert!(asking.ask.starts_with("Wie oft"));
    assert_eq!(asking.questions.len(), 9);
    let nine = &asking.questions[8];
    assert_eq!(
        nine.said(&CheckInAnswer::Choice(3)).unwrap(),
        "Beinahe jeden Tag"
    );
    assert_eq!(nine.said(&CheckInAnswer::Skipped), None);
}

#[test]
fn well_being_has_the_best_answer_first_and_the_same_points() {
    let asking = asking(&rule("who5"), "en", OWN);
    let Ways::OneOf(ways) = &asking.questions[0].ways else {
        unreachable!("one of six");
    };
    assert_eq!(ways[0], (5, "All of the time".to_owned()));
    assert_eq!(ways[5].0, 0);
}

#[test]
fn own_questions_are_asked_as_they_are() {
    let asking = asking(&rule("own"), "en", OWN);
    let kinds: Vec<&Ways> = asking
        .questions
        .iter()
        .map(|question| &question.ways)
        .collect();
    assert!(matches!(
        kinds[..],
        [Ways::OneOf(_), Ways::Scale(_), Ways::Words]
    ));
    assert_eq!(
        asking.questions[0].said(&CheckInAnswer::Choice(0)).unwrap(),
        "No"
    );
    assert_eq!(
        asking.questions[1].said(&CheckInAnswer::Choice(7)).unwrap(),
        "7"
    );
    let words = CheckInAnswer::Words("The walk".into());
    assert_eq!(asking.questions[2].said(&words).unwrap(), "The walk");
}

#[test]
fn a_mood_is_one_number() {
    let asking = asking(&rule("mood"), "en", OWN);
    assert_eq!(asking.questions.len(), 1);
    assert!(matches!(asking.questions[0].ways, Ways::Scale(_)));
}
