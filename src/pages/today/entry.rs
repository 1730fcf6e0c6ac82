//! One line of **Today**.

use super::{
    entry_words::{beside, calls, letters, missed, noticed, promised, reply},
    taking_on::taking_on,
    why::{taken, why_words},
};
use crate::{
    components::{
        attributes::given,
        icon::IconName,
        live::Entry,
        notice::{NoticeKind, still_notice},
        parts::{details, paragraph, paragraph_of},
    },
    i18n::{t_string, times::Reader},
    pages::{
        reading::{name_of, other_zone},
        shell::Words,
    },
    routes::{self, Named},
    state::{Conversation, Route, TodayEntry},
};
use holdfast_protocol::{ConversationId, EnvelopeId};
use leptos::prelude::*;

/// Who, since when, what was promised, what was noticed, what is to be owned,
/// and whether a reply is written already: worded, so that a line stays as it
/// is until its words change.
pub(super) struct EntryInWords {
    conversation: ConversationId,
    name: String,
    noticed: Option<String>,
    calls: Option<String>,
    /// What there is to take on, and who has.
    pressing: Vec<EnvelopeId>,
    taken: Option<String>,
    why: Vec<String>,
    /// Words that ask for no answer, and check-ins.
    beside: Vec<String>,
    letters: Option<String>,
    promised: Option<String>,
    missed: Vec<String>,
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
        Self {
            conversation: entry.conversation,
            name: name_of(words, conversation),
            noticed: noticed(words, &entry.pressing, &reader),
            calls: calls(words, &entry.pressing, conversation, &reader),
            pressing: entry.pressing.iter().map(|one| one.id).collect(),
            taken: taken(words, entry, &reader),
            why: why_words(words, entry),
            beside: beside(words, entry, conversation, &reader),
            letters: owed.map(|owed| letters(words, owed, &reader)),
            promised: owed
                .filter(|_| !entry.late)
                .map(|owed| promised(words, owed.window, &reader)),
            missed: missed(words, entry, &reader),
            reply: owed.and_then(|owed| reply(words, owed.reply?, conversation, &reader)),
        }
    }

    /// The line, which is another one as soon as a word of it changes.
    pub(super) fn into_line(self, words: Words) -> Entry {
        let mut key = link_id(self.conversation);
        let single = [&self.noticed, &self.calls, &self.taken, &self.letters];
        for part in single.into_iter().chain([&self.promised, &self.reply]) {
            key.push('\n');
            key.push_str(part.as_deref().unwrap_or_default());
        }
        let many = self.missed.iter().chain(&self.why).chain(&self.beside);
        for part in [&self.name].into_iter().chain(many) {
            key.push('\n');
            key.push_str(part);
        }
        for id in &self.pressing {
            key.push_str(&id.to_string());
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
        parts.extend(self.calls.clone().map(paragraph));
        parts.extend(self.taken.clone().map(|words| paragraph_of("quiet", words)));
        parts.extend(
            self.letters
                .clone()
                .map(|words| paragraph_of("quiet", words)),
        );
        parts.extend(self.promised.clone().map(paragraph));
        if !self.missed.is_empty() {
            let missed = self.missed.iter().cloned().map(paragraph).collect();
            parts.push(still_notice(NoticeKind::Sand, IconName::Heart, missed));
        }
        parts.extend(self.reply.clone().map(paragraph));
        for said in &self.beside {
            parts.push(paragraph_of("quiet", said.clone()));
        }
        if !self.pressing.is_empty() {
            let pressing = self.pressing.clone();
            parts.push(taking_on(words, self.conversation, pressing, "today"));
        }
        let why = self
            .why
            .iter()
            .cloned()
            .map(|said| paragraph_of("quiet small", said));
        let why: Vec<AnyView> = why.collect();
        parts.push(details(t_string!(words, today.why.title), why.into_any()));
        let route = expect_context::<Route>();
        // The list is drawn anew with every page.
        let is_current = untrack(|| route.conversation()) == Named::One(self.conversation);
        view! {
            <li class="sheet stack stack-close" class:sheet-current=is_current data-testid="today-entry">
                <h3>
                    <a
                        {..given("id", link_id(self.conversation))}
                        {..given("href", routes::letters(self.conversation))}
                        {..given("aria-current", is_current.then_some("page"))}
                    >
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
