//! One line of **Today**.

use holdfast_protocol::{
    ConversationId, EnvelopeId, HoldReason, NoticedCategory, Release, SortedSet,
};
use holdfast_rhythm::Window;
use leptos::prelude::*;

use super::noticed::noticed_words;
use super::taking_on::taking_on;
use super::why::{taken, why_words};
use crate::components::attributes::given;
use crate::components::icon::IconName;
use crate::components::live::Entry;
use crate::components::notice::{NoticeKind, still_notice};
use crate::components::parts::{details, paragraph, paragraph_of};
use crate::i18n::times::Reader;
use crate::i18n::{fill, t_string};
use crate::pages::reading::{name_of, other_zone};
use crate::pages::shell::Words;
use crate::routes::{self, Named};
use crate::state::{Conversation, Owed, Pressing, Route, TodayEntry};

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

/// What was noticed in all that nobody has taken on.
fn noticed(words: Words, pressing: &[Pressing], reader: &Reader) -> Option<String> {
    let level = pressing.iter().map(|one| one.level).max()?;
    let mut about = SortedSet::new();
    about.extend(pressing.iter().flat_map(|one| &one.about));
    let about: Vec<NoticedCategory> = about.into_iter().copied().collect();
    Some(noticed_words(words, level, &about, reader.language))
}

/// Since when somebody is being called.
fn calls(
    words: Words,
    pressing: &[Pressing],
    conversation: &Conversation,
    reader: &Reader,
) -> Option<String> {
    let first = pressing.iter().find(|one| one.calls)?;
    let rungs = conversation.ladder_of(first.id)?.rungs;
    let since = rungs.first().map_or(first.since, |rung| rung.at);
    let since = reader.past(since);
    Some(fill(t_string!(words, today.calls), &[("since", &since)]))
}

/// What was noticed where no answer is owed.
fn beside(
    words: Words,
    entry: &TodayEntry,
    conversation: &Conversation,
    reader: &Reader,
) -> Vec<String> {
    let mut all = Vec::new();
    for one in &entry.pressing {
        let sentence = if one.is_check_in {
            t_string!(words, today.check_in_noticed)
        } else if conversation.owes_answer(one.id) {
            continue;
        } else {
            t_string!(words, today.no_answer_owed)
        };
        all.push(fill(sentence, &[("since", &reader.past(one.since))]));
    }
    all
}

fn letters(words: Words, owed: &Owed, reader: &Reader) -> String {
    let since = reader.past(owed.since);
    match owed.letters {
        1 => fill(t_string!(words, today.letters_one), &[("since", &since)]),
        count => fill(
            t_string!(words, today.letters_some),
            &[("count", &count.to_string()), ("since", &since)],
        ),
    }
}

fn promised(words: Words, window: Option<Window>, reader: &Reader) -> String {
    match window {
        Some(window) => fill(
            t_string!(words, today.promised),
            &[("window", &reader.interval_in_both(window))],
        ),
        None => t_string!(words, today.not_promised).to_owned(),
    }
}

/// What did not come in its window, and what there is to do about it.
fn missed(words: Words, entry: &TodayEntry, reader: &Reader) -> Vec<String> {
    let owed = entry.owed.as_ref().filter(|_| entry.late);
    if let Some(owed) = owed {
        let late = late(words, owed, reader);
        let own_it = (!entry.to_own.is_empty()).then(|| t_string!(words, today.own_it).to_owned());
        return [Some(late), own_it].into_iter().flatten().collect();
    }
    let to_own = |window: &Window| {
        let window = reader.interval_in_both(*window);
        fill(t_string!(words, today.to_own), &[("window", &window)])
    };
    entry.to_own.iter().map(to_own).collect()
}

fn late(words: Words, owed: &Owed, reader: &Reader) -> String {
    let first = owed
        .first
        .map_or_else(String::new, |window| reader.interval_in_both(window));
    match owed.window {
        Some(open) if open.contains(reader.now) => {
            let until = reader.until(open.closes);
            fill(
                t_string!(words, today.late_now),
                &[("window", &first), ("until", &until)],
            )
        }
        Some(next) if next.opens > reader.now => {
            let next = reader.interval_in_both(next);
            fill(
                t_string!(words, today.late_next),
                &[("window", &first), ("next", &next)],
            )
        }
        _ => fill(t_string!(words, today.late), &[("window", &first)]),
    }
}

/// What is written already: a reply, or the end of the exchange.
fn reply(
    words: Words,
    release: Release,
    conversation: &Conversation,
    reader: &Reader,
) -> Option<String> {
    let is_ending = conversation.held_replies().is_empty();
    let sentence = match release {
        Release::Left(_) | Release::LeftOutside(_) => return None,
        Release::HeldUntil(at) => {
            let sentence = if is_ending {
                t_string!(words, today.ending_held)
            } else {
                t_string!(words, today.reply_held)
            };
            return Some(fill(sentence, &[("at", &reader.moment(at))]));
        }
        Release::Waits(_) if is_ending => t_string!(words, today.ending_waits),
        Release::Waits(HoldReason::TheyWroteSince) => t_string!(words, today.reply_waits_wrote),
        Release::Waits(HoldReason::NoWindowWithinReach) => {
            t_string!(words, today.reply_waits_window)
        }
    };
    Some(sentence.to_owned())
}
