//! Getting ready to notice, before somebody types and once the page rests.

use super::noticing::Noticing;
use crate::i18n::spoken;
#[cfg(feature = "patient")]
use crate::pages::later;
#[cfg(feature = "patient")]
use crate::state::DraftOf;
use crate::state::{Pause, get_to_know, page};
use core::time::Duration;
use holdfast_safety::{Language, prepare};

/// From one part of getting ready to the next: a key pressed meanwhile goes
/// first, and the language spoken is there after some seconds.
const BETWEEN: Duration = Duration::from_millis(100);

/// When the page rests after it was opened.
const REST: Duration = Duration::from_secs(5);

impl Noticing {
    /// Gets ready before somebody types: loads what is known of the language
    /// spoken, and builds it a little at a time, as at once it would stop a slow
    /// phone in the middle of a word. The other languages' come once the page
    /// rests: people write in more than one, and without a connection. Where
    /// little is to be loaded, only those that the browser names.
    pub fn get_ready(self) {
        let pause = Pause::new();
        get_to_know(Vec::from_iter(own_language()), move || prepare_after(pause));
        prepare_after(pause);
        Pause::new().after(REST, move || {
            let languages = match page::saves_data() {
                true => named_languages(),
                false => Language::ALL.to_vec(),
            };
            get_to_know(languages, move || prepare_after(pause));
        });
        #[cfg(feature = "patient")]
        self.look_again(true);
    }

    /// Looks again at what was sealed before its language was known, once it
    /// is; `prompts` says whether nobody else does so on this page.
    #[cfg(feature = "patient")]
    pub(super) fn look_again(self, prompts: bool) {
        let of = DraftOf::Unlooked(self.conversation);
        if !self.desk.draft(of).is_empty() {
            page::load_rest(false, move |came| {
                if came {
                    later::look_again(self, prompts);
                }
            });
        }
    }
}

/// The language of the app.
pub(super) fn own_language() -> Option<Language> {
    Language::from_code(spoken().code())
}

/// The languages that the browser's owner reads.
fn named_languages() -> Vec<Language> {
    let tags = page::languages();
    tags.iter()
        .filter_map(|tag| Language::from_code(tag))
        .collect()
}

fn prepare_after(pause: Pause) {
    pause.after(BETWEEN, move || {
        if prepare() {
            prepare_after(pause);
        }
    });
}
