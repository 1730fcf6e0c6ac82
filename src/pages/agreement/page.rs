//! The agreement editor of the conversation that the address names.

use chrono::{DateTime, Days, NaiveDate, Utc};
use holdfast_protocol::{ConversationId, Role};
use holdfast_rhythm::{Tz, WallTime, resolve};
use leptos::prelude::*;

use super::editor::{Base, Editor};
use super::fields::{FinerPoints, Templates, WhenItCounts};
use super::form::{Form, Template};
use super::preview::{Preview, WhatChanges};
use super::proposing::Propose;
use super::rows::{SingleWindows, TimesAway, Windows};
use crate::components::icon::IconName;
use crate::components::notice::Notice;
use crate::components::shell::Page;
use crate::i18n::{fill, t_string, use_i18n};
use crate::pages::reading::{use_conversation, use_name};
use crate::state::{Conversation, Desk};

/// The agreement editor of the conversation that the address names.
#[component]
pub fn AgreementPage() -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let conversation = use_conversation();
    let name = use_name(conversation);
    let theirs = Memo::new(move |_| {
        conversation.get().filter(|id| {
            desk.book.with(|book| {
                book.get(*id)
                    .is_some_and(|found| found.role == Role::Therapist)
            })
        })
    });
    let body = move || match theirs.get() {
        Some(conversation) => view! { <Editing conversation name /> }.into_any(),
        None => view! { <p>{move || t_string!(words, common.lost.not_yours)}</p> }.into_any(),
    };
    view! {
        <Page
            title=move || fill(t_string!(words, agreement.title), &[("name", &name.get())])
            wide=true
        >
            {body}
        </Page>
    }
}

#[component]
fn Editing(conversation: ConversationId, name: Memo<String>) -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let base = Memo::new(move |_| {
        desk.book.with(|book| Base {
            version: book.get(conversation).map_or(1, Conversation::next_version),
            previous: book.get(conversation).and_then(latest),
        })
    });
    let form = desk.book.with_untracked(|book| {
        let now = desk.now.get_untracked();
        match book.get(conversation) {
            Some(found) => first_form(found, desk.reader_zone(), now),
            None => Form::default(),
        }
    });
    let editor = Editor::new(form, name, base);
    let joined = Memo::new(move |_| {
        desk.book.with(|book| {
            book.get(conversation)
                .is_some_and(|found| found.partner.is_some())
        })
    });
    let named = move |sentence: &'static str| fill(sentence, &[("name", &name.get())]);
    view! {
        <p class="lead">{move || named(t_string!(words, agreement.lead))}</p>
        {move || {
            (!joined.get())
                .then(|| {
                    view! {
                        <Notice still=true icon=IconName::People>
                            <p>{named(t_string!(words, agreement.not_joined))}</p>
                        </Notice>
                    }
                })
        }}
        <Templates editor />
        <Windows editor />
        <WhenItCounts editor />
        <TimesAway editor />
        <SingleWindows editor />
        <FinerPoints editor />
        <WhatChanges editor />
        <Preview conversation editor />
        <Propose conversation editor />
    }
}

fn latest(conversation: &Conversation) -> Option<holdfast_rhythm::Agreement> {
    let latest = conversation.timeline.versions().last()?;
    Some(latest.agreement.clone())
}

/// What to begin with: the proposal that is open, else the version agreed last,
/// else a rhythm of once a day; always from a day on that can still be agreed.
fn first_form(conversation: &Conversation, zone: Tz, now: DateTime<Utc>) -> Form {
    let previous = latest(conversation);
    let proposed = conversation
        .open_proposal()
        .and_then(|entry| entry.agreement.as_ref().ok());
    let earliest = previous.as_ref().map_or_else(
        || now.with_timezone(&zone).date_naive(),
        |previous| first_midnight(previous.zone(), now + previous.notice()),
    );
    match proposed.or(previous.as_ref()) {
        Some(agreement) => {
            let document = agreement.document();
            Form::change(document, document.effective_from.max(earliest))
        }
        None => Form::new(Template::OnceADay, zone, earliest),
    }
}

/// The first date in `zone` that does not begin before `instant`.
fn first_midnight(zone: Tz, instant: DateTime<Utc>) -> NaiveDate {
    let date = instant.with_timezone(&zone).date_naive();
    if resolve(zone, date, WallTime::MIDNIGHT) >= instant {
        date
    } else {
        date + Days::new(1)
    }
}
