//! Invitations: making one, and its link until somebody has used it.

use leptos::prelude::*;

use crate::components::button::{Button, ButtonKind};
use crate::components::field::TextField;
use crate::components::icon::IconName;
use crate::i18n::{t_string, use_i18n};
use crate::state::{Desk, page};

/// The link of an invitation, with a way to copy it.
#[component]
pub(super) fn InvitationLink(
    /// Unique on the page.
    id: String,
    /// The link.
    link: String,
    /// Whether the relay may not have the invitation yet.
    #[prop(into)]
    waits: Signal<bool>,
) -> impl IntoView {
    let words = use_i18n();
    let copied = RwSignal::new(None::<bool>);
    let shown = link.clone();
    let hint = format!("{id}-hint");
    let copy = move |()| {
        page::copy_then(link.clone(), move |done| {
            let _ = copied.try_set(Some(done));
        });
    };
    let outcome = move || {
        copied.get().map(|done| {
            if done {
                t_string!(words, today.people.copied)
            } else {
                t_string!(words, today.people.not_copied)
            }
        })
    };
    view! {
        <div class="stack stack-close" data-testid="invitation">
            <div class="field">
                <label for=id.clone()>{move || t_string!(words, today.people.link_label)}</label>
                <p class="field-hint" id=hint.clone()>
                    {move || t_string!(words, today.people.link_words)}
                </p>
                <input class="control" id=id type="text" readonly value=shown aria-describedby=hint />
            </div>
            {move || {
                waits.get().then(|| view! { <p>{t_string!(words, today.people.link_waits)}</p> })
            }}
            <div class="row">
                <Button icon=IconName::Letters on_click=copy>
                    {move || t_string!(words, today.people.copy)}
                </Button>
                <p role="status">{outcome}</p>
            </div>
        </div>
    }
}

/// Makes an invitation for a patient.
#[component]
pub(super) fn Invite() -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let label = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let made = RwSignal::new(false);
    let problem = Signal::derive(move || {
        missing
            .get()
            .then(|| t_string!(words, today.people.invite_needs_label).to_owned())
    });
    let invite = move |()| {
        let words_for = label.get_untracked().trim().to_owned();
        missing.set(words_for.is_empty());
        if words_for.is_empty() {
            return;
        }
        made.set(false);
        desk.invite(words_for, move |_, _| {
            let _ = made.try_set(true);
            let _ = label.try_set(String::new());
        });
    };
    view! {
        <section class="sheet stack">
            <h2>{move || t_string!(words, today.people.invite_title)}</h2>
            <TextField
                id="invite-label"
                label=move || t_string!(words, today.people.invite_label)
                hint=move || t_string!(words, today.people.invite_hint)
                value=label
                on_input=move |typed| label.set(typed)
                problem=problem
            />
            <Button kind=ButtonKind::Primary icon=IconName::Add on_click=invite>
                {move || t_string!(words, today.people.invite)}
            </Button>
            <p role="status">
                {move || made.get().then(|| t_string!(words, today.people.link_new))}
            </p>
        </section>
    }
}
