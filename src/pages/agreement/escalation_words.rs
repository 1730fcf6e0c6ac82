//! What the costs of a call list come to, and what does not fit in it.

use holdfast_safety::Level;
use holdfast_safety::routing::{Costs, pages};

use super::escalation_form::EscalationForm;
use super::ladder_field::LadderField;
use crate::i18n::{fill, t_string};
use crate::pages::shell::Words;

/// Of 1,000 messages, how many are noticed as an emergency, and how many as
/// urgent, by the table in docs/decisions/safety-routing.md.
const OF_A_THOUSAND: [(Level, u32); 2] = [(Level::Emergency, 2), (Level::Urgent, 8)];

/// From when on a call is worth it with these costs, and how often that comes;
/// none while they are not numbers.
pub(super) fn worth(words: Words, ladder: &EscalationForm) -> Option<String> {
    let cost = |text: &str| text.trim().parse().ok().filter(|cost| *cost > 0);
    let costs = Costs {
        call: cost(&ladder.call_cost)?,
        miss: cost(&ladder.miss_cost)?,
    };
    let called = OF_A_THOUSAND
        .into_iter()
        .filter(|(level, _)| pages(*level, costs));
    let count: u32 = called.map(|(_, count)| count).sum();
    let which = match (pages(Level::Emergency, costs), pages(Level::Urgent, costs)) {
        (true, true) => t_string!(words, agreement.ladder.calls_both),
        (true, false) => t_string!(words, agreement.ladder.calls_emergency),
        _ => t_string!(words, agreement.ladder.calls_none),
    };
    let percent = percent(costs.threshold());
    let from = fill(
        t_string!(words, agreement.ladder.threshold),
        &[("percent", &percent)],
    );
    let which = fill(which, &[("count", &count.to_string())]);
    Some(format!("{from} {which}"))
}

/// A share in whole hundredths; less than one as "<1".
fn percent(share: f64) -> String {
    let hundredths = (1..=100)
        .rev()
        .find(|whole| f64::from(*whole) / 100.0 <= share + 1e-9);
    hundredths.map_or_else(|| "<1".to_owned(), |whole| whole.to_string())
}

/// What is wrong with a field of the list.
pub(super) fn problem(words: Words, field: LadderField) -> &'static str {
    match field {
        LadderField::Steps => t_string!(words, agreement.ladder.problem.steps),
        LadderField::Name(_) => t_string!(words, agreement.ladder.problem.name),
        LadderField::Contact(_) => t_string!(words, agreement.ladder.problem.contact),
        LadderField::Delay(_) => t_string!(words, agreement.ladder.problem.delay),
        LadderField::Reference => t_string!(words, agreement.ladder.problem.reference),
        LadderField::Rounds => t_string!(words, agreement.ladder.problem.rounds),
        LadderField::CallCost | LadderField::MissCost => {
            t_string!(words, agreement.ladder.problem.cost)
        }
    }
}

/// What the field is called, as in a list of problems.
pub(super) fn name(words: Words, field: LadderField) -> String {
    let (sentence, step) = match field {
        LadderField::Steps => (t_string!(words, agreement.ladder.title), 0),
        LadderField::Name(step) | LadderField::Contact(step) | LadderField::Delay(step) => {
            (t_string!(words, agreement.ladder.step), step + 1)
        }
        LadderField::Reference => (t_string!(words, agreement.ladder.reference), 0),
        LadderField::Rounds => (t_string!(words, agreement.ladder.rounds), 0),
        LadderField::CallCost => (t_string!(words, agreement.ladder.call_cost), 0),
        LadderField::MissCost => (t_string!(words, agreement.ladder.miss_cost), 0),
    };
    fill(sentence, &[("number", &step.to_string())])
}
