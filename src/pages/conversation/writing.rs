//! What is being written in one conversation, and what becomes of it.

use super::{noticing::Noticing, outside::Asked, trouble::trouble_words};
use crate::{
    components::live::effect,
    i18n::t_string,
    pages::shell::Words,
    side::known,
    state::{Conversation, Desk, DraftOf, KeepTrouble, NewLetter, noticed, page},
};
use holdfast_protocol::{
    Answer, ConversationId, EnvelopeId, LETTER_CHARACTERS_MAX, Role, is_blank,
};
use leptos::prelude::*;

/// The id of the field that letters are written in.
pub const FIELD: &str = "letter-field";

/// The handle; lives as long as the page of one conversation.
#[derive(Clone, Copy)]
pub struct Writing {
    /// Where it is kept.
    pub desk: Desk,
    /// What sentences are asked of.
    pub words: Words,
    /// Which conversation.
    pub conversation: ConversationId,
    /// Who writes.
    pub role: Role,
    /// The words so far.
    pub text: RwSignal<String>,
    /// The held reply whose words are being changed.
    pub editing: RwSignal<Option<EnvelopeId>>,
    /// Whether the letter needs no answer.
    pub no_answer: RwSignal<bool>,
    /// Whether the reply owns what was missed.
    pub owning: RwSignal<bool>,
    /// What is to leave outside the agreed windows, while that is asked.
    pub asks_outside: RwSignal<Option<Asked>>,
    /// The last letter that was here when something was typed, or else when
    /// the page was opened; to a therapist.
    pub seen: RwSignal<Option<EnvelopeId>>,
    /// Whether something is being kept right now.
    pub busy: RwSignal<bool>,
    /// Why the last letter was not kept; empty if it was.
    pub trouble: RwSignal<String>,
    /// What screen readers hear: what was done last.
    pub said: RwSignal<String>,
    /// Whether something was kept here that is not shown yet.
    pub wrote: RwSignal<bool>,
    /// What was noticed.
    pub noticing: Noticing,
}

impl Writing {
    /// Goes on with the draft.
    #[must_use]
    pub fn new(desk: Desk, words: Words, conversation: ConversationId, role: Role) -> Self {
        let draft = desk.draft(DraftOf::Letter(conversation));
        let writing = Self {
            desk,
            words,
            conversation,
            role,
            text: RwSignal::new(draft),
            editing: RwSignal::new(None),
            no_answer: RwSignal::new(false),
            owning: RwSignal::new(false),
            asks_outside: RwSignal::new(None),
            seen: RwSignal::new(None),
            busy: RwSignal::new(false),
            trouble: RwSignal::new(String::new()),
            said: RwSignal::new(String::new()),
            wrote: RwSignal::new(false),
            noticing: Noticing::new(desk, conversation, known(role) == Role::Patient),
        };
        writing.follow_other_tabs();
        match known(role) {
            Role::Patient => {
                writing.noticing.get_ready();
                // What was written before is looked at as what is typed is.
                if writing.text.with_untracked(|text| !is_blank(text)) {
                    writing.noticing.follows(writing.text);
                }
            }
            Role::Therapist => {
                writing.sees();
                writing.follow_held_reply();
            }
        }
        writing
    }

    /// What this field is a draft of.
    fn draft_of(self) -> DraftOf {
        match self.editing.try_get_untracked().flatten() {
            Some(held) => DraftOf::Change(held),
            None => DraftOf::Letter(self.conversation),
        }
    }

    /// Shows what another tab has typed or sent, unless something was typed
    /// here since; looks again where somebody said there what was not meant.
    fn follow_other_tabs(self) {
        let mut before = None::<(DraftOf, String, String)>;
        effect(move || {
            self.editing.track();
            let of = self.draft_of();
            let quiet = DraftOf::Beside(self.conversation);
            let (stored, quieted) = self.desk.drafts.with(|drafts| {
                let found = |of| drafts.get(of).cloned().unwrap_or_default();
                (found(&of), found(&quiet))
            });
            let (untouched, others) = before.as_ref().map_or((false, false), |before| {
                let now = self.text.with_untracked(|now| *now == before.1);
                (before.0 == of && now, before.2 != quieted)
            });
            if untouched && self.text.with_untracked(|now| *now != stored) {
                let was = self.text.get_untracked();
                self.text.set(stored.clone());
                match known(self.role) {
                    Role::Patient if is_blank(&stored) => self.noticing.taken_elsewhere(was),
                    Role::Patient => self.noticing.follows(self.text),
                    Role::Therapist => {}
                }
            } else if others && !is_blank(&stored) && known(self.role) == Role::Patient {
                self.noticing.follows(self.text);
            }
            before = Some((of, stored, quieted));
        });
    }

    /// Somebody typed.
    pub fn typed(self, text: String) {
        self.hush();
        self.put(text);
        match known(self.role) {
            Role::Patient => self.noticing.typed(self.text),
            Role::Therapist => self.sees(),
        }
    }

