//! The rhythm of the conversation that the address names, or of the patient's
//! own.

use holdfast_protocol::Role;
use leptos::prelude::*;

use super::agreed::{Side, agreement_in_words};
use super::coming::coming;
use super::promises::{MONTHS, promises};
use super::proposal::{Looking, open_proposal};
use super::takeaway::{Takeaway, dated, takeaway};
use super::unreached::unreached_as_agreed;
use super::versions::versions;
use super::week::rhythm_week;
use crate::components::button::{ButtonKind, button_link_with};
use crate::components::empty_state::empty_state;
use crate::components::icon::IconName;
use crate::components::live::{effect, live};
use crate::components::parts::{heading, nothing, paragraph, paragraph_of, row, section, status};
use crate::components::shell::Page;
use crate::i18n::{fill, t_string, use_i18n};
use crate::pages::check_in::courses;
use crate::pages::reading::{use_conversation, use_name};
use crate::pages::shell::Times;
use crate::routes;
use crate::side::known;
use crate::state::{Conversation, Desk};

/// The rhythm of the conversation that the address names, or of the patient's
/// own.
#[component]
pub fn RhythmPage() -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let times = expect_context::<Times>();
    let conversation = use_conversation();
    let name = use_name(conversation);
    let weeks_on = RwSignal::new(0_i64);
    let months = RwSignal::new(MONTHS);
    let way = Takeaway {
        words,
        desk,
        times,
        conversation,
        weeks_on,
        months,
        done: RwSignal::new(String::new()),
    };
    let looking = Looking::new(desk);
    effect(move || {
        let book = desk.book.read();
        let Some(found) = conversation.get().and_then(|id| book.get(id)) else {
            return;
        };
        let from = way.looks_back_to(found);
        if !found.covers(from) {
            desk.look_back(found.id, from);
        }
    });
    on_cleanup(move || desk.look_ahead());
    let title = move || {
        let book = desk.book.read();
        let found = conversation.get().and_then(|id| book.get(id));
        if found.is_some_and(|found| known(found.role) == Role::Therapist) {
            let title = t_string!(words, rhythm.title_with);
            fill(title, &[("name", &name.get())])
        } else {
            t_string!(words, rhythm.title).to_owned()
        }
    };
    let body = live(move || {
        let book = desk.book.read();
        let Some(found) = conversation.get().and_then(|id| book.get(id)) else {
            return paragraph(t_string!(words, common.lost.not_yours));
        };
        let side = Side::of(words, times, found);
        if !found.covers(way.looks_back_to(found)) {
            let looking = t_string!(words, rhythm.looking_back);
            return status(None, move || {
                let said = if desk.looking_back.get() { looking } else { "" };
                said.to_owned()
            });
        }
        let agreed = agreed(found, &side);
        let week = agreed.as_ref().map(|_| rhythm_week(found, &side, weeks_on));
        // Files to keep are for the one whose rhythm it is, and weigh on every first visit.
        let to_take = match (&agreed, known(side.role)) {
            (Some(_), Role::Patient) => takeaway(way),
            _ => nothing(),
        };
        let ways = ways(found, &side, agreed.is_some());
        vec![
            as_of(&side),
            open_proposal(found, &side, looking),
            if desk.is_whole() {
                nothing_yet(found, &side)
            } else {
                nothing()
            },
            week.unwrap_or_else(nothing),
            starts(found, &side),
            coming(found, &side),
            courses(found, &side),
            promises(found, &side, months),
            agreed.unwrap_or_else(nothing),
            versions(found, &side),
            to_take,
            ways,
        ]
        .into_any()
    });
    view! {
        <Page title wide=true>
            {body}
        </Page>
    }
}

/// On paper: of which day the page is.
fn as_of(side: &Side) -> AnyView {
    let date = dated(side.reader).date(side.reader.date_of(side.reader.now));
    let said = fill(t_string!(side.words, rhythm.save.as_of), &[("date", &date)]);
    paragraph_of("print-only", said)
}

/// Nothing is agreed and nothing proposed.
fn nothing_yet(conversation: &Conversation, side: &Side) -> AnyView {
    if !conversation.timeline.is_empty() || conversation.open_proposal().is_some() {
        return nothing();
    }
    let words = side.words;
    let sentence = match known(side.role) {
        Role::Patient => t_string!(words, rhythm.empty_patient),
        Role::Therapist => t_string!(words, rhythm.empty_therapist),
    };
    let title = t_string!(words, rhythm.empty_title);
    empty_state(IconName::Rhythm, title, side.named(sentence), None)
}

/// Both have agreed, and it does not count yet.
fn starts(conversation: &Conversation, side: &Side) -> AnyView {
    let (words, reader) = (side.words, &side.reader);
    let timeline = &conversation.timeline;
    match timeline.next_change(reader.now) {
        Some(first) if timeline.in_force(reader.now).is_none() => {
            let said = t_string!(words, rhythm.proposal.agreed);
            let from = reader.starting(first.from);
            paragraph_of("lead", fill(said, &[("from", &from)]))
        }
        _ => nothing(),
    }
}

/// The version in force, or the one that both have agreed to start with.
fn agreed(conversation: &Conversation, side: &Side) -> Option<AnyView> {
    let (timeline, now) = (&conversation.timeline, side.reader.now);
    let first = || timeline.next_change(now).map(|next| &next.agreement);
    let agreement = timeline.in_force(now).or_else(first)?;
    let title = t_string!(side.words, rhythm.agreed.heading);
    let parts = vec![
        heading(title),
        agreement_in_words(agreement, side),
        unreached_as_agreed(conversation, agreement, side),
    ];
    Some(section("agreed", parts))
}

/// Where a therapist can go from here.
fn ways(conversation: &Conversation, side: &Side, agreed: bool) -> AnyView {
    if known(side.role) != Role::Therapist {
        return nothing();
    }
    let words = side.words;
    let agreement = if agreed {
        t_string!(words, rhythm.change)
    } else {
        t_string!(words, rhythm.propose)
    };
    let to_letters = t_string!(words, rhythm.to_letters);
    let way = |icon, kind, to, said| button_link_with(icon, kind, false, to, said);
    row(vec![
        way(
            IconName::Agreement,
            ButtonKind::Quiet,
            routes::agreement(conversation.id),
            agreement,
        ),
        way(
            IconName::Letters,
            ButtonKind::Plain,
            routes::letters(conversation.id),
            to_letters,
        ),
    ])
}
