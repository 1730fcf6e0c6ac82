//! The form's call list.

use super::{agreed, assert_problems, form, now};
use crate::pages::agreement::{
    draft,
    escalation_form::EscalationForm,
    form::{Form, Template},
    ladder_field::LadderField,
    problem::{Field, What},
};
use holdfast_safety::{
    Level,
    routing::{Costs, pages},
};
use proptest::prelude::*;

fn with_ladder() -> Form {
    let mut form = form(Template::OnceADay);
    let mut ladder = EscalationForm::default();
    ladder.steps[0].name = "Dr. Weber".into();
    ladder.add_step();
    ladder.steps[1].name = " On call ".into();
    ladder.steps[1].contact = "on-call".into();
    form.escalation = Some(ladder);
    form
}

#[test]
fn a_call_list_makes_a_ladder_and_comes_back_as_it_was_typed() {
    let form = with_ladder();
    let agreement = agreed(&form);
    let ladder = agreement.document().escalation.as_ref().expect("a ladder");
    let steps: Vec<_> = ladder.steps.iter().map(|step| step.name.as_str()).collect();
    assert_eq!(steps, ["Dr. Weber", "On call"]);
    assert_eq!(
        (ladder.rounds, ladder.call_cost, ladder.miss_cost),
        (2, 1, 20)
    );
    let again = Form::change(agreement.document(), agreement.document().effective_from);
    assert_eq!(agreed(&again).document(), agreement.document());
    assert_eq!(draft::read(&draft::written(&form)), Some(form));
}

proptest! {
    #[test]
    fn costs_are_agreed_on_exactly_where_they_call_somebody(
        call in prop_oneof![1_u32..60, 1_u32..=1_000_000],
        miss in prop_oneof![1_u32..60, 1_u32..=1_000_000],
        even in 0_u32..4,
    ) {
        // Now and then at the very border.
        let (call, miss) = if even == 0 { (17 * (call % 1_000), 50 * (call % 1_000)) } else { (call, miss) };
        prop_assume!(call > 0);
        let mut form = with_ladder();
        form.put(Field::Ladder(LadderField::CallCost), call.to_string());
        form.put(Field::Ladder(LadderField::MissCost), miss.to_string());
        let calls = pages(Level::Emergency, Costs { call, miss });
        prop_assert_eq!(form.agreement(1, None, now()).is_ok(), calls, "{} of {}", call, miss);
    }
}

#[test]
fn a_draft_of_an_earlier_build_has_no_call_list() {
    let without = form(Template::OnceADay);
    let draft = draft::written(&without);
    assert!(!draft.contains("escalation"));
    assert_eq!(draft::read(&draft), Some(without));
}

#[test]
fn each_field_of_a_call_list_says_what_is_wrong_with_it() {
    for (field, typed, what) in [
        (LadderField::Name(0), "", What::Refused),
        (LadderField::Contact(1), "On Call", What::Refused),
        (LadderField::Delay(1), "0", What::Refused),
        (LadderField::Delay(0), "soon", What::Missing),
        (LadderField::Rounds, "11", What::Refused),
        (LadderField::CallCost, "0", What::Refused),
        (LadderField::MissCost, "", What::Missing),
    ] {
        let mut form = with_ladder();
        let field = Field::Ladder(field);
        form.put(field, typed.into());
        assert_eq!(form.typed(field), typed);
        assert_problems(&form, &[(field, what)]);
    }
    // With these costs not even words of danger in this minute would call.
    let mut nobody = with_ladder();
    nobody.put(Field::Ladder(LadderField::CallCost), "20".into());
    assert_problems(
        &nobody,
        &[(Field::Ladder(LadderField::CallCost), What::Refused)],
    );
    let mut long = with_ladder();
    long.put(Field::Ladder(LadderField::Reference), "x".repeat(61));
    assert_problems(
        &long,
        &[(Field::Ladder(LadderField::Reference), What::Refused)],
    );
    let mut empty = with_ladder();
    empty.escalation.as_mut().expect("a ladder").steps.clear();
    assert_problems(
        &empty,
        &[(Field::Ladder(LadderField::Steps), What::Refused)],
    );
}

#[test]
fn steps_change_places_and_end_at_eight() {
    let mut ladder = EscalationForm::default();
    for _ in 0..20 {
        ladder.add_step();
    }
    assert_eq!(ladder.steps.len(), 8);
    ladder.steps[7].name = "Last".into();
    ladder.move_up(7);
    ladder.move_up(0);
    ladder.move_up(8);
    assert_eq!(ladder.steps[6].name, "Last");
    ladder.remove_step(6);
    ladder.remove_step(9);
    assert_eq!(ladder.steps.len(), 7);
    assert!(ladder.steps.iter().all(|step| step.name != "Last"));
}
