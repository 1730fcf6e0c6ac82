//! Language, look, country, and this device.

use leptos::prelude::*;

use super::device::ThisDevice;
use crate::components::choice::SelectField;
use crate::components::shell::Page;
use crate::i18n::{Language, t_string, use_i18n};
use crate::pages::help::country_options;
use crate::state::{Choices, Theme};

/// What stands in the list for [`Theme::Device`].
const AS_THE_DEVICE: &str = "device";

/// Language, look, country, and this device.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let words = use_i18n();
    let choices = expect_context::<Choices>();
    let languages = Signal::derive(|| {
        Language::ALL
            .map(|language| (language.code().to_owned(), language.own_name().to_owned()))
            .to_vec()
    });
    let themes = Signal::derive(move || {
        Theme::ALL
            .map(|theme| {
                let said = match theme {
                    Theme::Device => t_string!(words, settings.theme_device),
                    Theme::Light => t_string!(words, settings.theme_light),
                    Theme::Dark => t_string!(words, settings.theme_dark),
                };
                (
                    theme.code().unwrap_or(AS_THE_DEVICE).to_owned(),
                    said.to_owned(),
                )
            })
            .to_vec()
    });
    let speak = move |code: String| {
        if let Some(language) = Language::from_tag(&code) {
            choices.choose_language(language);
        }
    };
    let theme = move || {
        choices
            .theme
            .get()
            .code()
            .unwrap_or(AS_THE_DEVICE)
            .to_owned()
    };
    view! {
        <Page title=move || t_string!(words, settings.title)>
            <section class="stack">
                <h2>{move || t_string!(words, settings.look_title)}</h2>
                <SelectField
                    id="settings-language"
                    label=move || t_string!(words, settings.language)
                    options=languages
                    value=Signal::derive(move || choices.language.get().code().to_owned())
                    on_change=speak
                />
                <SelectField
                    id="settings-theme"
                    label=move || t_string!(words, settings.theme)
                    options=themes
                    value=Signal::derive(theme)
                    on_change=move |code: String| {
                        choices.choose_theme(Theme::from_code(Some(&code)));
                    }
                />
            </section>
            <section class="stack">
                <h2>{move || t_string!(words, settings.country_title)}</h2>
                <SelectField
                    id="settings-country"
                    label=move || t_string!(words, settings.country)
                    hint=move || t_string!(words, settings.country_hint)
                    options=Signal::derive(move || country_options(words))
                    value=Signal::derive(move || choices.country.get().unwrap_or_default())
                    on_change=move |code: String| choices.choose_country(&code)
                />
            </section>
            <ThisDevice />
        </Page>
    }
}
