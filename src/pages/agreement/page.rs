//! The agreement editor of the conversation that the address names.

use chrono::{DateTime, Days, NaiveDate, Utc};
use holdfast_protocol::{ConversationId, Role};
use holdfast_rhythm::{Tz, WallTime, resolve};
use leptos::prelude::*;

use super::editor::Editor;
use super::fields::{finer_points, templates, when_it_counts};
use super::form::{Form, Template};
use super::places::List;
use super::preview::preview;
use super::proposing::propose;
use super::rows::rows;
use crate::components::icon::IconName;
use crate::components::live::live;
use crate::components::notice::{NoticeKind, still_notice};
use crate::components::parts::{nothing, paragraph, paragraph_of};
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
        let book = desk.book.read();
        let found = book.get(conversation.get()?)?;
        (found.role == Role::Therapist).then_some(found.id)
    });
    let body = live(move || match theirs.get() {
        Some(conversation) => editing(desk, conversation, name),
        None => paragraph(t_string!(words, common.lost.not_yours)),
    });
    let title = move || fill(t_string!(words, agreement.title), &[("name", &name.get())]);
    view! {
        <Page title wide=true>
            {body}
        </Page>
    }
}

fn editing(desk: Desk, conversation: ConversationId, name: Memo<String>) -> AnyView {
    let form = match desk.book.read_untracked().get(conversation) {
        Some(found) => first_form(found, desk.reader_zone(), desk.now.get_untracked()),
        None => Form::default(),
    };
    let editor = Editor::new(conversation, form, name);
    let words = editor.words;
    let lead = live(move || paragraph_of("lead", editor.named(t_string!(words, agreement.lead))));
    let not_joined = live(move || {
        let book = desk.book.read();
        let found = book.get(conversation);
        if found.is_some_and(|found| found.partner.is_some()) {
            return nothing();
        }
        let said = paragraph(editor.named(t_string!(words, agreement.not_joined)));
        still_notice(NoticeKind::Calm, IconName::People, vec![said])
    });
    vec![
        lead,
        not_joined,
        templates(editor),
        rows(editor, List::Windows),
        when_it_counts(editor),
        rows(editor, List::Away),
        rows(editor, List::Extra),
        finer_points(editor),
        preview(editor),
        propose(editor),
    ]
    .into_any()
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
