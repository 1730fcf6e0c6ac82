//! The name, and the yes.

use super::{
    Invitation,
    trouble::{is_about_name, needs_another_link, trouble_words},
};
use crate::{
    components::{
        button::{Button, ButtonKind, button},
        field::TextField,
        icon::IconName,
        live::{live, live_words},
        notice::{NoticeKind, notice},
        parts::{nothing, paragraph},
        progress::progress,
    },
    i18n::t_string,
    pages::shell::Words,
    routes,
    state::{Desk, JoinTrouble, Route, page},
};
use holdfast_protocol::{Link, LinkError};
use leptos::prelude::*;

/// Why joining did not work, where the person sees it.
#[derive(Clone, Copy)]
struct Troubles {
    /// What is wrong with the name.
    name: RwSignal<Option<String>>,
    /// Anything else.
    other: RwSignal<Option<String>>,
    /// Whether only another link can help.
    needs_link: RwSignal<bool>,
}

impl Troubles {
    fn new() -> Self {
        Self {
            name: RwSignal::new(None),
            other: RwSignal::new(None),
            needs_link: RwSignal::new(false),
        }
    }

    fn clear(self) {
        self.name.set(None);
        self.other.set(None);
    }

    /// Says it; the focus goes to the name where that is what has to change.
    fn tell(self, words: Words, trouble: &JoinTrouble) {
        let place = if is_about_name(trouble) {
            page::once_shown(|| page::focus("#join-name"));
            self.name
        } else {
            self.other
        };
        let _ = self.needs_link.try_set(needs_another_link(trouble));
        let _ = place.try_set(Some(trouble_words(words, trouble)));
    }
}

/// Asks for a name and joins.
pub(super) fn join_form(words: Words, whole: Link, invitation: Invitation) -> AnyView {
    let desk = expect_context::<Desk>();
    let route = expect_context::<Route>();
    let busy = invitation.busy;
    let name = RwSignal::new(String::new());
    let troubles = Troubles::new();
    let join = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        troubles.clear();
        desk.join(
            whole.clone(),
            name.get_untracked(),
            move |joined| match joined {
                Ok(()) => route.go(routes::HOME),
                Err(error) => {
                    let _ = busy.try_set(false);
                    troubles.tell(words, &error);
                }
            },
        );
    };
    let action = move || match troubles.other.with(Option::is_some) {
        true => t_string!(words, common.try_again),
        false => t_string!(words, join.join),
    };
    let waiting = live(move || match busy.get() {
        true => progress(t_string!(words, join.joining)),
        false => nothing(),
    });
    view! {
        <form
            class="stack"
            on:submit=move |event| {
                event.prevent_default();
                join();
            }
        >
            <TextField
                id="join-name"
                label=t_string!(words, join.name_label)
                hint=t_string!(words, join.name_hint)
                value=name
                on_input=move |typed| name.set(typed)
                problem=troubles.name
                autocomplete="given-name"
            />
            {trouble_notice(words, troubles, invitation)}
            <Button kind=ButtonKind::Primary submit=true disabled=busy>
                {live_words(move || action().into())}
            </Button>
            {waiting}
        </form>
    }
    .into_any()
}

/// What went wrong, where it is not the name; another link where only that
/// can help.
fn trouble_notice(words: Words, troubles: Troubles, invitation: Invitation) -> AnyView {
    live(move || {
        let Some(trouble) = troubles.other.get() else {
            return nothing();
        };
        let mut parts = vec![paragraph(trouble)];
        if troubles.needs_link.get() {
            let other = t_string!(words, join.other_link);
            parts.push(button(ButtonKind::Quiet, other, move || {
                invitation.link.set(Err(LinkError::Empty));
            }));
        }
        notice(NoticeKind::Sand, IconName::Information, parts)
    })
}
