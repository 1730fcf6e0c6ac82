//! What is kept of answers that were begun.

use crate::state::{Answers, draft_with, drafted};
use holdfast_protocol::CheckInAnswer::{self, Choice, Skipped, Words};
use proptest::prelude::*;

fn any_answer() -> impl Strategy<Value = CheckInAnswer> {
    prop_oneof![
        Just(Skipped),
        any::<u8>().prop_map(Choice),
        ".{0,12}".prop_map(Words),
    ]
}

fn any_answers() -> impl Strategy<Value = Answers> {
    let given = prop::collection::vec(any_answer(), 0..12);
    let quieted = "([a-z.]{1,8}\n){0,2}";
    ("[a-c]", "2026-11-2[0-9]", given, quieted).prop_map(|(id, due, given, quieted)| Answers {
        id,
        due,
        given,
        quieted,
    })
}

proptest! {
    #[test]
    fn a_draft_gives_back_what_was_given(first in any_answers(), second in any_answers()) {
        let draft = draft_with(&draft_with("", &first), &second);
        let stays = |answers: &Answers| (!answers.is_empty()).then(|| answers.clone());
        prop_assert_eq!(drafted(&draft, &second.id, &second.due), stays(&second));
        if first.id != second.id {
            prop_assert_eq!(drafted(&draft, &first.id, &first.due), stays(&first));
        }
        prop_assert!(!(first.is_empty() && second.is_empty()) || draft.is_empty());
    }

    #[test]
    fn any_draft_is_read(draft in ".{0,60}") {
        prop_assert_eq!(drafted(&draft, "a", "2026-11-20"), None);
    }
}
