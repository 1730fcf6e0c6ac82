//! What became of the promises: the months as a shoreline, and the latest of
//! them in words.

use holdfast_protocol::Role;
use leptos::prelude::*;

use super::agreed::{Side, list_of};
use super::looking_back::LISTED;
use super::shoreline::{Shoreline, became, joined, shoreline};
use super::words::PictureWords;
use crate::components::button::{ButtonKind, button};
use crate::components::parts::{block, heading, named_section, nothing, paragraph_of, section};
use crate::components::tide::{drawn, legend_content, shore_content, tide_table};
use crate::i18n::{t_string, times::Reader};
use crate::side::known;
use crate::state::Conversation;

/// How many months are shown at first, and added at a time.
pub(super) const MONTHS: i64 = 6;

/// What became of the promises of the last `months`; nothing while nothing is
/// agreed.
pub(super) fn promises(conversation: &Conversation, side: &Side, months: RwSignal<i64>) -> AnyView {
    if conversation.timeline.is_empty() {
        return nothing();
    }
    let words = side.words;
    let said = PictureWords::of(side);
    let title = heading(t_string!(words, rhythm.promises.heading));
    let listed = lines(conversation, &side.reader, &said);
    if listed.is_empty() {
        let none = paragraph_of("quiet", t_string!(words, rhythm.promises.none));
        return section("", vec![title, none]);
    }
    let listed = list_of(Some("promise"), listed);
    // The shoreline is the patient's, to find calm in; the one who promised has the list.
    let shoreline = match known(side.role) {
        Role::Patient => shoreline(conversation, months.get(), &side.reader, &said),
        Role::Therapist => None,
    };
    let Some(shoreline) = shoreline else {
        return section("", vec![title, listed]);
    };
    let Shoreline {
        shore,
        rows,
        has_older,
    } = shoreline;
    let name = t_string!(words, rhythm.promises.title);
    let about = t_string!(words, rhythm.promises.about);
    let mut content = shore_content(&shore, name, about);
    content.push_str(&legend_content(&said.legend(shore.keys())));
    let table = tide_table(
        t_string!(words, rhythm.week.table),
        t_string!(words, rhythm.promises.caption),
        [
            t_string!(words, rhythm.week.when),
            t_string!(words, rhythm.promises.became),
        ],
        rows,
    );
    let parts = vec![
        title,
        drawn("tide tide-shoreline", content),
        paragraph_of("quiet small", about),
        more(side, months, has_older),
        listed,
        table,
    ];
    named_section("shoreline", parts)
}

/// The way to older months, and back to the last ones.
fn more(side: &Side, months: RwSignal<i64>, has_older: bool) -> AnyView {
    let words = side.words;
    if !has_older && months.get() <= MONTHS {
        return nothing();
    }
    let (said, next) = if has_older {
        (
            t_string!(words, rhythm.promises.older),
            months.get() + MONTHS,
        )
    } else {
        (t_string!(words, rhythm.promises.fewer), MONTHS)
    };
    let turn = button(ButtonKind::Quiet, said, move || months.set(next));
    block("row screen-only", vec![turn])
}

/// One line for each of the latest promised windows; no totals, no shares.
fn lines(conversation: &Conversation, reader: &Reader, said: &PictureWords) -> Vec<String> {
    let ledger = conversation.ledger(reader.now);
    let line = |entry| {
        let became = became(entry, conversation, reader, said);
        joined(&reader.interval(entry.window), &became)
    };
    ledger.iter().take(LISTED).map(line).collect()
}
