//! The check-ins of the form.

use super::check_in_form::{CheckInForm, empty_question};
use super::draft;
use super::form::{Form, Template};
use super::problem::{Field, What};
use chrono::NaiveDate;
use holdfast_measures::Measure;
use holdfast_rhythm::{AgreementDocument, Tz};

fn form() -> Form {
    let date = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    Form::new(Template::OnceADay, Tz::Europe__Berlin, date)
}

fn with(measures: &[Measure]) -> Form {
    let mut form = form();
    for measure in measures {
        let new = CheckInForm::new(*measure, &form.check_ins);
        form.check_ins.push(new);
    }
    form
}

fn document(form: &Form) -> AgreementDocument {
    form.whenever(1).unwrap().document().clone()
}

fn problems(form: &Form) -> Vec<(Field, What)> {
    let problems = form.whenever(1).unwrap_err();
    problems
        .iter()
        .map(|problem| (problem.field, problem.what))
        .collect()
}

#[test]
fn what_is_added_can_be_agreed_at_once() {
    let form = with(&[Measure::Phq9, Measure::Gad7, Measure::Who5, Measure::Mood]);
    let document = document(&form);
    let ids: Vec<_> = document
        .check_ins
        .iter()
        .map(|rule| rule.id.as_str())
        .collect();
    assert_eq!(ids, ["phq9-1", "gad7-1", "who5-1", "mood-1"]);
    let alerts: Vec<_> = document
        .check_ins
        .iter()
        .map(|rule| (rule.alert_score, rule.alert_change))
        .collect();
    assert_eq!(
        alerts,
        [
            (Some(15), Some(5)),
            (Some(15), Some(4)),
            (Some(28), Some(10)),
            (None, None)
        ]
    );
}

#[test]
fn two_of_a_kind_have_ids_of_their_own() {
    let mut form = with(&[Measure::Phq9, Measure::Phq9, Measure::Phq9]);
    form.check_ins.remove(0);
    form.check_ins
        .push(CheckInForm::new(Measure::Phq9, &form.check_ins));
    let ids: Vec<_> = document(&form)
        .check_ins
        .iter()
        .map(|rule| rule.id.clone())
        .collect();
    assert_eq!(ids, ["phq9-2", "phq9-3", "phq9-1"]);
}

#[test]
fn what_does_not_fit_is_said_beside_its_field() {
    let mut form = with(&[Measure::Phq9, Measure::Own]);
    assert_eq!(
        problems(&form),
        [(Field::CheckInQuestion(1, 0), What::Missing)]
    );
    form.check_ins[1].questions[0].text = "How was it?".into();
    form.check_ins[0].alert_score = "28".into();
    assert_eq!(problems(&form), [(Field::CheckInScore(0), What::Refused)]);
    form.check_ins[0].alert_score.clear();
    form.check_ins[0].alert_change = "0".into();
    assert_eq!(problems(&form), [(Field::CheckInChange(0), What::Refused)]);
    form.check_ins[0].alert_change = "many".into();
    assert_eq!(problems(&form), [(Field::CheckInChange(0), What::Missing)]);
    form.check_ins[0].alert_change.clear();
    form.check_ins[0].days = [false; 7];
    assert_eq!(problems(&form), [(Field::CheckInDays(0), What::Missing)]);
    form.check_ins[0].days[2] = true;
    form.check_ins[0].closes = "08:00".into();
    assert_eq!(problems(&form), [(Field::CheckInCloses(0), What::Refused)]);
    form.check_ins[0].closes = "00:00".into();
    form.check_ins[1].questions.push(empty_question());
    form.check_ins[1].questions[1].text = "x".repeat(201);
    assert_eq!(
        problems(&form),
        [(Field::CheckInQuestion(1, 1), What::Refused)]
    );
    form.check_ins[1].questions[1].text = "x".repeat(200);
    let document = document(&form);
    assert_eq!(
        (
            document.check_ins[0].alert_score,
            document.check_ins[0].alert_change
        ),
        (None, None)
    );
    assert_eq!(document.check_ins[0].closes.to_string(), "24:00");
}

#[test]
fn a_change_begins_with_what_is_agreed_and_a_draft_gives_it_back() {
    let mut form = with(&[Measure::Own, Measure::Who5]);
    form.check_ins[0].questions[0].text = "What \"helped\"?".into();
    let document = document(&form);
    let change = Form::change(&document, document.effective_from);
    assert_eq!(change, form);
    assert_eq!(draft::read(&draft::written(&form)), Some(form));
}

#[test]
fn a_draft_of_an_earlier_build_is_read() {
    let form = form();
    let old = draft::written(&form).replace(",\"check_ins\":[]", "");
    assert!(!old.contains("check_ins"));
    assert_eq!(draft::read(&old), Some(form));
}

#[test]
fn what_is_typed_finds_its_place() {
    let mut form = with(&[Measure::Own]);
    for field in [
        Field::CheckInOpens(0),
        Field::CheckInCloses(0),
        Field::CheckInScore(0),
        Field::CheckInChange(0),
        Field::CheckInQuestion(0, 0),
    ] {
        form.put(field, format!("{field:?}"));
        assert_eq!(form.typed(field), format!("{field:?}"));
    }
    form.put(Field::CheckInQuestion(0, 1), "nowhere".into());
    form.put(Field::CheckInOpens(1), "nowhere".into());
    assert_eq!(form.typed(Field::CheckInOpens(1)), "");
}
