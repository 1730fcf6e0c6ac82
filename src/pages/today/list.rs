//! Who waits for an answer, as a list: the page itself, and beside the letters.

use holdfast_protocol::ConversationId;
use leptos::prelude::*;

use super::aside::window_and_held;
use super::entry::EntryInWords;
use super::keys::{Reply, keys};
use super::why::fits;
use crate::components::live::{live, live_list};
use crate::components::memo::Memo;
use crate::components::parts::{heading, nothing, paragraph_of, section};
use crate::i18n::t_string;
use crate::pages::shell::{Times, Words};
use crate::state::{Desk, TodayEntry};

/// The day beside the letters: the window and what is held, who waits, and the
/// keys that lead through them.
#[must_use]
pub fn today_beside(words: Words, current: ConversationId) -> AnyView {
    let desk = expect_context::<Desk>();
    let times = expect_context::<Times>();
    let keys = keys(
        words,
        move || untrack(|| waiting(desk, times)),
        Reply::In(current),
    );
    let nobody = Memo::new(move |_| waiting(desk, times).is_empty());
    let list = live(move || match nobody.get() {
        true if !desk.is_whole() => nothing(),
        true => paragraph_of("quiet", t_string!(words, today.empty_title)),
        false => section("stack", who_waits(words, desk, times)),
    });
    let window = live(move || window_and_held(words, desk, times));
    vec![window, list, keys].into_any()
}

/// Those who wait for an answer, in their order.
pub(super) fn waiting(desk: Desk, times: Times) -> Vec<ConversationId> {
    let now = times.reader(None).now;
    let id = |entry: TodayEntry| entry.conversation;
    desk.book.read().today(now).into_iter().map(id).collect()
}

/// The list and its heading.
pub(super) fn who_waits(words: Words, desk: Desk, times: Times) -> Vec<AnyView> {
    let lines = live_list(move || {
        let reader = times.reader(None);
        let book = desk.book.read();
        let line = |entry: &TodayEntry| {
            let found = book.get(entry.conversation)?;
            Some(EntryInWords::new(words, entry, found, reader).into_line(words))
        };
        book.today(reader.now).iter().filter_map(line).collect()
    });
    let lines = view! { <ol class="stack">{lines}</ol> }.into_any();
    let fits = live(move || {
        let said = fits(words, &desk.book.read(), &times.reader(None));
        said.map_or_else(nothing, |said| paragraph_of("quiet", said))
    });
    vec![heading(t_string!(words, today.list)), fits, lines]
}
