//! Noticing while somebody writes. It stops nothing: it only decides what is
//! shown beside the words.

use crate::i18n::spoken;
#[cfg(feature = "patient")]
use crate::pages::later;
use crate::pages::prompt::Shown;
use crate::state::{Desk, DraftOf, Heeded, Pause, get_to_know, page, to_know, with_unlooked};
use core::time::Duration;
use holdfast_protocol::{ConversationId, EnvelopeId};
use holdfast_safety::{Assessment, Language, LanguageChoice, assess_without, is_ready, prepare};
use leptos::prelude::*;

/// How long a pause in typing is.
const PAUSE: Duration = Duration::from_millis(600);

/// From one part of getting ready to the next: a key pressed meanwhile goes
/// first, and the language spoken is there after some seconds.
const BETWEEN: Duration = Duration::from_millis(100);

/// When the page rests after it was opened.
const REST: Duration = Duration::from_secs(5);

/// The handle; lives as long as the page of one conversation.
#[derive(Clone, Copy)]
pub struct Noticing {
    pause: Pause,
    heeded: StoredValue<Heeded>,
    /// Where what was not meant is kept, and what is to be looked at again.
    pub(super) desk: Desk,
    /// Of which conversation.
    pub(super) conversation: ConversationId,
    /// Whether what was not meant stays when the page is left: in a letter of
    /// the patient's.
    stays: bool,
    /// What is shown.
    pub shown: RwSignal<Option<Shown>>,
    /// The letter that it is about, once that is kept.
    pub letter: RwSignal<Option<EnvelopeId>>,
}

impl Noticing {
    /// Nothing noticed yet; goes on with what was not meant if that `stays`, as
    /// in a letter.
    #[must_use]
    pub fn new(desk: Desk, conversation: ConversationId, stays: bool) -> Self {
        let mut heeded = Heeded::default();
        if stays {
            heeded.quieted = desk.draft(DraftOf::Quiet(conversation));
        }
        Self {
            pause: Pause::new(),
            heeded: StoredValue::new(heeded),
            desk,
            conversation,
            stays,
            shown: RwSignal::new(None),
            letter: RwSignal::new(None),
        }
    }

    /// The same, in which these rules are quiet, one on each line.
    #[must_use]
    pub fn without(self, quieted: String) -> Self {
        self.heeded.update_value(|heeded| heeded.quieted = quieted);
        self
    }

    /// The rules that are quiet, one on each line.
    #[must_use]
    pub fn quieted(self) -> String {
        self.heeded.with_value(|heeded| heeded.quieted.clone())
    }

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
    fn look_again(self, prompts: bool) {
        let of = DraftOf::Unlooked(self.conversation);
        if !self.desk.draft(of).is_empty() {
            page::load_rest(false, move |came| {
                if came {
                    later::look_again(self, prompts);
                }
            });
        }
    }

    /// Somebody typed: looks once they pause.
    pub fn typed(self, text: RwSignal<String>) {
        let look = move || {
            if let Some(text) = text.try_get_untracked() {
                self.look(&text);
            }
        };
        self.pause.after(PAUSE, move || {
            if let Some(text) = text.try_get_untracked() {
                get_to_know(to_know(&text, own_language()), look);
            }
            look();
        });
    }

    /// A letter is being sent: looks at once, and says what it carries. Where
    /// the writer's language is not here yet, the letter does not wait; what is
    /// to be said is said when it has come.
    pub fn sending(self, text: &str) -> Assessment {
        self.pause.cancel();
        // What was not meant in this letter is not, whenever the rest comes.
        let quieted = self.quieted();
        let assessment = assessed(text, &quieted);
        let mut number = 0;
        let languages = to_know(text, own_language());
        let is_known = languages.iter().all(|one| is_ready(*one));
        self.change(|heeded| {
            number = heeded.sends(&assessment);
            heeded.unlooked = (!is_known).then(|| quieted.clone());
        });
        let sent = text.to_owned();
        get_to_know(languages, move || {
            let late = assessed(&sent, &quieted);
            self.change(|heeded| heeded.late(number, &late, page::is_writing()));
        });
        assessment
    }

    /// The letter is kept: the next one begins afresh.
    pub fn kept(self, letter: EnvelopeId) {
        let mut quieted = None;
        self.change(|heeded| {
            heeded.kept(letter);
            quieted = heeded.unlooked.take();
        });
        self.keep_quieted(String::new());
        if let Some(quieted) = quieted {
            let of = DraftOf::Unlooked(self.conversation);
            let noted = with_unlooked(&self.desk.draft(of), letter, &quieted);
            self.desk.save_draft(of, noted);
            #[cfg(feature = "patient")]
            self.look_again(false);
        }
    }

    /// This was found in a letter that was sent when this page was not there.
    #[cfg(feature = "patient")]
    pub(super) fn found(self, letter: EnvelopeId, found: &Assessment) {
        self.change(|heeded| heeded.found(letter, found, page::is_writing()));
    }

    /// Whether it was shown because of a pause in typing, so that the field
    /// had the focus.
    #[must_use]
    pub fn came_while_typing(self) -> bool {
        self.shown
            .with_untracked(|shown| shown.as_ref().is_some_and(|shown| !shown.sending))
    }

    /// Item nine has so many points.
    pub fn item_nine(self, points: u8, sending: bool) {
        self.change(|heeded| heeded.item_nine(points, sending));
    }

    /// "Close": not shown again for this letter unless there is more to say.
    pub fn close(self) {
        self.change(Heeded::close);
    }

    /// "This is not what I meant": quiets the rules for this letter only.
    pub fn not_meant(self, text: &str) {
        let mut again = false;
        self.change(|heeded| again = heeded.not_meant());
        if again {
            self.keep_quieted(self.quieted());
            self.look(text);
        }
    }

    fn keep_quieted(self, rules: String) {
        let of = DraftOf::Quiet(self.conversation);
        if self.stays && self.desk.draft(of) != rules {
            self.desk.save_draft(of, rules);
        }
    }

    fn look(self, text: &str) {
        let assessment = self.assess(text);
        self.change(|heeded| heeded.typed(&assessment));
    }

    /// What is noticed in a text, but for what was not meant. People mix
    /// languages, and write in another than the app's.
    pub fn assess(self, text: &str) -> Assessment {
        self.heeded
            .with_value(|heeded| assessed(text, &heeded.quieted))
    }

    /// Shows what is to be shown after a change; nothing once the page is gone.
    fn change(self, change: impl FnOnce(&mut Heeded)) {
        let changed = self.heeded.try_update_value(|heeded| {
            change(heeded);
            (heeded.letter, heeded.shown.clone())
        });
        let Some((letter, shown)) = changed else {
            return;
        };
        if self.letter.get_untracked() != letter {
            self.letter.set(letter);
        }
        if self.shown.with_untracked(|before| *before != shown) {
            self.shown.set(shown);
        }
    }
}

/// What is noticed in a text; these rules, one on each line, are quiet.
pub(super) fn assessed(text: &str, quieted: &str) -> Assessment {
    let quieted: Vec<&str> = quieted.lines().collect();
    assess_without(text, LanguageChoice::All, &quieted)
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
