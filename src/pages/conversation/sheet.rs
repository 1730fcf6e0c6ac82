//! One letter of the thread.

use super::{
    actions::Actions,
    status::{mark, status_words},
    writing::Writing,
};
use crate::{
    components::letter::{LetterSheet, Side},
    i18n::{t_string, use_i18n},
    pages::shell::{Times, name_in},
    state::{Author, Desk, Letter, LetterState},
};
use holdfast_protocol::{EnvelopeId, Role};
use leptos::prelude::*;

/// A letter as it stands now.
#[component]
pub fn Sheet(id: EnvelopeId, writing: Writing) -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let times = expect_context::<Times>();
    let here = writing.conversation;
    let letter = Memo::new(move |_| desk.book.with(|book| book.get(here)?.letter(id).cloned()));
    let state = Memo::new(move |_| {
        let now = times.now();
        desk.book.with(|book| {
            let conversation = book.get(here)?;
            Some(conversation.state_of(conversation.letter(id)?, now))
        })
    });
    let status = move || {
        let state = state.get()?;
        desk.book.with(|book| {
            let conversation = book.get(here)?;
            let other = conversation.partner.as_ref().map(|partner| partner.zone);
            Some(status_words(
                words,
                conversation,
                &state,
                &times.reader(other),
            ))
        })
    };
    let first = letter.get_untracked();
    let mine = first
        .as_ref()
        .is_none_or(|letter| letter.author == Author::Me);
    let author = move || {
        if mine {
            return t_string!(words, letters.you).to_owned();
        }
        let name = desk.book.with(|book| book.get(here).and_then(name_in));
        name.unwrap_or_else(|| match writing.role {
            Role::Patient => t_string!(words, letters.them).to_owned(),
            Role::Therapist => t_string!(words, letters.them_patient).to_owned(),
        })
    };
    let written = first.as_ref().map(|letter| letter.written);
    let when = move || {
        let reader = times.reader(None);
        let place = letter.with(|letter| letter.as_ref().map(|letter| letter.place().1));
        match (written, place) {
            (Some(written), Some(place)) if reader.date_of(written) == reader.date_of(place) => {
                reader.clock(written)
            }
            (Some(written), _) => reader.moment(written),
            (None, _) => String::new(),
        }
    };
    view! {
        <div data-testid="letter">
            <LetterSheet
                author=author
                side=if mine { Side::Own } else { Side::Other }
                when=when
                datetime=written.map(|at| at.to_rfc3339()).unwrap_or_default()
                text=Signal::derive(move || text_of(letter))
                not_sent=Signal::derive(move || state.get().as_ref().is_some_and(is_here_only))
                state=Signal::derive(move || state.get().as_ref().map(mark))
                status=move || view! { <span data-testid="letter-state">{status}</span> }
            >
                <Actions letter state writing />
            </LetterSheet>
        </div>
    }
}

fn text_of(letter: Memo<Option<Letter>>) -> String {
    letter
        .with(|letter| letter.as_ref().map(|letter| letter.text.clone()))
        .unwrap_or_default()
}

/// Whether it has yet to leave this device.
fn is_here_only(state: &LetterState) -> bool {
    matches!(
        state,
        LetterState::Kept | LetterState::OnItsWay | LetterState::NeedsYou(_)
    )
}
