//! One line of **Today**.

use holdfast_protocol::{HoldReason, Release};
use leptos::prelude::*;

use super::noticed::noticed_words;
use crate::components::notice::{Notice, NoticeKind};
use crate::i18n::times::{Reader, sentence_start};
use crate::i18n::{fill, t_string};
use crate::pages::reading::{name_of, other_zone};
use crate::pages::shell::Words;
use crate::routes;
use crate::state::{Conversation, TodayEntry};

/// The id of the link in the entry at `place`, for the keys.
pub(super) fn link_id(place: usize) -> String {
    format!("today-{place}")
}

/// Who, since when, what was promised, what was noticed, and whether a reply
/// is written already.
pub(super) fn entry_in_words(
    words: Words,
    place: usize,
    entry: &TodayEntry,
    conversation: &Conversation,
    reader: Reader,
) -> AnyView {
    let reader = Reader {
        other: other_zone(conversation),
        ..reader
    };
    let owed = &entry.owed;
    let name = name_of(words, conversation);
    let promised = promised(words, entry, conversation, &reader);
    let since = reader.past(owed.since);
    let letters = match owed.letters {
        1 => fill(t_string!(words, today.letters_one), &[("since", &since)]),
        count => fill(
            t_string!(words, today.letters_some),
            &[("count", &count.to_string()), ("since", &since)],
        ),
    };
    let noticed = owed.level.map(|level| {
        let sentence = noticed_words(words, level, &owed.about, reader.language);
        view! {
            <p>
                <strong>{sentence}</strong>
                <br />
                <span class="quiet small">{t_string!(words, today.noticed.note)}</span>
            </p>
        }
    });
    let promise = if entry.late {
        view! {
            <Notice kind=NoticeKind::Sand still=true>
                <p>{promised}</p>
            </Notice>
        }
        .into_any()
    } else {
        view! { <p>{promised}</p> }.into_any()
    };
    let reply = owed
        .reply
        .and_then(|release| reply(words, release, &reader))
        .map(|sentence| view! { <p>{sentence}</p> });
    view! {
        <li class="sheet stack stack-close" data-testid="today-entry">
            <h3>
                <a id=link_id(place) href=routes::letters(entry.conversation)>
                    {name}
                </a>
            </h3>
            {noticed}
            <p class="quiet">{letters}</p>
            {promise}
            {reply}
        </li>
    }
    .into_any()
}

fn promised(
    words: Words,
    entry: &TodayEntry,
    conversation: &Conversation,
    reader: &Reader,
) -> String {
    let Some(window) = entry.owed.window else {
        return t_string!(words, today.not_promised).to_owned();
    };
    let window = reader.interval_in_both(window);
    if !entry.late {
        return fill(t_string!(words, today.promised), &[("window", &window)]);
    }
    let timeline = &conversation.timeline;
    if let Some(open) = timeline.window_at(reader.now) {
        let until = reader.clock(open.closes);
        return fill(
            t_string!(words, today.late_now),
            &[("window", &window), ("until", &until)],
        );
    }
    match timeline.next_opening(reader.now) {
        Some(next) => {
            let next = reader.interval_in_both(next);
            fill(
                t_string!(words, today.late_next),
                &[("window", &window), ("next", &next)],
            )
        }
        None => fill(t_string!(words, today.late), &[("window", &window)]),
    }
}

fn reply(words: Words, release: Release, reader: &Reader) -> Option<String> {
    Some(match release {
        Release::Left(_) => return None,
        Release::HeldUntil(at) => fill(
            t_string!(words, today.reply_held),
            &[("at", &reader.moment(at))],
        ),
        Release::Waits(HoldReason::TheyWroteSince) => {
            t_string!(words, today.reply_waits_wrote).to_owned()
        }
        Release::Waits(HoldReason::NoWindowWithinReach) => {
            t_string!(words, today.reply_waits_window).to_owned()
        }
    })
}

/// The window that is open, or the next one; none while nothing is agreed.
pub(super) fn day_window(
    words: Words,
    book: &crate::state::Book,
    reader: &Reader,
) -> Option<String> {
    if let Some(open) = book.window_at(reader.now) {
        let until = reader.moment(open.closes);
        return Some(fill(
            t_string!(words, today.window_open),
            &[("until", &until)],
        ));
    }
    let next = sentence_start(&reader.interval(book.next_opening(reader.now)?));
    Some(fill(
        t_string!(words, today.window_next),
        &[("window", &next)],
    ))
}
