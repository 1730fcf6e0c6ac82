//! What is shown when the app itself fails.

use std::{cell::Cell, panic};
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Document;

/// The sentences, in the language of the app.
pub struct StoppedWords {
    /// What has happened.
    pub title: &'static str,
    /// What is safe, and what to do.
    pub words: &'static str,
    /// Opens the app again.
    pub again: &'static str,
    /// Leads to people who are there now.
    pub help: &'static str,
}

thread_local! {
    /// What to say; gone once it is said, so that failing at that ends there.
    static WORDS: Cell<Option<StoppedWords>> = const { Cell::new(None) };
}

/// Shows these sentences in place of the app if it ever fails.
pub fn say_if_stopped(words: StoppedWords) {
    WORDS.set(Some(words));
    panic::set_hook(Box::new(|_| stopped()));
}

/// Says that the app has stopped. Plain elements, because nothing of the app
/// can be relied on by then. In the build that people load every panic calls
/// this itself (docs/decisions/app-shrinking.md).
#[wasm_bindgen]
pub fn stopped() {
    let document = web_sys::window().and_then(|window| window.document());
    if let (Some(words), Some(document)) = (WORDS.take(), document) {
        // A browser that cannot even do this shows what it had.
        let _ = show(&document, &words);
    }
}

fn show(document: &Document, words: &StoppedWords) -> Option<()> {
    let page = document.create_element("main").ok()?;
    page.set_class_name("plain");
    page.set_attribute("role", "alert").ok()?;
    for (tag, text, href) in [
        ("h1", words.title, None),
        ("p", words.words, None),
        ("a", words.again, Some("/")),
        ("a", words.help, Some("/help.html")),
    ] {
        let element = document.create_element(tag).ok()?;
        element.set_text_content(Some(text));
        let line = document.create_element("p").ok()?;
        match href {
            Some(href) => {
                element.set_attribute("href", href).ok()?;
                line.append_child(&element).ok()?;
                page.append_child(&line).ok()?;
            }
            None => {
                page.append_child(&element).ok()?;
            }
        }
    }
    let body = document.body()?;
    body.set_text_content(None);
    body.append_child(&page).ok()?;
    Some(())
}
