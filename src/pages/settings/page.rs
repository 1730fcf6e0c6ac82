//! Language, look, country, and this device.

use leptos::prelude::*;

use super::device::this_device;
use crate::components::choice::select;
use crate::components::parts::{heading, section};
use crate::components::shell::page as page_of;
use crate::i18n::{t_string, use_i18n};
use crate::pages::help::country_options;
use crate::pages::language::language_choice;
use crate::pages::shell::Words;
use crate::state::{Choices, Theme};
#[cfg(feature = "therapist")]
use {
    super::telling::telling,
    crate::components::{live::live, parts::nothing},
    crate::side::known,
    crate::state::{Desk, Session},
    holdfast_protocol::Role,
};

/// What stands in the list for [`Theme::Device`].
const AS_THE_DEVICE: &str = "device";

/// Language, look, country, and this device.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let words = use_i18n();
    let choices = expect_context::<Choices>();
    let mut look = vec![heading(t_string!(words, settings.look_title))];
    look.extend(language_choice(words));
    look.push(select(
        "settings-theme",
        (t_string!(words, settings.theme), ""),
        Theme::ALL.map(|theme| theme_option(words, theme)).to_vec(),
        move || theme_code(choices.theme.get()).to_owned(),
        move |code| choices.choose_theme(Theme::from_code(Some(&code))),
    ));
    let country = vec![
        heading(t_string!(words, settings.country_title)),
        select(
            "settings-country",
            (
                t_string!(words, settings.country),
                t_string!(words, settings.country_hint),
            ),
            country_options(words),
            move || choices.country.get().unwrap_or_default(),
            move |code| choices.choose_country(&code),
        ),
    ];
    let mut parts = vec![section("stack", look), section("stack", country)];
    #[cfg(feature = "therapist")]
    parts.push(live(move || {
        let desk = expect_context::<Desk>();
        let is_therapist = desk.session.with(|session| {
            matches!(session, Session::Here { role, .. } if known(*role) == Role::Therapist)
        });
        if is_therapist {
            telling(words, desk)
        } else {
            nothing()
        }
    }));
    parts.append(&mut this_device(words));
    page_of(t_string!(words, settings.title), parts)
}

fn theme_option(words: Words, theme: Theme) -> (String, String) {
    let said = match theme {
        Theme::Device => t_string!(words, settings.theme_device),
        Theme::Light => t_string!(words, settings.theme_light),
        Theme::Dark => t_string!(words, settings.theme_dark),
    };
    (theme_code(theme).to_owned(), said.to_owned())
}

fn theme_code(theme: Theme) -> &'static str {
    theme.code().unwrap_or(AS_THE_DEVICE)
}
