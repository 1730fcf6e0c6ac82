//! Problems as sentences.

use super::escalation_words;
use super::problem::{Field, FieldProblem, What};
use super::reading::MOST_NOTICE_HOURS;
use crate::i18n::{fill, t_string};
use crate::pages::shell::Words;

/// What is wrong, as it stands beside the field.
pub(super) fn beside_the_field(words: Words, problem: FieldProblem) -> String {
    let plain = match (problem.field, problem.what) {
        (_, What::TooSoon { hours: 0 }) => t_string!(words, agreement.problem.too_soon_first),
        (_, What::TooSoon { hours }) => {
            let hours = hours.to_string();
            return fill(
                t_string!(words, agreement.problem.too_soon),
                &[("hours", &hours)],
            );
        }
        (Field::Cutoff | Field::Notice, What::Missing) => {
            t_string!(words, agreement.problem.number)
        }
        (
            Field::WindowOpens(_)
            | Field::WindowCloses(_)
            | Field::ExtraOpens(_)
            | Field::ExtraCloses(_),
            What::Missing,
        ) => t_string!(words, agreement.problem.time),
        (Field::ExtraDate(_), What::Refused) => t_string!(words, agreement.problem.extra_before),
        (Field::EffectiveFrom | Field::AwayFrom(_) | Field::ExtraDate(_), _)
        | (Field::AwayUntil(_), What::Missing) => t_string!(words, agreement.problem.date),
        (Field::CheckInDays(_), _) => t_string!(words, agreement.problem.days),
        (Field::CheckInOpens(_) | Field::CheckInCloses(_), What::Missing) => {
            t_string!(words, agreement.problem.time)
        }
        (Field::CheckInOpens(_), _) => t_string!(words, agreement.problem.opens),
        (Field::CheckInCloses(_), _) => t_string!(words, agreement.problem.closes),
        (Field::CheckInScore(_), _) => t_string!(words, check_ins.edit.problem_score),
        (Field::CheckInChange(_), _) => t_string!(words, check_ins.edit.problem_change),
        (Field::CheckInQuestion(..), _) => t_string!(words, check_ins.edit.problem_question),
        (Field::CheckIn(_), _) => t_string!(words, check_ins.edit.problem),
        (Field::Zone, _) => t_string!(words, agreement.problem.zone),
        (Field::Windows, _) => t_string!(words, agreement.problem.windows),
        (Field::Window(_), _) => t_string!(words, agreement.problem.overlap),
        (Field::WindowDays(_), _) => t_string!(words, agreement.problem.days),
        (Field::WindowOpens(_) | Field::ExtraOpens(_), _) => {
            t_string!(words, agreement.problem.opens)
        }
        (Field::WindowCloses(_) | Field::ExtraCloses(_), _) => {
            t_string!(words, agreement.problem.closes)
        }
        (Field::AwayUntil(_), _) => t_string!(words, agreement.problem.away_until),
        (Field::Away(_), _) => t_string!(words, agreement.problem.away),
        (Field::Extra(_), _) => t_string!(words, agreement.problem.extra),
        (Field::Ladder(field), _) => escalation_words::problem(words, field),
        (Field::Cutoff, _) => t_string!(words, agreement.problem.cutoff),
        (Field::Notice, _) => {
            let most = MOST_NOTICE_HOURS.to_string();
            return fill(
                t_string!(words, agreement.problem.notice),
                &[("hours", &most)],
            );
        }
        (Field::AwayNote(_) | Field::Document, _) => {
            t_string!(words, agreement.problem.document)
        }
    };
    plain.to_owned()
}

/// What is wrong, with the name of its place, as in a list.
pub(super) fn in_the_list(words: Words, problem: FieldProblem) -> String {
    let said = beside_the_field(words, problem);
    let numbered = |sentence: &str, index: usize| {
        let number = (index + 1).to_string();
        fill(sentence, &[("number", &number), ("problem", &said)])
    };
    let named = |field: &str| {
        fill(
            t_string!(words, agreement.problem.in_field),
            &[("field", field), ("problem", &said)],
        )
    };
    match problem.field {
        Field::Window(index)
        | Field::WindowDays(index)
        | Field::WindowOpens(index)
        | Field::WindowCloses(index) => {
            numbered(t_string!(words, agreement.problem.in_window), index)
        }
        Field::Away(index)
        | Field::AwayFrom(index)
        | Field::AwayUntil(index)
        | Field::AwayNote(index) => numbered(t_string!(words, agreement.problem.in_away), index),
        Field::CheckIn(index)
        | Field::CheckInDays(index)
        | Field::CheckInOpens(index)
        | Field::CheckInCloses(index)
        | Field::CheckInScore(index)
        | Field::CheckInChange(index)
        | Field::CheckInQuestion(index, _) => {
            numbered(t_string!(words, check_ins.edit.problem_in), index)
        }
        Field::Extra(index)
        | Field::ExtraDate(index)
        | Field::ExtraOpens(index)
        | Field::ExtraCloses(index) => {
            numbered(t_string!(words, agreement.problem.in_extra), index)
        }
        Field::Ladder(field) => named(&escalation_words::name(words, field)),
        Field::Zone => named(t_string!(words, agreement.zone)),
        Field::EffectiveFrom => named(t_string!(words, agreement.effective_from)),
        Field::Cutoff => named(t_string!(words, agreement.cutoff)),
        Field::Notice => named(t_string!(words, agreement.notice)),
        Field::Windows | Field::Document => said,
    }
}
