//! A check-in while it is being answered: every answer is kept at once, what
//! asks for people who are there now shows them at once, and nothing waits.

mod sending;

use super::words::measure_of;
use crate::{
    pages::{conversation::Noticing, shell::Words},
    state::{Answers, Desk, DraftOf, draft_with, drafted, page},
};
use holdfast_measures::{Due, ITEM_NINE, Measure};
use holdfast_protocol::{CheckInAnswer, ConversationId, EnvelopeId};
use holdfast_rhythm::CheckInRule;
use leptos::prelude::*;

/// The handle; lives as long as the check-in is on the page.
#[derive(Clone, Copy)]
pub(super) struct Answering {
    /// Where it is kept.
    pub(super) desk: Desk,
    /// Where the sentences come from.
    pub(super) words: Words,
    /// Whose.
    pub(super) conversation: ConversationId,
    /// What is asked.
    pub(super) rule: StoredValue<CheckInRule>,
    /// When.
    pub(super) due: StoredValue<Due>,
    /// What shows people who are there now.
    pub(super) noticing: Noticing,
    given: RwSignal<Vec<CheckInAnswer>>,
    /// All that was answered in words, for noticing.
    said: RwSignal<String>,
    /// Whether the answers are being kept right now.
    pub(super) busy: RwSignal<bool>,
    /// Why they could not be kept; empty if they could.
    pub(super) trouble: RwSignal<String>,
    /// The answers' envelope, once they are kept.
    pub(super) done: RwSignal<Option<EnvelopeId>>,
}

impl Answering {
    /// Goes on with what was answered before.
    pub(super) fn new(
        desk: Desk,
        words: Words,
        conversation: ConversationId,
        (rule, due, count): (CheckInRule, Due, usize),
    ) -> Self {
        let draft = desk.draft(DraftOf::CheckIn(conversation));
        let before = drafted(&draft, &rule.id, &due.date.to_string());
        let Answers {
            mut given, quieted, ..
        } = before.unwrap_or_default();
        given.resize(count, CheckInAnswer::Skipped);
        let answering = Self {
            desk,
            words,
            conversation,
            rule: StoredValue::new(rule),
            due: StoredValue::new(due),
            noticing: Noticing::new(desk, conversation, false).without(quieted),
            given: RwSignal::new(given),
            said: RwSignal::new(String::new()),
            busy: RwSignal::new(false),
            trouble: RwSignal::new(String::new()),
            done: RwSignal::new(None),
        };
        if answering.rule.with_value(measure_of) == Measure::Own {
            answering.noticing.get_ready();
            // What was written before may never have been looked at.
            answering.said.set(answering.all_words());
            answering.noticing.typed(answering.said);
        }
        answering.look_at_item_nine(false);
        answering
    }

    /// "Close": the keyboard goes on where the prompt came from.
    pub(super) fn close_prompt(self) {
        let came_before_sending = self.noticing.came_while_typing();
        self.noticing.close();
        let back = match self.rule.with_value(measure_of) {
            Measure::Phq9 if came_before_sending => format!("#question-{ITEM_NINE} input:checked"),
            _ if came_before_sending => return,
            _ => "main h1".to_owned(),
        };
        page::once_shown(move || page::focus(&back));
    }

    /// "This is not what I meant", of words.
    pub(super) fn not_meant(self) {
        self.said
            .with_untracked(|said| self.noticing.not_meant(said));
        self.keep_draft(self.given.get_untracked());
    }

    /// The answer at `place`.
    pub(super) fn answer(self, place: usize) -> CheckInAnswer {
        let given = self.given.read();
        given.get(place).cloned().unwrap_or(CheckInAnswer::Skipped)
    }

    /// How many have no answer.
    pub(super) fn left_out(self) -> usize {
        let given = self.given.read();
        let left = given.iter().filter(|it| **it == CheckInAnswer::Skipped);
        left.count()
    }

    /// Whether nothing was answered.
    pub(super) fn is_empty(self) -> bool {
        self.left_out() == self.given.read().len()
    }

    /// An answer was given, changed or taken back.
    pub(super) fn choose(self, place: usize, answer: CheckInAnswer) {
        let in_words = matches!(answer, CheckInAnswer::Words(_));
        self.given.update(|given| {
            if let Some(there) = given.get_mut(place) {
                *there = answer;
            }
        });
        self.trouble.set(String::new());
        self.keep_draft(self.given.get_untracked());
        if in_words {
            self.said.set(self.all_words());
            self.noticing.typed(self.said);
        }
        if place == ITEM_NINE {
            self.look_at_item_nine(false);
        }
    }

    /// What was answered in words, with its place.
    fn in_words(self) -> Vec<(usize, String)> {
        let given = self.given.read_untracked();
        let said = given
            .iter()
            .enumerate()
            .filter_map(|(place, answer)| match answer {
                CheckInAnswer::Words(words) => Some((place, words.clone())),
                _ => None,
            });
        said.collect()
    }

    fn all_words(self) -> String {
        let words = self.in_words().into_iter().map(|(_, words)| words);
        words.collect::<Vec<_>>().join("\n")
    }

    fn keep_draft(self, given: Vec<CheckInAnswer>) {
        self.keep_answers(&self.answers(given));
    }

    fn keep_answers(self, answers: &Answers) {
        let of = DraftOf::CheckIn(self.conversation);
        let draft = draft_with(&self.desk.draft(of), answers);
        self.desk.save_draft(of, draft);
    }

    fn answers(self, given: Vec<CheckInAnswer>) -> Answers {
        Answers {
            id: self.rule.with_value(|rule| rule.id.clone()),
            due: self.due.get_value().date.to_string(),
            given,
            quieted: self.noticing.quieted(&self.all_words()),
        }
    }

    /// Item nine above zero shows people who are there now.
    fn look_at_item_nine(self, sending: bool) {
        if self.rule.with_value(measure_of) == Measure::Phq9 {
            let given = self.given.read_untracked();
            let points = match given.get(ITEM_NINE) {
                Some(CheckInAnswer::Choice(points)) => *points,
                _ => 0,
            };
            self.noticing.item_nine(points, sending);
        }
    }
}
