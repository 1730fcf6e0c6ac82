//! Whom to call, and which check-ins are due.

use super::{QUESTIONS_MAX, STEPS_MAX, check_hours, check_number, check_rhythm};
use crate::document::{AgreementDocument, CheckInRule, Escalation, OwnQuestion, score_max};
use crate::problem::{Problem, Problems, in_words};
use crate::schedule::Hours;

/// The longest delay of a step, in minutes: a day.
const DELAY_MAX: u32 = 1440;
/// How often a ladder may be climbed.
const ROUNDS_MAX: u32 = 10;
/// The highest cost.
const COST_MAX: u32 = 1_000_000;
/// Of 100 messages that sound like danger in this minute, how many speak of
/// one: `holdfast_safety::routing::likelihood`. Where a call costs more than
/// this share of a miss, nobody would ever be called.
const LIKELIEST: u64 = 34;
/// Characters of a name, and of the reference.
const NAME_MAX: usize = 60;
/// Characters of a contact, and of a check-in's id.
const ID_MAX: usize = 40;
/// Characters of a question.
const QUESTION_MAX: usize = 200;

pub(super) fn check(document: &AgreementDocument, problems: &mut Problems) {
    if let Some(escalation) = &document.escalation {
        check_escalation(escalation, problems);
    }
    for (index, rule) in document.check_ins.iter().enumerate() {
        let path = format!("check_ins[{index}]");
        check_in(&path, rule, problems);
        let earlier = &document.check_ins[..index];
        if earlier.iter().any(|other| other.id == rule.id) {
            let expected = "an id of its own";
            problems.push(Problem::of_text(format!("{path}.id"), &rule.id, expected));
        }
    }
}

fn check_escalation(escalation: &Escalation, problems: &mut Problems) {
    check_text(
        "escalation.reference",
        &escalation.reference,
        (0, NAME_MAX),
        problems,
    );
    let steps = escalation.steps.len();
    if steps == 0 {
        let expected = "at least one step";
        problems.push(Problem::new("escalation.steps", "an empty list", expected));
    }
    if steps > STEPS_MAX {
        problems.push(Problem::too_long("escalation.steps", steps, STEPS_MAX));
    }
    for (index, step) in escalation.steps.iter().enumerate() {
        let path = format!("escalation.steps[{index}]");
        check_text(&format!("{path}.name"), &step.name, (1, NAME_MAX), problems);
        check_id(&format!("{path}.contact"), &step.contact, problems);
        let delay = format!("{path}.delay_minutes");
        check_number(&delay, step.delay_minutes, 1, DELAY_MAX, problems);
    }
    for (path, number, most) in [
        ("escalation.rounds", escalation.rounds, ROUNDS_MAX),
        ("escalation.call_cost", escalation.call_cost, COST_MAX),
        ("escalation.miss_cost", escalation.miss_cost, COST_MAX),
    ] {
        check_number(path, number, 1, most, problems);
    }
    let (call, miss) = (escalation.call_cost, escalation.miss_cost);
    let are_costs = [call, miss].map(|cost| (1..=COST_MAX).contains(&cost));
    // What is no cost is said above. A list that calls nobody would promise
    // what does not happen.
    if are_costs == [true, true] && u64::from(call) * 100 >= u64::from(miss) * LIKELIEST {
        let expected = in_words!("less than {LIKELIEST} in 100 of miss_cost, which is {miss}");
        problems.push(Problem::new("escalation.call_cost", call, expected));
    }
}

fn check_in(path: &str, rule: &CheckInRule, problems: &mut Problems) {
    check_id(&format!("{path}.id"), &rule.id, problems);
    check_rhythm(path, &rule.days, rule.every_weeks, problems);
    let (opens, closes) = (rule.opens, rule.closes);
    check_hours(path, Hours { opens, closes }, problems);
    let Some(most) = score_max(&rule.measure) else {
        let expected = "one of phq9, gad7, who5, mood, own";
        let path = format!("{path}.measure");
        problems.push(Problem::of_text(path, &rule.measure, expected));
        return;
    };
    for (name, least, alert) in [
        ("alert_score", 0, rule.alert_score),
        ("alert_change", 1, rule.alert_change),
    ] {
        let Some(alert) = alert else { continue };
        let path = format!("{path}.{name}");
        if most == 0 {
            let expected = in_words!("nothing, for {} gives no score", rule.measure);
            problems.push(Problem::new(path, alert, expected));
        } else {
            check_number(&path, alert, least, most, problems);
        }
    }
    check_questions(path, rule, problems);
}

fn check_questions(path: &str, rule: &CheckInRule, problems: &mut Problems) {
    let path = format!("{path}.questions");
    let questions: &[OwnQuestion] = &rule.questions;
    let own = rule.measure == "own";
    if own && questions.is_empty() {
        let expected = "at least one question";
        problems.push(Problem::new(&path, "an empty list", expected));
    }
    if !own && !questions.is_empty() {
        let value = in_words!("a list of {}", questions.len());
        problems.push(Problem::new(&path, value, "questions only for \"own\""));
    }
    if questions.len() > QUESTIONS_MAX {
        problems.push(Problem::too_long(&path, questions.len(), QUESTIONS_MAX));
    }
    for (index, question) in questions.iter().enumerate() {
        let path = format!("{path}[{index}].text");
        check_text(&path, &question.text, (1, QUESTION_MAX), problems);
    }
}

/// A text's length; what it says is repeated nowhere.
fn check_text(path: &str, text: &str, (least, most): (usize, usize), problems: &mut Problems) {
    let count = text.trim().chars().count();
    if count < least || text.chars().count() > most {
        let value = in_words!("text of {} characters", text.chars().count());
        let expected = in_words!("{least} to {most} characters");
        problems.push(Problem::new(path, value, expected));
    }
}

fn check_id(path: &str, id: &str, problems: &mut Problems) {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if id.is_empty() || id.len() > ID_MAX || !id.bytes().all(fits) {
        let expected = in_words!("1 to {ID_MAX} of a to z, 0 to 9 and -");
        problems.push(Problem::of_text(path, id, expected));
    }
}
