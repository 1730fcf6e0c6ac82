//! One line of **Today**.

use holdfast_protocol::{ConversationId, HoldReason, Release};
use leptos::prelude::*;

use super::noticed::noticed_words;
use crate::components::notice::{Notice, NoticeKind};
use crate::i18n::times::Reader;
use crate::i18n::{fill, t_string, use_i18n};
use crate::pages::reading::{name_of, other_zone};
use crate::pages::shell::Words;
use crate::routes;
use crate::state::{Conversation, TodayEntry};

/// Who, since when, what was promised, what was noticed, and whether a reply
/// is written already: worded, so that a line stays as it is until its words
/// change.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct EntryInWords {
    /// Which conversation.
    pub(super) conversation: ConversationId,
    name: String,
    noticed: Option<String>,
    letters: String,
    late: bool,
    promised: String,
    reply: Option<String>,
}

impl EntryInWords {
    pub(super) fn new(
        words: Words,
        entry: &TodayEntry,
        conversation: &Conversation,
        reader: Reader,
    ) -> Self {
        let reader = Reader {
            other: other_zone(conversation),
            ..reader
        };
        let owed = &entry.owed;
        let since = reader.past(owed.since);
        Self {
            conversation: entry.conversation,
            name: name_of(words, conversation),
            noticed: owed
                .level
                .map(|level| noticed_words(words, level, &owed.about, reader.language)),
            letters: match owed.letters {
                1 => fill(t_string!(words, today.letters_one), &[("since", &since)]),
                count => fill(
                    t_string!(words, today.letters_some),
                    &[("count", &count.to_string()), ("since", &since)],
                ),
            },
            late: entry.late,
            promised: promised(words, entry, conversation, &reader),
            reply: owed
                .reply
                .and_then(|release| reply(words, release, &reader)),
        }
    }

    /// The id of its link, for the keys.
    pub(super) fn link_id(&self) -> String {
        format!("today-{}", self.conversation)
    }
}

/// The line on the page.
#[component]
pub(super) fn Entry(entry: EntryInWords) -> impl IntoView {
    let words = use_i18n();
    let id = entry.link_id();
    let EntryInWords {
        conversation,
        name,
        noticed,
        letters,
        late,
        promised,
        reply,
    } = entry;
    let noticed = noticed.map(|sentence| {
        view! {
            <p>
                <strong>{sentence}</strong>
                <br />
                <span class="quiet small">{move || t_string!(words, today.noticed.note)}</span>
            </p>
        }
    });
    let promise = if late {
        view! {
            <Notice kind=NoticeKind::Sand still=true>
                <p>{promised}</p>
            </Notice>
        }
        .into_any()
    } else {
        view! { <p>{promised}</p> }.into_any()
    };
    view! {
        <li class="sheet stack stack-close" data-testid="today-entry">
            <h3>
                <a id=id href=routes::letters(conversation)>
                    {name}
                </a>
            </h3>
            {noticed}
            <p class="quiet">{letters}</p>
            {promise}
            {reply.map(|sentence| view! { <p>{sentence}</p> })}
        </li>
    }
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
    let sentence = match release {
        Release::Left(_) => return None,
        Release::HeldUntil(at) => {
            let at = reader.moment(at);
            return Some(fill(t_string!(words, today.reply_held), &[("at", &at)]));
        }
        Release::Waits(HoldReason::TheyWroteSince) => t_string!(words, today.reply_waits_wrote),
        Release::Waits(HoldReason::NoWindowWithinReach) => {
            t_string!(words, today.reply_waits_window)
        }
    };
    Some(sentence.to_owned())
}
