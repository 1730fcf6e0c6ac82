//! What noticing knows of each language, as files of the build: the program
//! holds none of it and loads what is needed.

use super::words::{fetched_with, field, left_by_the_page};
use super::{later::spawn_local, worker};
use core::cell::RefCell;
use holdfast_safety::{Language, install, is_ready};
use std::rc::Rc;
use web_sys::RequestCache;

/// What the script leaves for the program: each language's file.
const LEFT_BY_THE_PAGE: &str = "holdfastPacks";

/// Who hears that a language has come.
type Came = Rc<dyn Fn()>;

thread_local! {
    /// What is on its way, and who waits for it.
    static WAITING: RefCell<Vec<(Language, Came)>> = const { RefCell::new(Vec::new()) };
}

/// Loads these languages' packs, from the network or from what the worker
/// keeps, and has the worker keep them. `came` hears of each that was not here
/// before and is now; where one does not come, the next call asks again.
pub fn load(languages: Vec<Language>, came: impl Fn() + 'static) {
    let came: Came = Rc::new(came);
    for language in languages {
        if is_ready(language) {
            continue;
        }
        let is_first = WAITING.with_borrow_mut(|waiting| {
            let is_first = waiting.iter().all(|(one, _)| *one != language);
            waiting.push((language, came.clone()));
            is_first
        });
        if is_first {
            spawn_local(async move {
                let is_here = fetch(language).await.is_some();
                let mut waited = Vec::new();
                WAITING.with_borrow_mut(|waiting| {
                    waiting.retain(|(one, came)| {
                        if *one == language {
                            waited.push(came.clone());
                        }
                        *one != language
                    });
                });
                if is_here {
                    worker::keep("keep-pack", language.code());
                    waited.iter().for_each(|came| came());
                }
            });
        }
    }
}

async fn fetch(language: Language) -> Option<()> {
    let path = field(&left_by_the_page(LEFT_BY_THE_PAGE), language.code()).as_string()?;
    // One that came damaged is fetched once more, past whatever has kept it.
    for cache in [RequestCache::Default, RequestCache::Reload] {
        if let Some(answer) = fetched_with(&path, cache).await
            && let Ok(pack) = answer.binary().await
            && install(language, &pack).is_ok()
        {
            return Some(());
        }
    }
    None
}