    /// Notes what is here to be read.
    fn sees(self) {
        let newest = self.desk.book.with_untracked(|book| {
            let found = book.get(self.conversation);
            found.and_then(Conversation::newest_arrival)
        });
        if self.seen.get_untracked() != newest {
            self.seen.set(newest);
        }
    }

    /// The words of a letter of this conversation.
    #[must_use]
    pub fn words_of(self, letter: EnvelopeId) -> String {
        self.desk
            .book
            .with_untracked(|book| {
                let letter = book.get(self.conversation)?.letter(letter)?;
                Some(letter.text.clone())
            })
            .unwrap_or_default()
    }

    /// Whether the words of a held reply are being changed.
    #[must_use]
    pub fn is_editing(self) -> bool {
        self.editing.with(Option::is_some)
    }

    /// How many characters there are too many.
    #[must_use]
    pub fn over(self) -> usize {
        self.text
            .with(|text| text.chars().count())
            .saturating_sub(LETTER_CHARACTERS_MAX)
    }

    /// Whether there is something to keep now.
    #[must_use]
    pub fn can_send(self) -> bool {
        !self.busy.get() && self.over() == 0 && self.text.with(|text| !is_blank(text))
    }

    /// Keeps the letter, or the changed words of a held reply.
    pub fn send(self) {
        self.hush();
        self.busy.set(true);
        let text = self.text.get_untracked();
        match self.editing.get_untracked() {
            Some(held) if known(self.role) == Role::Therapist => self.replace(held, text),
            _ => self.write(text),
        }
    }

    fn write(self, text: String) {
        let looked = (known(self.role) == Role::Patient).then(|| self.noticing.sending(&text));
        let letter = NewLetter {
            text: text.clone(),
            answer: if self.no_answer.get_untracked() {
                Answer::NotNeeded
            } else {
                Answer::Wanted
            },
            noticed: looked
                .as_ref()
                .and_then(|looked| noticed(&looked.assessment)),
            owns: self.owned(),
            seen: self.seen.get_untracked(),
        };
        self.desk.write(self.conversation, letter, move |outcome| {
            let _ = self.busy.try_set(false);
            match outcome {
                Ok(id) => {
                    self.clear(&text);
                    if known(self.role) == Role::Patient {
                        self.noticing.kept(id, looked);
                    }
                    let _ = self.no_answer.try_set(false);
                    let _ = self.owning.try_set(false);
                    self.say(t_string!(self.words, letters.announce.kept));
                }
                Err(trouble) => self.complain(&trouble),
            }
        });
    }

    /// Lets the promise for these letters go: no answer is owed to them any
    /// more. `done` is what is said then.
    pub fn close(self, letters: Vec<EnvelopeId>, done: &'static str) {
        self.hush();
        self.desk
            .close_exchange(self.conversation, letters, move |outcome| match outcome {
                Ok(_) => self.say(done),
                Err(trouble) => self.complain(&trouble),
            });
    }

    /// Puts words below what is already in the field.
    pub fn add(self, words: &str) {
        if self.editing.try_get_untracked().flatten().is_some() {
            self.stop_editing();
        }
        let Some(text) = self.text.try_get_untracked() else {
            // The page is gone: the words wait in the draft.
            let of = DraftOf::Letter(self.conversation);
            let draft = self.desk.draft(of);
            return self.desk.save_draft(of, below(&draft, words));
        };
        self.put(below(&text, words));
        focus_field();
    }

    /// What was done, for screen readers.
    pub(super) fn say(self, done: &str) {
        let _ = self.said.try_set(done.to_owned());
    }

    /// What went wrong, beside the words.
    pub(super) fn complain(self, trouble: &KeepTrouble) {
        let _ = self.trouble.try_set(trouble_words(self.words, trouble));
    }

    /// Neither any more.
    pub(super) fn hush(self) {
        self.trouble.set(String::new());
        self.said.set(String::new());
    }

    /// The words in the field and in the draft.
    pub(super) fn put(self, text: String) {
        self.text.set(text.clone());
        self.desk.save_draft(self.draft_of(), text);
    }

    /// Takes the kept words out of the field, but not what was typed since.
    pub(super) fn clear(self, kept: &str) {
        let _ = self.wrote.try_set(true);
        let of = DraftOf::Letter(self.conversation);
        let draft = self.desk.draft(of);
        let rest = draft.strip_prefix(kept).unwrap_or(&draft).to_owned();
        let _ = self.text.try_set(rest.clone());
        self.desk.save_draft(of, rest);
    }
}

fn below(text: &str, words: &str) -> String {
    if text.trim().is_empty() {
        words.to_owned()
    } else {
        format!("{text}\n\n{words}")
    }
}

/// Moves the keyboard's place to where letters are written.
pub(super) fn focus_field() {
    page::once_shown(|| page::focus(&format!("#{FIELD}")));
}
