//! Invitations: making one, and its link until somebody has used it.

use leptos::prelude::*;

use crate::components::attributes::given;
use crate::components::button::{ButtonKind, button_with};
use crate::components::field::TextField;
use crate::components::icon::IconName;
use crate::components::live::live;
use crate::components::parts::{nothing, paragraph, row};
use crate::i18n::t_string;
use crate::pages::shell::Words;
use crate::state::{Desk, page};

/// The link of an invitation, with a way to copy it. `id` is unique on the
/// page; `waits` is whether the relay may not have the invitation yet;
/// `copied` is what became of copying it, once somebody has tried.
pub(super) fn invitation_link(
    words: Words,
    id: String,
    link: String,
    waits: bool,
    copied: RwSignal<Option<bool>>,
) -> AnyView {
    let hint = format!("{id}-hint");
    let shown = link.clone();
    let copy = move || {
        page::copy_then(link.clone(), move |done| {
            let _ = copied.try_set(Some(done));
        });
    };
    let outcome = match copied.get() {
        None => "",
        Some(true) => t_string!(words, today.people.copied),
        Some(false) => t_string!(words, today.people.not_copied),
    };
    let not_yet = if waits {
        paragraph(t_string!(words, today.people.link_waits))
    } else {
        nothing()
    };
    let copying = row(vec![
        button_with(
            IconName::Letters,
            ButtonKind::Quiet,
            t_string!(words, today.people.copy),
            copy,
        ),
        view! { <p role="status">{outcome}</p> }.into_any(),
    ]);
    view! {
        <div class="stack stack-close" data-testid="invitation">
            <div class="field">
                <label {..given("for", id.clone())}>{t_string!(words, today.people.link_label)}</label>
                <p class="field-hint" {..given("id", hint.clone())}>
                    {t_string!(words, today.people.link_words)}
                </p>
                <input class="control" {..given("id", id)} type="text" readonly {..given("value", shown)} {..given("aria-describedby", hint)} />
            </div>
            {not_yet}
            {copying}
        </div>
    }
    .into_any()
}

/// Makes an invitation for a patient.
pub(super) fn invite(words: Words, desk: Desk) -> AnyView {
    let label = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let made = RwSignal::new(false);
    let problem = Signal::derive(move || {
        let said = || t_string!(words, today.people.invite_needs_label).to_owned();
        missing.get().then(said)
    });
    let invite = move || {
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
    let outcome = live(move || {
        let made = made.get();
        let said = if made {
            t_string!(words, today.people.link_new)
        } else {
            ""
        };
        said.into_any()
    });
    let invite = button_with(
        IconName::Add,
        ButtonKind::Primary,
        t_string!(words, today.people.invite),
        invite,
    );
    view! {
        <section class="sheet stack">
            <h2>{t_string!(words, today.people.invite_title)}</h2>
            <TextField
                id="invite-label"
                label=t_string!(words, today.people.invite_label)
                hint=t_string!(words, today.people.invite_hint)
                value=label
                on_input=move |typed| label.set(typed)
                problem=problem
            />
            {invite}
            <p role="status">{outcome}</p>
        </section>
    }
    .into_any()
}
