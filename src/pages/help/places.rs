//! Countries and languages to choose from, named in the reader's language.

use crate::{
    i18n::{spoken, t_string},
    pages::shell::Words,
    state::page::{Named, names, plain},
};
use holdfast_rhythm::sort_by_key;
use holdfast_safety::{country, country_codes};

/// What stands for a country that is not in the table.
pub const ELSEWHERE: &str = "elsewhere";

/// Whether this is a place for which neither an emergency number nor a line is
/// known.
#[must_use]
pub fn has_no_number(code: &str) -> bool {
    country(code).is_some_and(|country| country.emergency.is_empty() && country.lines.is_empty())
}

/// Countries to choose from, in the order of their names, with "choose" at the
/// start and "not here" at the end.
#[must_use]
pub fn country_options(words: Words) -> Vec<(String, String)> {
    let named = named_countries();
    let first = ("", t_string!(words, help.country_choose));
    let last = (ELSEWHERE, t_string!(words, help.elsewhere));
    let [first, last] = [first, last].map(|(code, name)| (code.to_owned(), name.to_owned()));
    let mut options = vec![first];
    options.extend(
        named
            .into_iter()
            .map(|(code, name)| (code.to_owned(), name)),
    );
    options.push(last);
    options
}

fn named_countries() -> Vec<(&'static str, String)> {
    let codes: Vec<_> = country_codes().collect();
    let names = names(Named::Country, spoken().code(), &codes);
    let mut named: Vec<_> = codes.into_iter().zip(names).collect();
    sort_by_key(&mut named, |(_, name)| plain(name));
    named
}

/// The name of one country.
#[must_use]
pub fn country_name(code: &str) -> String {
    names(Named::Country, spoken().code(), &[code]).concat()
}

/// The names of these languages.
#[must_use]
pub fn language_names(words: Words, codes: &[&str]) -> Vec<String> {
    let mut named = names(Named::Language, spoken().code(), codes);
    // Browsers have no name for it.
    for name in named.iter_mut().filter(|name| *name == "ase") {
        t_string!(words, help.sign_language).clone_into(name);
    }
    named
}
