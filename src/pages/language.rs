//! Which language the app speaks, chosen where somebody begins and in the
//! settings.

use leptos::prelude::*;

use crate::components::choice::select;
use crate::components::icon::IconName;
use crate::components::live::live;
use crate::components::notice::{NoticeKind, notice};
use crate::components::parts::{nothing, paragraph};
use crate::i18n::{Language, fill, t_string};
use crate::pages::shell::Words;
use crate::state::{Choices, page};

/// The field's id, by which the page that is built anew finds it again.
const FIELD: &str = "settings-language";

/// The choice, and a word where the language chosen is not on this device.
pub fn language_choice(words: Words) -> Vec<AnyView> {
    let choices = expect_context::<Choices>();
    let choice = select(
        FIELD,
        (t_string!(words, settings.language), ""),
        Language::ALL
            .map(|language| (language.code().to_owned(), language.own_name().to_owned()))
            .to_vec(),
        move || choices.language.get().code().to_owned(),
        move |code| {
            if let Some(language) = Language::from_tag(&code) {
                // The page is built anew; whoever chose stays where they were.
                choices.choose_language_then(language, || {
                    page::once_shown(|| page::focus("#settings-language"));
                });
            }
        },
    );
    let unreached = live(move || match choices.unreached.get() {
        Some(language) => {
            let said = t_string!(words, settings.language_unreached);
            let said = fill(said, &[("language", language.own_name())]);
            notice(
                NoticeKind::Sand,
                IconName::Information,
                vec![paragraph(said)],
            )
        }
        None => nothing(),
    });
    vec![choice, unreached]
}
