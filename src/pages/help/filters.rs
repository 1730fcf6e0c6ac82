//! What to show: the country, found by typing; whom lines are for; which
//! languages they speak.

use super::{
    lines::need_words,
    places::{country_options, language_names},
};
use crate::{
    components::{
        choice::{SelectField, select},
        field::TextField,
        live::live,
        parts::{block, nothing, status},
    },
    i18n::{fill, t_string},
    pages::shell::Words,
    state::{Choices, page::plain},
};
use holdfast_safety::{Country, HelpLine, Need};
use leptos::prelude::*;

/// How many countries may be left for the number of them to be worth saying.
const FIXED: usize = 2;

/// What was chosen on the page. Nothing of it is kept.
#[derive(Clone, Copy)]
pub struct Filters {
    /// A need by its name; empty for everything.
    pub need: RwSignal<String>,
    /// A language's code; empty for any.
    pub language: RwSignal<String>,
    /// How often more lines have come.
    pub came: RwSignal<u32>,
    country: StoredValue<&'static str>,
}

impl Filters {
    /// Everything.
    pub fn new() -> Self {
        Self {
            need: RwSignal::new(String::new()),
            language: RwSignal::new(String::new()),
            came: RwSignal::new(0),
            country: StoredValue::new(""),
        }
    }

    /// Another country begins with everything.
    pub fn begin(self, country: &'static Country) {
        if self.country.get_value() != country.code {
            self.country.set_value(country.code);
            self.need.set(String::new());
            self.language.set(String::new());
        }
    }

    /// Whether a line speaks the language chosen, or may.
    pub fn speaks(self, line: &HelpLine) -> bool {
        self.language.with(|code| {
            code.is_empty() || line.languages.is_empty() || line.languages.contains(&code.as_str())
        })
    }
}

/// The country, and a field that leaves fewer of them to choose from.
pub fn country_search(words: Words, choices: Choices) -> AnyView {
    let typed = RwSignal::new(String::new());
    let all = StoredValue::new(country_options(words));
    let code = move || choices.country.get().unwrap_or_default();
    let options = Signal::derive(move || {
        let wanted = plain(typed.get().trim());
        let chosen = code();
        let mut options = all.get_value();
        let last = options.len().saturating_sub(1);
        let mut place = 0;
        options.retain(|(code, name)| {
            let is_fixed = place == 0 || place == last || *code == chosen;
            place += 1;
            is_fixed || has(&plain(name), &wanted)
        });
        options
    });
    let found = move || {
        if typed.with(|typed| typed.trim().is_empty()) {
            return String::new();
        }
        let count = options.with(|options| options.len().saturating_sub(FIXED));
        let count = count.to_string();
        fill(t_string!(words, help.search_found), &[("count", &count)])
    };
    let search = view! {
        <TextField
            id="help-search"
            label=t_string!(words, help.search_label)
            input_type="search"
            value=typed
            on_input=move |text| typed.set(text)
        />
    };
    let country = view! {
        <SelectField
            id="help-country"
            label=t_string!(words, help.country_label)
            hint=t_string!(words, help.country_why)
            options
            value=Signal::derive(code)
            on_change=move |code: String| choices.choose_country(&code)
        />
    };
    block(
        "help-choice",
        vec![
            block(
                "screen-only",
                vec![search.into_any(), status(Some("small quiet"), found)],
            ),
            country.into_any(),
        ],
    )
}

/// Whether one is in the other; looks at each place, for names are short.
fn has(name: &str, wanted: &str) -> bool {
    let size = wanted.len().max(1);
    wanted.is_empty()
        || name
            .as_bytes()
            .windows(size)
            .any(|part| part == wanted.as_bytes())
}

/// Whom the lines are for, and which languages they speak.
pub fn line_choices(words: Words, country: &'static Country, filters: Filters) -> AnyView {
    let has = |need: &Need| country.lines.iter().any(|line| line.need == *need);
    let mut needs = vec![(String::new(), t_string!(words, help.need_all).to_owned())];
    for need in Need::ALL.into_iter().filter(has) {
        needs.push((need.name().to_owned(), need_words(words, need).to_owned()));
    }
    let need = select(
        "help-need",
        (t_string!(words, help.need_label), ""),
        needs,
        move || filters.need.get(),
        move |need| filters.need.set(need),
    );
    block(
        "help-choice screen-only",
        vec![need, languages(words, country, filters)],
    )
}

/// Only where the lines differ in what is known of their languages.
fn languages(words: Words, country: &'static Country, filters: Filters) -> AnyView {
    let mut codes: Vec<&str> = Vec::new();
    for code in country.lines.iter().flat_map(|line| line.languages) {
        if !codes.contains(code) {
            codes.push(code);
        }
    }
    if codes.len() < 2 {
        return nothing();
    }
    let names = language_names(words, &codes);
    let any = t_string!(words, help.language_any);
    let mut options = vec![(String::new(), any.to_owned())];
    options.extend(codes.into_iter().map(str::to_owned).zip(names));
    live(move || {
        select(
            "help-language",
            (
                t_string!(words, help.language_label),
                t_string!(words, help.language_note),
            ),
            options.clone(),
            move || filters.language.get(),
            move |language| filters.language.set(language),
        )
    })
}
