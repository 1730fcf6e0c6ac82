//! The name, and the yes.

use super::trouble::{is_about_name, needs_another_link, trouble_words};
use crate::{
    components::{
        button::{Button, ButtonKind},
        field::TextField,
        icon::IconName,
        notice::{Notice, NoticeKind},
        progress::Progress,
    },
    i18n::{t_string, use_i18n},
    routes,
    state::{Desk, JoinTrouble, Route},
};
use holdfast_protocol::{Link, LinkError};
use leptos::prelude::*;

/// Asks for a name and joins.
#[component]
pub(super) fn JoinForm(
    whole: Link,
    link: RwSignal<Result<Link, LinkError>>,
    busy: RwSignal<bool>,
) -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let name = RwSignal::new(String::new());
    let trouble = RwSignal::new(None::<JoinTrouble>);
    let route = expect_context::<Route>();
    let join = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        trouble.set(None);
        desk.join(
            whole.clone(),
            name.get_untracked(),
            move |joined| match joined {
                Ok(()) => route.go(routes::HOME),
                Err(error) => {
                    let _ = busy.try_set(false);
                    let _ = trouble.try_set(Some(error));
                }
            },
        );
    };
    let name_problem = Signal::derive(move || {
        let trouble = trouble.get().filter(is_about_name)?;
        Some(trouble_words(words, &trouble))
    });
    let action = move || {
        if trouble
            .get()
            .is_some_and(|trouble| !is_about_name(&trouble))
        {
            t_string!(words, common.try_again)
        } else {
            t_string!(words, join.join)
        }
    };
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
                label=move || t_string!(words, join.name_label)
                hint=move || t_string!(words, join.name_hint)
                value=name
                on_input=move |typed| name.set(typed)
                problem=name_problem
                autocomplete="given-name"
            />
            <JoinTroubleNotice trouble link />
            <Button kind=ButtonKind::Primary submit=true disabled=busy>{action}</Button>
            {move || {
                busy.get().then(|| view! { <Progress words=move || t_string!(words, join.joining) /> })
            }}
        </form>
    }
}

/// What went wrong, where it is not the name; another link where only that
/// can help.
#[component]
fn JoinTroubleNotice(
    trouble: RwSignal<Option<JoinTrouble>>,
    link: RwSignal<Result<Link, LinkError>>,
) -> impl IntoView {
    let words = use_i18n();
    move || {
        let trouble = trouble.get().filter(|trouble| !is_about_name(trouble))?;
        let other = needs_another_link(&trouble).then(|| {
            view! {
                <Button on_click=move |()| link.set(Err(LinkError::Empty))>
                    {move || t_string!(words, join.other_link)}
                </Button>
            }
        });
        Some(view! {
            <Notice kind=NoticeKind::Sand icon=IconName::Information>
                <p>{move || trouble_words(words, &trouble)}</p>
                {other}
            </Notice>
        })
    }
}
