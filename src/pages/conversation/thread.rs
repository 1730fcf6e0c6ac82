//! The letters, parted by days and windows.

use super::{
    closing_line::closing_line,
    items::{Item, items},
    sheet::sheet,
    writing::Writing,
};
use crate::{
    components::{
        empty_state::empty_state,
        icon::IconName,
        letter::{day_heading, window_heading},
        live::{Entry, live, live_list},
        memo::Memo,
        parts::nothing,
    },
    i18n::{fill, t_string},
    pages::{reading::other_zone, shell::Times},
    side::known,
};
use holdfast_protocol::Role;
use holdfast_rhythm::Window;
use leptos::prelude::*;

/// All letters of the conversation, the newest last.
pub fn thread(writing: Writing) -> AnyView {
    let zone = writing.desk.reader_zone();
    let all = move || {
        writing.desk.book.with(|book| {
            book.get(writing.conversation)
                .map(|conversation| items(conversation, zone))
                .unwrap_or_default()
        })
    };
    let is_empty = Memo::new(move |_| all().is_empty());
    let entry = move |item: Item| Entry::new(item.key(), move || drawn(item, writing));
    let list = live_list(move || all().into_iter().map(entry).collect());
    let empty = live(move || {
        if is_empty.get() {
            empty(writing)
        } else {
            nothing()
        }
    });
    view! {
        <div class="thread" data-testid="thread">{list}</div>
        {empty}
    }
    .into_any()
}

fn drawn(item: Item, writing: Writing) -> AnyView {
    let times = expect_context::<Times>();
    match item {
        Item::Day { at, .. } => day_heading(move || times.reader(None).heading(at)),
        Item::Window { window, .. } => window_heading(move || window_words(window, writing, times)),
        Item::Letter(id) => sheet(id, writing),
        Item::Closing(id) => closing_line(id, writing),
    }
}

fn window_words(window: Window, writing: Writing, times: Times) -> String {
    let other = writing
        .desk
        .book
        .with(|book| other_zone(book.get(writing.conversation)?));
    fill(
        t_string!(writing.words, letters.window),
        &[("window", &times.reader(other).interval_in_both(window))],
    )
}

fn empty(writing: Writing) -> AnyView {
    let words = writing.words;
    let more = match known(writing.role) {
        Role::Patient => t_string!(words, letters.empty_patient),
        Role::Therapist => t_string!(words, letters.empty_therapist),
    };
    let title = t_string!(words, letters.empty_title);
    empty_state(IconName::Letters, title, more, None)
}
