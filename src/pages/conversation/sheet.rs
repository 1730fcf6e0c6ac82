//! One letter of the thread.

use super::{
    actions::actions,
    outlook::{Answered, answered},
    outside_words::{Whose, outside_words},
    reading::Reading,
    status::{mark, status_words},
};
use crate::side::known;
use crate::{
    components::{
        attributes::given,
        letter::{SheetInWords, Side, letter_sheet},
        memo::Memo,
        parts::nothing,
    },
    i18n::{fill, listed, t_string, times::Reader},
    pages::{
        later,
        reading::other_zone,
        shell::{Times, Words, beside_once_here, name_in},
    },
    state::{Author, Conversation, Letter, LetterState, Outside, Stage},
};
use chrono::{DateTime, Utc};
use holdfast_protocol::{Answer, EnvelopeId, Role};
use holdfast_rhythm::Window;
use leptos::prelude::*;

/// A letter as it stands now: in the book or, if that has it no more, in what
/// was read.
pub fn sheet(id: EnvelopeId, reading: Reading) -> AnyView {
    let times = expect_context::<Times>();
    let writing = reading.writing;
    let (words, book) = (writing.words, writing.desk.book);
    let mut first = (Author::Me, String::new());
    book.with_untracked(|book| {
        reading.with_source(book, id, &mut |conversation| {
            if let Some(letter) = conversation.letter(id) {
                first = (letter.author, letter.written.to_rfc3339());
            }
        });
    });
    let state = Memo::new(move |_| {
        let now = times.now();
        let mut state = None;
        book.with(|book| {
            reading.with_source(book, id, &mut |conversation| {
                let letter = conversation.letter(id);
                state = letter.map(|letter| conversation.state_of(letter, now));
            });
        });
        state
    });
    let in_words = Memo::new(move |before: Option<&SheetInWords>| {
        let state = state.get();
        let is_certain = match &state {
            Some(LetterState::Missed { promise, .. }) => {
                writing.desk.reached_since(promise.window.closes)
            }
            _ => true,
        };
        let state = (state.as_ref(), is_certain);
        let mut said = None;
        book.with(|book| {
            reading.with_source(book, id, &mut |conversation| {
                let letter = conversation.letter(id);
                said = letter.map(|letter| in_words(words, conversation, letter, state, times));
            });
        });
        // What the book lets go of is read on as it was.
        said.or_else(|| before.cloned()).unwrap_or_default()
    });
    let (author, written) = first;
    let side = match author {
        Author::Me => Side::Own,
        Author::Them => Side::Other,
    };
    let is_patients = (author == Author::Me) == (known(writing.role) == Role::Patient);
    let beneath = if is_patients {
        beside_once_here(move || later::beneath(id, reading))
    } else {
        nothing()
    };
    let below = (beneath, actions(id, state, writing));
    let sheet = letter_sheet(side, written, in_words, below);
    view! { <div data-testid="letter" {..given("id", place_id(id))} tabindex="-1">{sheet}</div> }
        .into_any()
}

/// What the place of a letter, or of the end of an exchange, is found by on
/// the page.
pub(super) fn place_id(id: EnvelopeId) -> String {
    format!("at-{id}")
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
    let (stage, place) = letter.place();
    let is_open = stage != Stage::Left;
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
