//! The letters, parted by days and windows.

use super::{
    closing_line::closing_line,
    foot::foot,
    items::Item,
    reading::{BOTTOM, LIST, Reading, TOP},
    sheet::sheet,
    writing::Writing,
};
use crate::{
    components::{
        attributes::given,
        button::{ButtonKind, button},
        empty_state::empty_state,
        icon::IconName,
        letter::{day_heading, window_heading},
        live::{Entry, live},
        memo::Memo,
        parts::{nothing, paragraph, paragraph_of},
        still_list::still_list,
    },
    i18n::{fill, t_string},
    pages::{reading::other_zone, shell::Times},
    side::known,
};
use holdfast_protocol::Role;
use holdfast_rhythm::Window;
use leptos::prelude::*;

/// The letters of the conversation that are drawn, the newest last, and ways
/// to the others.
pub fn thread(writing: Writing) -> AnyView {
    let reading = Reading::new(writing);
    let words = writing.words;
    let is_empty = Memo::new(move |_| reading.shown().is_empty());
    let entry = move |item: Item| Entry::new(item.key(), move || drawn(item, reading));
    let list = still_list(LIST, move || {
        reading.shown().into_iter().map(entry).collect()
    });
    let empty = live(move || {
        if is_empty.get() && writing.desk.is_whole() {
            empty(writing)
        } else {
            nothing()
        }
    });
    let is_long = reading.is_long();
    let (older, newer) = (more(reading, is_long, true), more(reading, is_long, false));
    view! {
        <section class="thread-part" {..given("aria-label", t_string!(words, letters.reading.list))}>
            <div class="thread-edge" {..given("id", TOP)} tabindex="-1">
                {older}
            </div>
            {list}
            <div class="thread-edge" {..given("id", BOTTOM)} tabindex="-1">
                {newer}
            </div>
            {empty}
            {foot(reading, is_long)}
        </section>
    }
    .into_any()
}

/// What is above or below what is drawn, and the way there.
fn more(reading: Reading, is_long: Memo<bool>, above: bool) -> AnyView {
    let words = reading.writing.words;
    let is_more = Memo::new(move |_| {
        let (older, newer) = reading.beyond.get();
        if above { older } else { newer }
    });
    live(move || match (is_more.get(), above) {
        (true, true) => {
            let way = t_string!(words, letters.reading.older);
            vec![
                paragraph_of("unseen", t_string!(words, letters.reading.above)),
                button(ButtonKind::Plain, way, move || reading.show_older()),
            ]
            .into_any()
        }
        (true, false) => {
            let way = t_string!(words, letters.reading.newer);
            button(ButtonKind::Plain, way, move || reading.show_newer())
        }
        (false, true) if is_long.get() && reading.writing.desk.is_whole() => {
            paragraph(t_string!(words, letters.reading.begin))
        }
        (false, _) => nothing(),
    })
}

fn drawn(item: Item, reading: Reading) -> AnyView {
    let times = expect_context::<Times>();
    let writing = reading.writing;
    match item {
        Item::Day { at, .. } => day_heading(move || times.reader(None).heading(at)),
        Item::Window { window, .. } => window_heading(move || window_words(window, writing, times)),
        Item::Letter(id) => sheet(id, reading),
        Item::Closing(id) => closing_line(id, reading),
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
