//! One line of **Today**.

use holdfast_protocol::{ConversationId, HoldReason, Release};
use leptos::prelude::*;

use super::noticed::noticed_words;
use crate::components::icon::IconName;
use crate::components::live::Entry;
use crate::components::notice::{NoticeKind, still_notice};
use crate::components::parts::{paragraph, paragraph_of};
use crate::i18n::times::Reader;
use crate::i18n::{fill, t_string};
use crate::pages::reading::{name_of, other_zone};
use crate::pages::shell::Words;
use crate::routes;
use crate::state::{Conversation, TodayEntry};

/// Who, since when, what was promised, what was noticed, and whether a reply
/// is written already: worded, so that a line stays as it is until its words
/// change.
pub(super) struct EntryInWords {
    conversation: ConversationId,
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
        let owed = entry.owed.as_ref();
        let letters = owed.map(|owed| {
            let since = reader.past(owed.since);
            match owed.letters {
                1 => fill(t_string!(words, today.letters_one), &[("since", &since)]),
                count => fill(
                    t_string!(words, today.letters_some),
                    &[("count", &count.to_string()), ("since", &since)],
                ),
            }
        });
        Self {
            conversation: entry.conversation,
            name: name_of(words, conversation),
            noticed: owed.and_then(|owed| {
                let level = owed.level?;
                Some(noticed_words(words, level, &owed.about, reader.language))
            }),
            letters: letters.unwrap_or_default(),
            late: entry.late,
            promised: promised(words, entry, conversation, &reader),
            reply: owed
                .and_then(|owed| owed.reply)
                .and_then(|release| reply(words, release, &reader)),
        }
    }

    /// The line, which is another one as soon as a word of it changes.
    pub(super) fn into_line(self, words: Words) -> Entry {
        let mut key = link_id(self.conversation);
        key.push(if self.late { '!' } else { ' ' });
        for part in [&self.name, &self.letters, &self.promised] {
            key.push_str(part);
            key.push('\n');
        }
        for part in [&self.noticed, &self.reply].into_iter().flatten() {
            key.push_str(part);
            key.push('\n');
        }
        Entry::new(key, move || self.draw(words))
    }

    fn draw(&self, words: Words) -> AnyView {
        let mut parts = Vec::with_capacity(4);
        if let Some(noticed) = self.noticed.clone() {
            let note = t_string!(words, today.noticed.note);
            let said = view! {
                <p>
                    <strong>{noticed}</strong>
                    <br />
                    <span class="quiet small">{note}</span>
                </p>
            };
            parts.push(said.into_any());
        }
        parts.push(paragraph_of("quiet", self.letters.clone()));
        let promised = paragraph(self.promised.clone());
        parts.push(if self.late {
            still_notice(NoticeKind::Sand, IconName::Heart, vec![promised])
        } else {
            promised
        });
        parts.extend(self.reply.clone().map(paragraph));
        view! {
            <li class="sheet stack stack-close" data-testid="today-entry">
                <h3>
                    <a id=link_id(self.conversation) href=routes::letters(self.conversation)>
                        {self.name.clone()}
                    </a>
                </h3>
                {parts}
            </li>
        }
        .into_any()
    }
}

/// The id of the link to a conversation, for the keys.
pub(super) fn link_id(conversation: ConversationId) -> String {
    format!("today-{conversation}")
}

fn promised(
    words: Words,
    entry: &TodayEntry,
    conversation: &Conversation,
    reader: &Reader,
) -> String {
    let Some(window) = entry.owed.as_ref().and_then(|owed| owed.window) else {
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
        Release::Left(_) | Release::LeftOutside(_) => return None,
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
