//! Nobody is at this device yet: an invitation is needed.

use crate::{
    components::{
        button::{Button, ButtonKind, ButtonLink},
        notice::Notice,
        progress::Progress,
        shell::Page,
    },
    i18n::{t_string, use_i18n},
    pages::join::trouble_words,
    routes,
    state::{Desk, JoinTrouble},
};
use leptos::prelude::*;

/// What this is, and what is needed to begin.
#[component]
pub fn WelcomePage(
    /// Whether a join was begun here and not finished.
    unfinished: bool,
) -> impl IntoView {
    let words = use_i18n();
    view! {
        <Page title=move || t_string!(words, common.welcome.title)>
            <p class="lead">{move || t_string!(words, common.welcome.words)}</p>
            <p>{move || t_string!(words, common.welcome.invitation)}</p>
            {unfinished.then(|| view! { <Resume /> })}
            <div class="row">
                <ButtonLink href=routes::JOIN.to_owned()>
                    {move || t_string!(words, common.welcome.paste)}
                </ButtonLink>
            </div>
        </Page>
    }
}

/// A way on with a join that was begun.
#[component]
fn Resume() -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let busy = RwSignal::new(false);
    let trouble = RwSignal::new(None::<JoinTrouble>);
    let resume = move |()| {
        busy.set(true);
        trouble.set(None);
        desk.resume_join(move |joined| {
            let _ = busy.try_set(false);
            let _ = trouble.try_set(joined.err());
        });
    };
    view! {
        <Notice still=true>
            <p>{move || t_string!(words, common.welcome.unfinished)}</p>
            <Button kind=ButtonKind::Primary disabled=busy on_click=resume>
                {move || t_string!(words, common.welcome.resume)}
            </Button>
            <p role="status">
                {move || trouble.get().map(|trouble| trouble_words(words, &trouble))}
            </p>
            {move || {
                busy.get().then(|| view! { <Progress words=move || t_string!(words, join.joining) /> })
            }}
        </Notice>
    }
}
