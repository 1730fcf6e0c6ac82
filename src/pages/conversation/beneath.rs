//! What stands under a letter in which something was noticed.

use super::{ladder::ladder, reading::Reading};
#[cfg(feature = "therapist")]
use crate::{
    components::{live::live, memo::Memo, parts::nothing},
    pages::{shell::Times, today::taking_on},
    side::known,
};
use holdfast_protocol::EnvelopeId;
#[cfg(feature = "therapist")]
use holdfast_protocol::Role;
use leptos::prelude::*;

/// Who was called and who has taken it on; for a therapist also what was
/// noticed, and the way to take it on.
pub fn beneath(id: EnvelopeId, reading: Reading) -> AnyView {
    let writing = reading.writing;
    let called = ladder(writing.conversation, id);
    #[cfg(feature = "therapist")]
    if known(writing.role) == Role::Therapist {
        let words = writing.words;
        let times = expect_context::<Times>();
        let book = writing.desk.book;
        let level = Memo::new(move |_| {
            let mut level = None;
            book.with(|book| {
                reading.with_source(book, id, &mut |conversation| {
                    let noticed = conversation.letter(id).map(|letter| &letter.noticed);
                    level = noticed.and_then(|noticed| Some(noticed.as_ref()?.level));
                });
            });
            level
        });
        let noticed = live(move || {
            let _ = level.get();
            let mut noticed = None;
            book.with_untracked(|book| {
                reading.with_source(book, id, &mut |conversation| {
                    let reader = untrack(|| times.reader(None));
                    let letter = conversation.letter(id);
                    noticed = letter
                        .map(|letter| super::noticed_words::noticed_here(words, letter, &reader));
                });
            });
            noticed.unwrap_or_else(nothing)
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
        return vec![noticed, called, way].into_any();
    }
    called
}
