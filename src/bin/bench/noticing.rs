//! Noticing, as the page drives it.

use holdfast_safety::{Language, LanguageChoice, assess};
use wasm_bindgen::prelude::*;

/// Takes up the pack of the language with this code; says whether it was one.
#[wasm_bindgen]
pub fn install(code: &str, pack: &[u8]) -> bool {
    Language::from_code(code).is_some_and(|one| holdfast_safety::install(one, pack).is_ok())
}

/// The next part of getting ready; says whether there may be another.
#[wasm_bindgen]
pub fn prepare() -> bool {
    holdfast_safety::prepare()
}

/// Looks at a text in the language with this code, in all of them where there
/// is none such; gives how pressing it is, none being 0.
#[wasm_bindgen]
pub fn notice(code: &str, text: &str) -> u32 {
    let choice = Language::from_code(code).map_or(LanguageChoice::All, LanguageChoice::Known);
    assess(text, choice).level as u32
}
