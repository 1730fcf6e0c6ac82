//! The one quiet line under a letter (product rule 14).

use super::outlook::{Answered, answered};
use crate::{
    components::state_mark::LetterState as Mark,
    i18n::{fill, t_string, times::Reader},
    pages::shell::{Words, name_in},
    state::{Conversation, Letter, LetterState},
};
use holdfast_protocol::{Answer, HoldReason, Refusal, Role};
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
        LetterState::WithRelay { .. }
        | LetterState::NoAnswerNeeded { .. }
        | LetterState::Closed { .. } => Mark::WithRelay,
        LetterState::Promised { .. } => Mark::Promised,
        LetterState::HeldUntil(_) => Mark::Held,
        LetterState::Answered { .. } | LetterState::Left(_) | LetterState::Received(_) => {
            Mark::Answered
        }
    }
}

/// The sentence of a state, as the person at this device reads it.
#[must_use]
pub fn status_words(
    words: Words,
    conversation: &Conversation,
    letter: &Letter,
    state: &LetterState,
    reader: &Reader,
) -> String {
    let owes = conversation.role == Role::Therapist;
    match state {
        LetterState::Kept => kept(words, conversation, letter, reader),
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
        LetterState::NoAnswerNeeded { since } | LetterState::Closed { at: since, .. } => {
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
        LetterState::Missed { promise, .. } => missed(words, conversation, promise.window, reader),
        LetterState::Answered { at } => fill(
            t_string!(words, letters.state.answered),
            &[("at", &reader.past(*at))],
        ),
        LetterState::HeldUntil(at) => fill(
            t_string!(words, letters.state.held),
            &[("at", &reader.moment(*at))],
        ),
        LetterState::WaitsForWord(HoldReason::TheyWroteSince) => {
            let name = name_in(conversation).unwrap_or_default();
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

/// Kept, and what is promised if it arrives in time.
fn kept(words: Words, conversation: &Conversation, letter: &Letter, reader: &Reader) -> String {
    let wants = conversation.role == Role::Patient && letter.answer == Answer::Wanted;
    match answered(&conversation.timeline, reader.now) {
        Answered::Within { before, window } if wants => {
            let window = reader.interval_in_both(window);
            fill(
                t_string!(words, letters.state.kept_promise),
                &[("before", &reader.moment(before)), ("window", &window)],
            )
        }
        _ => t_string!(words, letters.state.kept).to_owned(),
    }
}

fn missed(words: Words, conversation: &Conversation, window: Window, reader: &Reader) -> String {
    let window = reader.interval(window);
    if conversation.role == Role::Therapist {
        let sentence = t_string!(words, letters.state.missed_therapist);
        return fill(sentence, &[("window", &window)]);
    }
    let said = fill(
        t_string!(words, letters.state.missed),
        &[("window", &window)],
    );
    let timeline = &conversation.timeline;
    let next = timeline
        .window_at(reader.now)
        .or_else(|| timeline.next_opening(reader.now));
    match next {
        Some(next) => {
            let sentence = t_string!(words, letters.state.missed_next);
            let next = fill(sentence, &[("next", &reader.interval_in_both(next))]);
            format!("{said} {next}")
        }
        None => said,
    }
}

fn refusal_words(words: Words, refusal: &Refusal) -> &'static str {
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
