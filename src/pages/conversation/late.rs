//! What was sealed before its language was known is looked at again once it
//! is, and what is noticed then goes after it (docs/decisions/safety-late.md).

use super::getting_ready::own_language;
use super::noticing::{Noticing, assessed};
use crate::state::{
    Desk, DraftOf, Unlooked, get_to_know, noticed, noticed_in, to_know, unlooked, without_unlooked,
};
use core::cell::Cell;
use holdfast_measures::Measure;
use holdfast_protocol::{CheckInAnswer, Content, ConversationId, EnvelopeId, Noticed};
use holdfast_safety::{Assessment, Level, is_ready};
use leptos::prelude::*;
use std::rc::Rc;

/// Looks at all that is noted, as languages come. `prompts` says whether what
/// is found is shown, too.
pub fn look_again(noticing: Noticing, prompts: bool) {
    let noted = noticing
        .desk
        .draft(DraftOf::Unlooked(noticing.conversation));
    for Unlooked { id, quieted } in unlooked(&noted) {
        let again = Rc::new(Again {
            desk: noticing.desk,
            conversation: noticing.conversation,
            id,
            quieted,
            busy: Cell::new(false),
        });
        let languages = to_know(&again.words(), own_language());
        let all = languages.clone();
        let shown = Cell::new(Level::None);
        let look = Rc::new(move || {
            let found = again.look(all.iter().all(|one| is_ready(*one)));
            if let Some(found) = found.filter(|found| prompts && found.level > shown.get()) {
                shown.set(found.level);
                noticing.found(id, &found);
            }
        });
        let came = Rc::clone(&look);
        get_to_know(languages, move || came());
        look();
    }
}

/// One letter or check-in that is looked at again.
struct Again {
    desk: Desk,
    conversation: ConversationId,
    id: EnvelopeId,
    quieted: String,
    /// Whether what was found is on its way to the disk.
    busy: Cell<bool>,
}

impl Again {
    /// Looks, with the languages that are here; sends what is found, and is
    /// done with it once that is kept and `all` languages were here.
    fn look(self: &Rc<Self>, all: bool) -> Option<Assessment> {
        if self.busy.get() || !self.is_noted() {
            return None;
        }
        let (found, carries) = self.found();
        let says = carries.and_then(|noticed| {
            self.desk.book.with_untracked(|book| {
                let found = book.get(self.conversation)?;
                found.late_notice(self.id, noticed, self.desk.now.get_untracked())
            })
        });
        let Some(notice) = says else {
            if all {
                self.forget();
            }
            return None;
        };
        self.busy.set(true);
        let again = Rc::clone(self);
        self.desk
            .notice_late(self.conversation, notice, move |kept| {
                again.busy.set(false);
                if all && kept.is_ok() {
                    again.forget();
                }
            });
        Some(found)
    }

    fn noted(&self) -> String {
        self.desk.draft(DraftOf::Unlooked(self.conversation))
    }

    fn is_noted(&self) -> bool {
        unlooked(&self.noted()).iter().any(|one| one.id == self.id)
    }

    fn forget(&self) {
        let of = DraftOf::Unlooked(self.conversation);
        let rest = without_unlooked(&self.noted(), self.id);
        self.desk.save_draft(of, rest);
    }

    /// All that was written in it.
    fn words(&self) -> String {
        let all = self.desk.book.with_untracked(|book| {
            let found = book.get(self.conversation)?;
            if let Some(letter) = found.letter(self.id) {
                return Some(letter.text.clone());
            }
            let entry = found.shared().find(|entry| entry.id == self.id)?;
            match &entry.content {
                Content::CheckIn(check_in) => Some(joined(&check_in.answers)),
                _ => None,
            }
        });
        all.unwrap_or_default()
    }

    /// What is noticed now, and as it travels.
    fn found(&self) -> (Assessment, Option<Noticed>) {
        let found = assessed(&self.words(), &self.quieted);
        let of_check_in = self.desk.book.with_untracked(|book| {
            let conversation = book.get(self.conversation)?;
            let entry = conversation.shared().find(|entry| entry.id == self.id)?;
            let Content::CheckIn(check_in) = &entry.content else {
                return None;
            };
            let agreement = conversation.timeline.in_force(check_in.written)?;
            let mut rules = agreement.document().check_ins.iter();
            let rule = rules.find(|rule| rule.id == check_in.id)?;
            let measure = Measure::from_code(&rule.measure)?;
            let before = conversation.total_before(&rule.id, measure, &check_in.due);
            let words: Vec<(usize, Assessment)> = in_words(&check_in.answers)
                .map(|(place, words)| (place, assessed(words, &self.quieted)))
                .collect();
            noticed_in(rule, &check_in.answers, before, &words)
        });
        let carries = of_check_in.or_else(|| noticed(&found));
        (found, carries)
    }
}

fn joined(answers: &[CheckInAnswer]) -> String {
    let words: Vec<&str> = in_words(answers).map(|(_, words)| words).collect();
    words.join("\n")
}

fn in_words(answers: &[CheckInAnswer]) -> impl Iterator<Item = (usize, &str)> {
    answers
        .iter()
        .enumerate()
        .filter_map(|(place, answer)| match answer {
            CheckInAnswer::Words(words) => Some((place, words.as_str())),
            _ => None,
        })
}
