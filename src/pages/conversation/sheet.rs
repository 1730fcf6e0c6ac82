//! One letter of the thread.

use super::{
    actions::actions,
    outlook::{Answered, answered},
    outside_words::{Whose, outside_words},
    status::{mark, status_words},
    writing::Writing,
};
use crate::side::known;
use crate::{
    components::{
        letter::{SheetInWords, Side, letter_sheet},
        memo::Memo,
    },
    i18n::{fill, listed, t_string, times::Reader},
    pages::{
        reading::other_zone,
        shell::{Times, Words, name_in},
    },
    state::{Author, Conversation, Letter, LetterState, Outside},
};
use chrono::{DateTime, Utc};
use holdfast_protocol::{Answer, EnvelopeId, Role};
use holdfast_rhythm::Window;
use leptos::prelude::*;

/// A letter as it stands now.
pub fn sheet(id: EnvelopeId, writing: Writing) -> AnyView {
    let times = expect_context::<Times>();
    let (words, book, here) = (writing.words, writing.desk.book, writing.conversation);
    let state = Memo::new(move |_| {
        let now = times.now();
        book.with(|book| {
            let conversation = book.get(here)?;
            Some(conversation.state_of(conversation.letter(id)?, now))
        })
    });
    let in_words = Memo::new(move |_| {
        let state = state.get();
        let is_certain = match &state {
            Some(LetterState::Missed { promise, .. }) => {
                writing.desk.reached_since(promise.window.closes)
            }
            _ => true,
        };
        book.with(|book| {
            let conversation = book.get(here)?;
            let letter = conversation.letter(id)?;
            Some(in_words(
                words,
                conversation,
                letter,
                (state.as_ref(), is_certain),
                times,
            ))
        })
        .unwrap_or_default()
    });
    let first = book.with_untracked(|book| {
        let letter = book.get(here)?.letter(id)?;
        Some((letter.author, letter.written.to_rfc3339()))
    });
    let (author, written) = first.unwrap_or((Author::Me, String::new()));
    let side = match author {
        Author::Me => Side::Own,
        _ => Side::Other,
    };
    let sheet = letter_sheet(side, written, in_words, actions(id, state, writing));
    view! { <div data-testid="letter">{sheet}</div> }.into_any()
}

fn in_words(
    words: Words,
    conversation: &Conversation,
    letter: &Letter,
    (state, is_certain): (Option<&LetterState>, bool),
    times: Times,
) -> SheetInWords {
    let reader = times.reader(other_zone(conversation));
    let author = if letter.author == Author::Me {
        t_string!(words, letters.you).to_owned()
    } else {
        name_in(conversation).unwrap_or_else(|| {
            match known(conversation.role) {
                Role::Patient => t_string!(words, letters.them),
                Role::Therapist => t_string!(words, letters.them_patient),
            }
            .to_owned()
        })
    };
    let (is_open, place) = letter.place();
    // What is open may stand under a later day.
    let day = reader.date_of(if is_open { reader.now } else { place });
    let when = if reader.date_of(letter.written) == day {
        reader.clock(letter.written)
    } else {
        reader.moment(letter.written)
    };
    SheetInWords {
        author,
        when,
        notes: notes(words, letter, &reader),
        text: letter.text.clone(),
        not_sent: state.is_some_and(is_here_only),
        state: state.map(|state| {
            let conditional = conditional(conversation, letter, untrack(|| times.now()));
            let words = status_words(
                words,
                conversation,
                state,
                (conditional, is_certain),
                &reader,
            );
            (mark(state), words)
        }),
    }
}

/// The answer that a patient's letter gets if it arrives now.
fn conditional(conversation: &Conversation, letter: &Letter, now: DateTime<Utc>) -> Answered {
    if conversation.is_patients(letter) && letter.answer == Answer::Wanted {
        answered(&conversation.timeline, now)
    } else {
        Answered::NothingAgreed
    }
}

/// That it came at another time than agreed, and what it owns.
fn notes(words: Words, letter: &Letter, reader: &Reader) -> Vec<String> {
    let whose = match letter.author {
        Author::Me if letter.left().is_none() => Whose::MineToCome,
        Author::Me => Whose::Mine,
        Author::Them => Whose::Theirs,
    };
    let outside = letter.outside.as_ref().map(|outside| match outside {
        Outside::Explained(why) => outside_words(words, whose, Some(why)),
        Outside::Unexplained => outside_words(words, whose, None),
    });
    let owns = match letter.owns.len() {
        0 => None,
        1 => Some(t_string!(words, letters.owns_one)),
        _ => Some(t_string!(words, letters.owns_some)),
    };
    let windows = intervals(&letter.owns, reader);
    let owns = owns.map(|sentence| fill(sentence, &[("windows", &windows)]));
    outside.into_iter().chain(owns).collect()
}

/// Several windows in one sentence, in the reader's zone.
pub(super) fn intervals(windows: &[Window], reader: &Reader) -> String {
    let windows = windows.iter().map(|window| reader.interval(*window));
    listed(&windows.collect::<Vec<_>>(), reader.language)
}

/// Whether it has yet to leave this device.
fn is_here_only(state: &LetterState) -> bool {
    matches!(
        state,
        LetterState::Kept | LetterState::OnItsWay | LetterState::NeedsYou(_)
    )
}
