//! Names of countries and languages in the reader's language, by the browser.

use js_sys::{Array, Function, JsString, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// What can be named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// By ISO 3166-1 alpha-2 codes.
    Country,
    /// By ISO 639 codes.
    Language,
}

/// Names each of these codes; a code itself where the browser has no name.
#[must_use]
pub fn names(of: Named, language: &str, codes: &[&str]) -> Vec<String> {
    let namer = namer(of, language);
    let name = |code: &&str| {
        let (display, call) = namer.as_ref()?;
        call.call1(display, &JsValue::from_str(code))
            .ok()?
            .as_string()
    };
    let named = codes.iter();
    named
        .map(|code| name(code).unwrap_or_else(|| (*code).to_owned()))
        .collect()
}

/// `new Intl.DisplayNames([language], { type })` and its `of`, step by step as
/// in `zone.rs`.
fn namer(of: Named, language: &str) -> Option<(JsValue, Function)> {
    let get = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok();
    let kind = match of {
        Named::Country => "region",
        Named::Language => "language",
    };
    let intl = get(&js_sys::global(), "Intl")?;
    let display: Function = get(&intl, "DisplayNames")?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"type".into(), &kind.into()).ok()?;
    let display = Reflect::construct(&display, &Array::of2(&language.into(), &options)).ok()?;
    let call = get(&display, "of")?.dyn_into().ok()?;
    Some((display, call))
}

/// A name as it is searched and sorted: small letters without their marks. By
/// the browser: our own tables of letters weigh as much as a page.
#[must_use]
pub fn plain(name: &str) -> String {
    let apart = JsString::from(name).to_lower_case().normalize("NFD");
    let is_mark = |letter: char| ('\u{300}'..='\u{36f}').contains(&letter);
    let apart = String::from(apart);
    apart.chars().filter(|letter| !is_mark(*letter)).collect()
}
