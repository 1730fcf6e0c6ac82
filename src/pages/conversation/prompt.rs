//! What is shown beside the words when they suggest danger. It blocks nothing.

use super::prompt_words::{PromptLines, Ways, heading, sentences, ways_for};
use super::{noticing::Shown, writing::Writing};
use crate::{
    components::{
        button::{ButtonKind, ButtonLink},
        prompt::HelpPrompt,
    },
    i18n::{t_string, use_i18n},
    pages::help::{Someone, country_options, is_online},
    routes,
    state::{Choices, Desk},
};
use holdfast_safety::Level;
use leptos::prelude::*;

/// Nothing, a quiet line, or the prompt.
#[component]
pub fn NoticedLine(writing: Writing) -> impl IntoView {
    let shown = writing.noticing.shown;
    move || {
        let shown = shown.get()?;
        Some(if shown.level >= Level::Urgent {
            view! { <Prompt shown writing /> }.into_any()
        } else {
            view! { <ConcernLine /> }.into_any()
        })
    }
}

#[component]
fn ConcernLine() -> impl IntoView {
    let words = use_i18n();
    view! {
        <div class="row concern-line" role="status">
            <p>{move || t_string!(words, letters.concern)}</p>
            <ButtonLink href=routes::HELP.to_owned()>
                {move || t_string!(words, common.get_help)}
            </ButtonLink>
        </div>
    }
}

#[component]
fn Prompt(shown: Shown, writing: Writing) -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let choices = expect_context::<Choices>();
    let shown = StoredValue::new(shown);
    let ways: Memo<Ways> = Memo::new(move |_| {
        let code = choices.country.get().unwrap_or_default();
        shown.with_value(|shown| ways_for(words, shown, &code, is_online(desk)))
    });
    let take_focus = shown.with_value(|shown| shown.sending);
    view! {
        <HelpPrompt
            id="noticed"
            heading=move || shown.with_value(|shown| heading(words, shown))
            sentences=Signal::derive(move || {
                shown.with_value(|shown| sentences(words, shown, writing, desk, choices))
            })
            primary=Signal::derive(move || ways.with(|ways| ways.first.clone()))
            others=Signal::derive(move || ways.with(|ways| ways.others.clone()))
            lines=move || view! { <PromptLines ways /> }
            country_label=move || t_string!(words, help.country_label)
            countries=Signal::derive(move || country_options(words))
            country=Signal::derive(move || choices.country.get().unwrap_or_default())
            on_country=move |code: String| choices.choose_country(&code)
            not_meant_label=move || t_string!(words, help.prompt.not_meant)
            on_not_meant=move |()| writing.not_meant()
            close_label=move || t_string!(words, help.prompt.close)
            on_close=move |()| writing.close_prompt()
            take_focus=take_focus
        >
            <details>
                <summary>{move || t_string!(words, help.someone_title)}</summary>
                <Someone />
            </details>
            <details>
                <summary>{move || t_string!(words, help.what_happens_title)}</summary>
                <p>{move || t_string!(words, help.what_happens)}</p>
            </details>
            <div class="row">
                <ButtonLink href=routes::HELP.to_owned() kind=ButtonKind::Plain>
                    {move || t_string!(words, help.prompt.more)}
                </ButtonLink>
            </div>
        </HelpPrompt>
    }
}
