//! The words as files of the build: the script in index.html has loaded those
//! of one language before the program runs, others come when they are chosen.

use gloo::net::http::{Request, Response};
use wasm_bindgen::JsValue;
use web_sys::RequestCache;

/// What the script leaves for the program: `{ language, text, files }`.
const LEFT_BY_THE_PAGE: &str = "holdfastWords";

/// The code of the language that was loaded, and the text of its file.
#[must_use]
pub fn loaded() -> Option<(String, String)> {
    let left = left_by_the_page(LEFT_BY_THE_PAGE);
    Some((
        field(&left, "language").as_string()?,
        field(&left, "text").as_string()?,
    ))
}

/// Loads the text of another language's file, from the network or from what
/// the worker keeps; nothing where neither has it.
pub async fn load(language: &str) -> Option<String> {
    let files = field(&left_by_the_page(LEFT_BY_THE_PAGE), "files");
    let path = field(&files, language).as_string()?;
    fetched(&path).await?.text().await.ok()
}

/// A file of the build; none where neither the network nor the worker has it.
pub(super) async fn fetched(path: &str) -> Option<Response> {
    fetched_with(path, RequestCache::Default).await
}

/// As [`fetched`], from there or past what is kept.
pub(super) async fn fetched_with(path: &str, cache: RequestCache) -> Option<Response> {
    let answer = Request::get(path).cache(cache).send().await.ok()?;
    answer.ok().then_some(answer)
}

/// What the script in index.html has put there for the program.
pub(super) fn left_by_the_page(name: &str) -> JsValue {
    field(&js_sys::global(), name)
}

pub(super) fn field(of: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(of, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}
