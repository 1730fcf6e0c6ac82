//! The one quiet line under a letter (product rule 14).

use super::outlook::Answered;
use crate::{
    components::state_mark::LetterState as Mark,
    i18n::{fill, t_string, times::Reader},
    pages::{reading::name_of, shell::Words},
    side::known,
    state::{Author, Conversation, LetterState},
};
use chrono::{DateTime, Utc};
use holdfast_protocol::{HoldReason, Refusal, Role};
use holdfast_rhythm::Window;

/// The shape of a state.
#[must_use]
pub fn mark(state: &LetterState) -> Mark {
    match state {
        LetterState::Kept => Mark::Kept,
        LetterState::OnItsWay => Mark::OnItsWay,
        LetterState::NeedsYou(_) | LetterState::WaitsForWord(_) | LetterState::Missed { .. } => {
            Mark::NeedsYou
        }
        LetterState::WithRelay { .. } | LetterState::NoAnswerNeeded { .. } => Mark::WithRelay,
        LetterState::Promised { .. } => Mark::Promised,
        LetterState::HeldUntil(_) => Mark::Held,
        LetterState::Answered { .. } | LetterState::Left(_) | LetterState::Received(_) => {
            Mark::Answered
        }
        LetterState::Closed { .. } => Mark::Closed,
    }
}

/// The sentence of a state, as the person at this device reads it; `conditional`
/// is what is promised if a letter that is only kept here arrives in time, and
/// `is_certain` whether an answer that had left in time would be here.
#[must_use]
pub fn status_words(
    words: Words,
    conversation: &Conversation,
    state: &LetterState,
    (conditional, is_certain): (Answered, bool),
    reader: &Reader,
) -> String {
    let owes = known(conversation.role) == Role::Therapist;
    match state {
        LetterState::Kept => kept(words, conditional, reader),
        LetterState::OnItsWay => t_string!(words, letters.state.on_its_way).to_owned(),
        LetterState::NeedsYou(refusal) => {
            let why = refusal_words(words, refusal);
            format!("{why} {}", t_string!(words, letters.refused.safe))
        }
        LetterState::WithRelay { since } => {
            let sentence = if owes {
                t_string!(words, letters.state.with_relay_therapist)
            } else {
                t_string!(words, letters.state.with_relay)
            };
            fill(sentence, &[("since", &reader.past(*since))])
        }
        LetterState::NoAnswerNeeded { since } => {
            let sentence = if owes {
                t_string!(words, letters.state.no_answer_therapist)
            } else {
                t_string!(words, letters.state.no_answer)
            };
            fill(sentence, &[("since", &reader.past(*since))])
        }
        LetterState::Promised { since, promise } => {
            let sentence = if owes {
                t_string!(words, letters.state.promised_therapist)
            } else {
                t_string!(words, letters.state.promised)
            };
            let window = reader.interval_in_both(promise.window);
            fill(
                sentence,
                &[("since", &reader.past(*since)), ("window", &window)],
            )
        }
        LetterState::Missed { promise, next } => {
            let next = next.as_ref().map(|next| next.window);
            let sentence = if owes {
                t_string!(words, letters.state.missed_therapist)
            } else if is_certain {
                t_string!(words, letters.state.missed)
            } else {
                t_string!(words, letters.missed.not_here)
            };
            missed(words, sentence, promise.window, next, reader)
        }
        LetterState::Closed { at, by } => closed(words, conversation, *at, *by, reader),
        LetterState::Answered { at } => fill(
            t_string!(words, letters.state.answered),
            &[("at", &reader.past(*at))],
        ),
        LetterState::HeldUntil(at) => fill(
            t_string!(words, letters.state.held),
            &[("at", &reader.moment(*at))],
        ),
        LetterState::WaitsForWord(HoldReason::TheyWroteSince) => {
            let name = name_of(words, conversation);
            fill(
                t_string!(words, letters.state.they_wrote),
                &[("name", &name)],
            )
        }
        LetterState::WaitsForWord(HoldReason::NoWindowWithinReach) => {
            t_string!(words, letters.state.no_window).to_owned()
        }
        LetterState::Left(at) => fill(
            t_string!(words, letters.state.left),
            &[("at", &reader.past(*at))],
        ),
        LetterState::Received(at) => fill(
            t_string!(words, letters.state.received),
            &[("at", &reader.past(*at))],
        ),
    }
}

fn kept(words: Words, conditional: Answered, reader: &Reader) -> String {
    match conditional {
        Answered::Within { before, window } => {
            let window = reader.interval_in_both(window);
            fill(
                t_string!(words, letters.state.kept_promise),
                &[("before", &reader.ending(before)), ("window", &window)],
            )
        }
        Answered::NothingAgreed | Answered::NoWindow => {
            t_string!(words, letters.state.kept).to_owned()
        }
    }
}

fn missed(
    words: Words,
    sentence: &str,
    window: Window,
    next: Option<Window>,
    reader: &Reader,
) -> String {
    let said = fill(sentence, &[("window", &reader.interval_in_both(window))]);
    match next {
        Some(next) => {
            let sentence = t_string!(words, letters.state.missed_next);
            let next = fill(sentence, &[("next", &reader.interval_in_both(next))]);
            format!("{said} {next}")
        }
        None => said,
    }
}

fn closed(
    words: Words,
    conversation: &Conversation,
    at: DateTime<Utc>,
    by: Author,
    reader: &Reader,
) -> String {
    let sentence = match (known(conversation.role), by) {
        (Role::Patient, Author::Me) => t_string!(words, letters.state.not_needed_by_me),
        (Role::Patient, Author::Them) => t_string!(words, letters.state.closed_by_therapist),
        (Role::Therapist, Author::Me) => t_string!(words, letters.state.closed_by_me),
        (Role::Therapist, Author::Them) => t_string!(words, letters.state.not_needed_by_patient),
    };
    let name = name_of(words, conversation);
    fill(sentence, &[("name", &name), ("at", &reader.past(at))])
}

/// Why the relay did not take something.
#[must_use]
pub fn refusal_words(words: Words, refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::NotAnEnvelope => t_string!(words, letters.refused.not_an_envelope),
        Refusal::TooLarge { .. } => t_string!(words, letters.refused.too_large),
        Refusal::NotAMember => t_string!(words, letters.refused.not_a_member),
        Refusal::IdInUse => t_string!(words, letters.refused.id_in_use),
        Refusal::NotHeld => t_string!(words, letters.refused.not_held),
        Refusal::BadTiming { .. }
        | Refusal::TooSoon
        | Refusal::NoSuchProposal
        | Refusal::WrongRole => t_string!(words, letters.refused.other),
    }
}
