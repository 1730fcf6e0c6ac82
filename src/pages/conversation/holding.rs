//! What a therapist does with replies that are held, and with misses that are
//! to be owned.

use super::writing::{Writing, focus_field};
use crate::{components::live::effect, i18n::t_string, side::known, state::DraftOf};
use chrono::{DateTime, Utc};
use holdfast_protocol::{EnvelopeId, Role};
use holdfast_rhythm::Window;
use leptos::prelude::*;

impl Writing {
    /// Ends a change once the reply has left: its words go into the draft.
    pub(super) fn follow_held_reply(self) {
        effect(move || {
            let Some(held) = self.editing.get() else {
                return;
            };
            let left = self.desk.book.with(|book| {
                book.get(self.conversation)
                    .and_then(|conversation| conversation.letter(held))
                    .is_some_and(|letter| !letter.is_held())
            });
            if left && !self.busy.get_untracked() {
                let changed = self.text.get_untracked();
                self.desk.save_draft(DraftOf::Change(held), String::new());
                self.stop_editing();
                self.add(&changed);
                self.say(t_string!(self.words, letters.announce.left_meanwhile));
            }
        });
    }

    /// Puts the changed words in the place of a held reply.
    pub(super) fn replace(self, held: EnvelopeId, text: String) {
        self.desk
            .replace(self.conversation, held, text, move |outcome| {
                let _ = self.busy.try_set(false);
                match outcome {
                    Ok(_) => {
                        self.replaced(held);
                        self.say(t_string!(self.words, letters.announce.changed));
                    }
                    Err(trouble) => self.complain(&trouble),
                }
            });
    }

    /// Loads the words of a held reply, or what was changed in them before; the
    /// draft waits meanwhile.
    pub fn edit(self, held: EnvelopeId, text: String) {
        self.editing.set(Some(held));
        let changed = self.desk.draft(DraftOf::Change(held));
        self.text
            .set(if changed.is_empty() { text } else { changed });
        focus_field();
    }

    /// Goes back to the draft.
    pub fn stop_editing(self) {
        let _ = self.editing.try_set(None);
        let draft = self.desk.draft(DraftOf::Letter(self.conversation));
        let _ = self.text.try_set(draft);
    }

    /// Something else has taken the place of a held reply.
    pub(super) fn replaced(self, held: EnvelopeId) {
        self.desk.save_draft(DraftOf::Change(held), String::new());
        if self.editing.try_get_untracked().flatten() == Some(held) {
            self.stop_editing();
        }
    }

    /// Takes a held reply back: its words come into the field, and so does what
    /// it owns.
    pub fn take_back(self, held: EnvelopeId) {
        let (text, owns) = self.desk.book.with_untracked(|book| {
            let conversation = book.get(self.conversation);
            let letter = conversation.and_then(|found| found.letter(held));
            letter.map_or_else(Default::default, |letter| {
                (letter.text.clone(), !letter.owns.is_empty())
            })
        });
        self.desk.withdraw(held, move |outcome| match outcome {
            Ok(_) => {
                if owns {
                    let _ = self.owning.try_set(true);
                }
                self.add(&text);
                self.say(t_string!(self.words, letters.announce.taken_back));
            }
            Err(trouble) => self.complain(&trouble),
        });
    }

    /// Takes the end of an exchange back.
    pub fn take_back_closing(self, held: EnvelopeId) {
        self.desk.withdraw(held, move |outcome| match outcome {
            Ok(_) => {
                self.say(t_string!(self.words, letters.announce.not_ended));
            }
            Err(trouble) => self.complain(&trouble),
        });
    }

    /// Lets what is held go although they have written since.
    pub fn send_regardless(self, held: EnvelopeId) {
        self.desk
            .send_regardless(held, move |outcome| match outcome {
                Ok(_) => self.say(t_string!(self.words, letters.announce.regardless)),
                Err(trouble) => self.complain(&trouble),
            });
    }

    /// The misses of this conversation that nothing owns yet.
    #[must_use]
    pub fn to_own(self, now: DateTime<Utc>) -> Vec<Window> {
        self.desk.book.with(|book| {
            book.get(self.conversation)
                .map(|conversation| conversation.to_own(now))
                .unwrap_or_default()
        })
    }

    /// The misses that the reply in the field owns.
    #[must_use]
    pub(super) fn owned(self) -> Vec<Window> {
        if known(self.role) == Role::Therapist && self.owning.get_untracked() {
            untrack(|| self.to_own(self.desk.now.get()))
        } else {
            Vec::new()
        }
    }

    /// Begins the reply with a sentence that owns a miss.
    pub(super) fn begin(self, sentence: &str) {
        self.owning.set(true);
        let text = self.text.get_untracked();
        self.put(if text.trim().is_empty() {
            format!("{sentence}\n\n")
        } else {
            format!("{sentence}\n\n{text}")
        });
        focus_field();
    }
}
