//! Noticing while somebody writes. It stops nothing: it only decides what is
//! shown beside the words.

use crate::i18n::spoken;
use crate::pages::prompt::Shown;
use crate::state::{Pause, get_to_know};
use core::time::Duration;
use holdfast_protocol::EnvelopeId;
use holdfast_safety::{
    Assessment, Language, LanguageChoice, Level, assess_without, likely_languages, prepare,
};
use leptos::prelude::*;

/// How long a pause in typing is.
const PAUSE: Duration = Duration::from_millis(600);

/// What the writer has said about what was shown, for this letter.
struct Heeded {
    /// Rules that are quiet.
    quieted: Vec<&'static str>,
    /// Rules that spoke last.
    rules: Vec<&'static str>,
    /// How pressing it was when they closed it.
    closed: Level,
}

/// The handle; lives as long as the page of one conversation.
#[derive(Clone, Copy)]
pub struct Noticing {
    pause: Pause,
    heeded: StoredValue<Heeded>,
    /// What is shown.
    pub shown: RwSignal<Option<Shown>>,
    /// The letter that it is about, once that is kept.
    pub letter: RwSignal<Option<EnvelopeId>>,
}

impl Noticing {
    /// Nothing noticed yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            pause: Pause::new(),
            heeded: StoredValue::new(Heeded {
                quieted: Vec::new(),
                rules: Vec::new(),
                closed: Level::None,
            }),
            shown: RwSignal::new(None),
            letter: RwSignal::new(None),
        }
    }

    /// Gets ready before somebody types: loads what is known of the language
    /// spoken, and builds it a little at a time, as at once it would stop a slow
    /// phone in the middle of a word.
    pub fn get_ready(self) {
        let pause = Pause::new();
        let language = Language::from_code(spoken().code());
        get_to_know(Vec::from_iter(language), move || prepare_after(pause));
        prepare_after(pause);
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
                get_to_know(likely_languages(&text), look);
            }
            look();
        });
    }

    /// A letter is being sent: looks at once, and says what it carries. Where
    /// the writer's language is not here yet, the letter does not wait; what is
    /// to be said is said when it has come.
    pub fn sending(self, text: &str) -> Assessment {
        self.pause.cancel();
        let assessment = self.assess(text);
        self.letter.set(None);
        self.show(&assessment, true);
        let sent = text.to_owned();
        // What was not meant in this letter is not, whenever the rest comes.
        let quieted = self.heeded.with_value(|heeded| heeded.quieted.clone());
        get_to_know(likely_languages(text), move || {
            if self.shown.try_get_untracked() == Some(None) {
                let late = assess_without(&sent, LanguageChoice::All, &quieted);
                self.show(&late, true);
            }
        });
        assessment
    }

    /// The letter is kept: the next one begins afresh.
    pub fn kept(self, letter: EnvelopeId) {
        self.heeded.try_update_value(|heeded| {
            heeded.quieted.clear();
            heeded.closed = Level::None;
        });
        let _ = self.letter.try_set(Some(letter));
    }

    /// Whether it was shown because of a pause in typing, so that the field
    /// had the focus.
    #[must_use]
    pub fn came_while_typing(self) -> bool {
        self.shown
            .with_untracked(|shown| shown.as_ref().is_some_and(|shown| !shown.sending))
    }

    /// "Close": not shown again for this letter unless it becomes more
    /// pressing.
    pub fn close(self) {
        if let Some(shown) = self.shown.get_untracked() {
            self.heeded
                .update_value(|heeded| heeded.closed = shown.level);
        }
        self.shown.set(None);
    }

    /// "This is not what I meant": quiets the rules for this letter only.
    pub fn not_meant(self, text: &str) {
        let is_unsent = self.came_while_typing();
        self.shown.set(None);
        if is_unsent {
            self.heeded
                .update_value(|heeded| heeded.quieted.append(&mut heeded.rules));
            self.look(text);
        }
    }

    fn look(self, text: &str) {
        let assessment = self.assess(text);
        // What was said about a letter just sent stays until there is more to say.
        if assessment.prompts() || self.letter.with_untracked(Option::is_none) {
            self.letter.set(None);
            self.show(&assessment, false);
        }
    }

    fn assess(self, text: &str) -> Assessment {
        // People mix languages, and write in another than the app's.
        self.heeded
            .with_value(|heeded| assess_without(text, LanguageChoice::All, &heeded.quieted))
    }

    fn show(self, assessment: &Assessment, sending: bool) {
        let rules = assessment.findings.iter().map(|finding| finding.rule);
        self.heeded
            .update_value(|heeded| heeded.rules = rules.collect());
        let is_news = self
            .heeded
            .with_value(|heeded| assessment.level > heeded.closed);
        let shown = (assessment.level > Level::None && is_news).then(|| Shown {
            level: assessment.level,
            categories: assessment.categories(),
            sending,
        });
        if self.shown.with_untracked(|before| *before != shown) {
            self.shown.set(shown);
        }
    }
}

fn prepare_after(pause: Pause) {
    pause.after(PAUSE, move || {
        if prepare() {
            prepare_after(pause);
        }
    });
}
