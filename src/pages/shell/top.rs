//! The bar at the top, filled.

use super::words::Times;
use crate::{
    components::shell::TopBar,
    i18n::{fill, t_string, use_i18n},
    routes,
    state::{Conversation, Desk, Route, Session, page},
};
use holdfast_protocol::{ConversationId, Role};
use leptos::prelude::*;

/// Who you write with, when they read next, help, and the way out.
#[component]
pub fn Top() -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let times = expect_context::<Times>();
    let route = expect_context::<Route>();
    let current = Memo::new(move |_| current(&desk.session.get(), &route.path()));
    let title = Memo::new(move |_| {
        desk.book.with(|book| {
            let conversation = current.get().and_then(|id| book.get(id))?;
            name_in(conversation)
        })
    });
    let note = move || {
        let is_patient = desk.session.with(|session| {
            matches!(
                session,
                Session::Here {
                    role: Role::Patient,
                    ..
                }
            )
        });
        let id = current.get().filter(|_| is_patient)?;
        desk.book.with(|book| {
            let conversation = book.get(id)?;
            let reader = times.reader(None);
            let timeline = &conversation.timeline;
            if let Some(open) = timeline.window_at(reader.now) {
                let until = reader.clock(open.closes);
                return Some(fill(
                    t_string!(words, common.window_open),
                    &[("until", &until)],
                ));
            }
            let window = reader.interval(timeline.next_opening(reader.now)?);
            Some(fill(
                t_string!(words, common.next_window),
                &[("window", &window)],
            ))
        })
    };
    view! {
        <TopBar
            title=move || title.get().unwrap_or_else(|| t_string!(words, common.product).to_owned())
            note=move || note().unwrap_or_default()
            help_label=move || t_string!(words, common.get_help)
            help_href=routes::HELP.to_owned()
            exit_label=move || t_string!(words, common.exit)
            on_exit=|()| page::leave()
        />
    }
}

/// What the other side of a conversation is called by.
#[must_use]
pub fn name_in(conversation: &Conversation) -> Option<String> {
    let partner = conversation.partner.as_ref();
    partner
        .map(|partner| partner.name.clone())
        .or_else(|| conversation.label.clone().filter(|label| !label.is_empty()))
}

/// The conversation that the page is about.
fn current(session: &Session, path: &str) -> Option<ConversationId> {
    let Session::Here { home, .. } = session else {
        return None;
    };
    let named = path.rsplit('/').next().and_then(|id| id.parse().ok());
    named.or(*home)
}
