//! What stands under a letter in which something was noticed.

#[cfg(feature = "therapist")]
use super::noticed_words::noticed_here;
use super::{ladder::ladder, reading::Reading};
use crate::components::{live::live, memo::Memo, parts::nothing};
#[cfg(feature = "therapist")]
use crate::{
    pages::{shell::Times, today::taking_on},
    side::known,
};
use holdfast_protocol::EnvelopeId;
#[cfg(feature = "therapist")]
use holdfast_protocol::Role;
use leptos::prelude::*;

/// Who was called and who has taken it on; for a therapist also what was
/// noticed, and the way to take it on. It may come to be noticed, or to be more
/// pressing, after the letter is shown.
pub fn beneath(id: EnvelopeId, reading: Reading) -> AnyView {
    let book = reading.writing.desk.book;
    let level = Memo::new(move |_| {
        let mut level = None;
        book.with(|book| {
            let known = book.get(reading.writing.conversation);
            reading.with_source(book, id, &mut |conversation| {
                let letter = conversation.letter(id);
                let carried = letter.and_then(|letter| letter.noticed.as_ref());
                let found = known.and_then(|known| known.noticed_in(id, carried));
                level = found.map(|found| found.level);
            });
        });
        level
    });
    live(move || match level.get() {
        Some(_) => noticed(id, reading),
        None => nothing(),
    })
}

fn noticed(id: EnvelopeId, reading: Reading) -> AnyView {
    let writing = reading.writing;
    let called = ladder(writing.conversation, id);
    #[cfg(feature = "therapist")]
    if known(writing.role) == Role::Therapist {
        let words = writing.words;
        let times = expect_context::<Times>();
        let book = writing.desk.book;
        let mut noticed = None;
        book.with_untracked(|book| {
            let known = book.get(writing.conversation);
            reading.with_source(book, id, &mut |conversation| {
                let reader = untrack(|| times.reader(None));
                let letter = conversation.letter(id);
                noticed = letter.and_then(|letter| {
                    let found = known?.noticed_in(id, letter.noticed.as_ref())?;
                    Some(noticed_here(words, &letter.text, found, &reader))
                });
            });
        });
        let waits = Memo::new(move |_| {
            book.with(|book| {
                let found = book.get(writing.conversation);
                found.is_some_and(|found| found.pressing().iter().any(|one| one.id == id))
            })
        });
        let way = live(move || {
            if waits.get() {
                taking_on(words, writing.conversation, vec![id], "letter")
            } else {
                nothing()
            }
        });
        return vec![noticed.unwrap_or_else(nothing), called, way].into_any();
    }
    called
}
