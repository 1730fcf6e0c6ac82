//! Noticing while somebody writes. It stops nothing: it only decides what is
//! shown beside the words.

mod sending;

use super::getting_ready::own_language;
use crate::{
    pages::prompt::Shown,
    state::{
        Author, Conversation, Desk, DraftOf, Heeded, Pause, get_to_know, quiet_part, quiet_rules,
        still_quiet, to_know, with_quiet, within_reach,
    },
};
use core::time::Duration;
use holdfast_protocol::{ConversationId, EnvelopeId};
use holdfast_safety::{Assessment, LanguageChoice, Level, assess_without};
use leptos::prelude::*;

/// How long a pause in typing is.
const PAUSE: Duration = Duration::from_millis(600);

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
    /// Goes on with what was not meant if that `stays`, as in a letter, and
    /// with what is shown of one that was sent and still waits.
    #[must_use]
    pub fn new(desk: Desk, conversation: ConversationId, stays: bool) -> Self {
        let mut heeded = Heeded::default();
        if stays {
            let waits = |letter| {
                let book = desk.book.read_untracked();
                let found = book.get(conversation);
                found.is_some_and(|found| found.waits(letter))
            };
            if let Some((of, letter, shown)) = desk.prompted.get_value()
                && of == conversation
                && waits(letter)
            {
                heeded.again(letter, shown);
            }
        }
        Self {
            pause: Pause::new(),
            shown: RwSignal::new(heeded.shown.clone()),
            letter: RwSignal::new(heeded.letter),
            heeded: StoredValue::new(heeded),
            desk,
            conversation,
            stays,
        }
    }

    /// The same, in which these rules are quiet, one on each line.
    #[must_use]
    pub fn without(self, quieted: String) -> Self {
        self.heeded.update_value(|heeded| heeded.quieted = quieted);
        self
    }

    /// The rules that are quiet in this text, one on each line. In a letter
    /// what was said in another tab counts, too.
    #[must_use]
    pub fn quieted(self, text: &str) -> String {
        still_quiet(&self.noted(), text)
    }

    fn noted(self) -> String {
        if self.stays {
            return quiet_part(&self.desk.draft(DraftOf::Beside(self.conversation)));
        }
        let noted = self.heeded.try_with_value(|heeded| heeded.quieted.clone());
        noted.unwrap_or_default()
    }

    /// Somebody typed: looks once they pause. Nothing is quiet any more whose
    /// words are gone.
    pub fn typed(self, text: RwSignal<String>) {
        let quieted = text.with_untracked(|text| self.quieted(text));
        self.keep_quieted(quieted);
        self.follows(text);
    }

    /// The words are others now, or are shown again: looks after a pause.
    pub fn follows(self, text: RwSignal<String>) {
        text.with_untracked(|text| {
            self.heeded.update_value(|heeded| heeded.goes_on(text));
        });
        let look = move || {
            if let Some(text) = text.try_get_untracked() {
                self.look(&text);
            }
        };
        self.pause.after(PAUSE, move || {
            if let Some(text) = text.try_get_untracked() {
                let text = within_reach(&text);
                get_to_know(to_know(&text, own_language()), look);
            }
            look();
        });
    }

    /// Another tab has taken these words out of the field. Where it has kept
    /// them, what is shown is about that letter; the next one begins afresh.
    pub fn taken_elsewhere(self, words: String) {
        self.keep_quieted(String::new());
        self.heeded.update_value(|heeded| heeded.goes_on(""));
        self.pause.after(PAUSE, move || {
            let kept = self.desk.book.with_untracked(|book| {
                let letters = book.get(self.conversation).map(Conversation::letters)?;
                let mut own = letters.iter().rev();
                let newest = own.find(|letter| letter.author == Author::Me)?;
                (newest.text == words).then_some(newest.id)
            });
            match kept {
                Some(letter) => self.change(|heeded| heeded.kept(letter)),
                None => self.look(""),
            }
        });
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
        let mut more = None;
        self.change(|heeded| more = heeded.not_meant());
        if let Some(more) = more {
            self.keep_quieted(self.noted() + &more);
            self.look(text);
        }
    }

    fn keep_quieted(self, rules: String) {
        if self.noted() == rules {
            return;
        }
        if self.stays {
            let of = DraftOf::Beside(self.conversation);
            let beside = with_quiet(&self.desk.draft(of), &rules);
            return self.desk.save_draft(of, beside);
        }
        self.heeded
            .try_update_value(|heeded| heeded.quieted = rules);
    }

    fn look(self, text: &str) {
        let text = within_reach(text);
        let assessment = assessed(&text, &self.quieted(&text));
        self.change(|heeded| heeded.typed(&assessment, &text));
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
        if self.stays {
            let prompt = shown.clone().filter(|shown| shown.level >= Level::Urgent);
            let prompt = letter.zip(prompt);
            let prompted = prompt.map(|(letter, shown)| (self.conversation, letter, shown));
            self.desk.prompted.set_value(prompted);
        }
        if self.letter.get_untracked() != letter {
            self.letter.set(letter);
        }
        if self.shown.with_untracked(|before| *before != shown) {
            self.shown.set(shown);
        }
    }
}

/// What is noticed in a text; these rules, one on each line, are quiet. People
/// mix languages, and write in another than the app's.
pub fn assessed(text: &str, quieted: &str) -> Assessment {
    assess_without(text, LanguageChoice::All, &quiet_rules(quieted))
}
