//! A therapist owns a missed promise in a reply (product rule 6). Whether a
//! reply does is theirs to say: docs/decisions/app-owning-a-miss.md.

use super::{sheet::intervals, writing::Writing};
use crate::{
    components::{
        button::{ButtonKind, button},
        choice::CheckField,
        icon::IconName,
        live::live,
        memo::Memo,
        notice::{NoticeKind, still_notice},
        parts::{nothing, paragraph, row},
    },
    i18n::{fill, t_string, times::Reader},
    pages::{reading::name_of, shell::Times},
};
use holdfast_rhythm::{Tz, Window};
use leptos::prelude::*;

/// What was missed and is not owned yet; nothing while nothing is.
pub fn owning(writing: Writing) -> AnyView {
    let times = expect_context::<Times>();
    let to_own = Memo::new(move |_| writing.to_own(times.reader(None).now));
    live(move || {
        let missed = to_own.get();
        if missed.is_empty() || writing.is_editing() {
            return nothing();
        }
        boxed(missed, writing, times)
    })
}

fn boxed(missed: Vec<Window>, writing: Writing, times: Times) -> AnyView {
    let words = writing.words;
    let (name, theirs) = writing.desk.book.with_untracked(|book| {
        let found = book.get(writing.conversation);
        (
            found.map_or_else(String::new, |found| name_of(words, found)),
            found.and_then(|found| Some(found.partner.as_ref()?.zone)),
        )
    });
    let all = missed.clone();
    let said = live(move || {
        let windows = intervals(&all, &times.reader(None));
        let sentence = if all.len() == 1 {
            t_string!(words, letters.owning.words_one)
        } else {
            t_string!(words, letters.owning.words_some)
        };
        paragraph(fill(sentence, &[("windows", &windows)]))
    });
    let begin = move || {
        writing.begin(&sentence(
            writing,
            &missed,
            theirs,
            untrack(|| times.reader(None)),
        ));
    };
    let hint = t_string!(words, letters.owning.check_hint);
    let hint = fill(hint, &[("name", &name)]);
    let check = view! {
        <CheckField
            label=t_string!(words, letters.owning.check)
            checked=writing.owning
            on_change=move |owns| writing.owning.set(owns)
            hint
        />
    };
    let begin = button(
        ButtonKind::Quiet,
        t_string!(words, letters.owning.begin),
        begin,
    );
    still_notice(
        NoticeKind::Sand,
        IconName::Heart,
        vec![
            said,
            paragraph(t_string!(words, letters.owning.ask)),
            check.into_any(),
            row(vec![begin]),
        ],
    )
}

/// A sentence to begin with. It is read on another day than it is written, so
/// it names the date, on the reader's calendar.
fn sentence(writing: Writing, missed: &[Window], theirs: Option<Tz>, reader: Reader) -> String {
    let words = writing.words;
    let [one] = missed else {
        return t_string!(words, letters.owning.sentence_some).to_owned();
    };
    let there = Reader {
        zone: theirs.unwrap_or(reader.zone),
        ..reader
    };
    let sentence = t_string!(words, letters.owning.sentence_one);
    fill(sentence, &[("day", &there.heading(one.opens))])
}
