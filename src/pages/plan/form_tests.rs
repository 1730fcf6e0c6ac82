use super::form::Form;
use holdfast_protocol::{EnvelopeId, PlanContact};
use proptest::prelude::*;

fn words() -> impl Strategy<Value = String> {
    "[a-zé ,.\u{1F30A}]{0,12}(\n[a-z ]{0,8}){0,4}"
}

fn somebody() -> impl Strategy<Value = PlanContact> {
    ("[A-Za-zé ]{0,8}", "[+0-9 ]{0,8}", "[a-z ]{0,8}")
        .prop_map(|(name, number, note)| PlanContact { name, number, note })
}

fn form() -> impl Strategy<Value = Form> {
    let ids = prop::collection::vec(any::<[u8; 16]>().prop_map(EnvelopeId::from_bytes), 0..3);
    let lists = || prop::collection::vec(somebody(), 0..3);
    (ids, [words(), words(), words()], [lists(), lists()]).prop_map(|(from, words, contacts)| {
        Form {
            from,
            words,
            contacts,
        }
    })
}

proptest! {
    #[test]
    fn what_is_typed_is_the_same_after_reopening(form in form()) {
        prop_assert_eq!(Form::from_draft(&form.to_draft()), form);
    }

    #[test]
    fn any_draft_is_read(draft in "\\PC{0,80}(\n\\PC{0,20}){0,4}") {
        let _ = Form::from_draft(&draft);
    }

    #[test]
    fn a_plan_goes_through_the_fields_unchanged(form in form()) {
        let plan = form.plan();
        let again = Form::of(&plan, form.from).plan();
        prop_assert!(again == plan);
    }
}

#[test]
fn empty_lines_and_nobodies_are_left_out() {
    let mut form = Form {
        words: ["  I stop eating \n\n".into(), " \n ".into(), String::new()],
        ..Form::default()
    };
    form.contacts[0] = vec![
        PlanContact {
            name: " ".into(),
            number: String::new(),
            note: String::new(),
        },
        PlanContact {
            name: " Tom ".into(),
            number: "030 1".into(),
            note: String::new(),
        },
    ];
    let plan = form.plan();
    assert_eq!(plan.warning_signs, ["I stop eating"]);
    assert!(plan.what_helps.is_empty() && plan.safer.is_empty());
    assert_eq!(plan.people.len(), 1);
    assert_eq!(plan.people[0].name, "Tom");
}
