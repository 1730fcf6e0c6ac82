//! Get help now: reachable from everywhere, offline too, and by anyone.

use super::{
    card::LineCard,
    lines::{ELSEWHERE, country_options, emergency_call, need_words},
    someone::Someone,
};
use crate::{
    components::{button::Button, choice::SelectField, prompt::HelpLink, shell::Page},
    i18n::{t_string, use_i18n},
    state::{Choices, page},
};
use holdfast_safety::{Country, Need, country};
use leptos::prelude::*;

/// Needs, in the order in which they are shown.
const NEEDS: [Need; 4] = [
    Need::Crisis,
    Need::DomesticViolence,
    Need::SexualViolence,
    Need::Child,
];

/// People who are there now.
#[component]
pub fn HelpPage() -> impl IntoView {
    let words = use_i18n();
    let choices = expect_context::<Choices>();
    let code = move || choices.country.get().unwrap_or_default();
    view! {
        <Page title=move || t_string!(words, help.title)>
            <p class="lead">{move || t_string!(words, help.lead)}</p>
            <SelectField
                id="help-country"
                label=move || t_string!(words, help.country_label)
                hint=move || t_string!(words, help.country_why)
                options=Signal::derive(move || country_options(words))
                value=Signal::derive(code)
                on_change=move |code: String| choices.choose_country(&code)
            />
            {move || match country(&code()) {
                Some(country) => view! { <CountryLines country /> }.into_any(),
                None => view! { <NoCountry elsewhere=code() == ELSEWHERE /> }.into_any(),
            }}
            <section>
                <h2>{move || t_string!(words, help.someone_title)}</h2>
                <Someone />
            </section>
            <section>
                <h2>{move || t_string!(words, help.what_happens_title)}</h2>
                <p>{move || t_string!(words, help.what_happens)}</p>
            </section>
            <div class="row screen-only">
                <Button on_click=|()| page::print()>{move || t_string!(words, help.print)}</Button>
            </div>
        </Page>
    }
}

/// No country is chosen, or none that we have numbers for.
#[component]
fn NoCountry(elsewhere: bool) -> impl IntoView {
    let words = use_i18n();
    view! {
        <div class="stack">
            {elsewhere
                .then(|| view! { <p>{move || t_string!(words, help.elsewhere_words)}</p> })}
            <p>{move || t_string!(words, help.no_country)}</p>
        </div>
    }
}

/// Everything that we know for one country.
#[component]
fn CountryLines(country: &'static Country) -> impl IntoView {
    let words = use_i18n();
    let emergency = move || {
        country
            .emergency
            .iter()
            .enumerate()
            .map(|(place, number)| {
                let action = emergency_call(words, number);
                view! { <HelpLink action primary=place == 0 /> }
            })
            .collect_view()
    };
    let needs = NEEDS
        .into_iter()
        .filter(|need| country.lines.iter().any(|line| line.need == *need))
        .map(|need| view! { <NeedLines country need /> })
        .collect_view();
    view! {
        <section>
            <h2>{move || t_string!(words, help.emergency_title)}</h2>
            <div class="row">{emergency}</div>
        </section>
        <section class="stack">
            <h2>{move || t_string!(words, help.lines_title)}</h2>
            {needs}
            <p class="small quiet">{move || t_string!(words, help.sources_note)}</p>
            <p class="small quiet">{move || t_string!(words, help.chat_offline)}</p>
        </section>
    }
}

#[component]
fn NeedLines(country: &'static Country, need: Need) -> impl IntoView {
    let words = use_i18n();
    let lines = country
        .lines
        .iter()
        .filter(move |line| line.need == need)
        .map(|line| view! { <LineCard line /> })
        .collect_view();
    view! {
        <div class="stack stack-close help-need">
            <p class="help-need-name">{move || need_words(words, need)}</p>
            {lines}
        </div>
    }
}
