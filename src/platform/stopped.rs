//! What is shown when the app itself fails.

use std::panic;
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

/// Shows these sentences in place of the app if it ever fails. Plain elements,
/// because nothing of the app can be relied on by then.
pub fn say_if_stopped(words: StoppedWords) {
    panic::set_hook(Box::new(move |_| {
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            // A browser that cannot even do this shows what it had.
            let _ = show(&document, &words);
        }
    }));
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
