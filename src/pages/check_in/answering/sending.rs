//! The answers are kept, and sent when they can be.

use super::Answering;
use crate::{
    i18n::t_string,
    pages::{check_in::words::measure_of, conversation::assessed},
    state::{NewCheckIn, noticed_in},
};
use holdfast_protocol::LETTER_CHARACTERS_MAX;
use holdfast_safety::Assessment;
use leptos::prelude::*;

impl Answering {
    /// Keeps the answers and sends them when it can.
    pub(in crate::pages::check_in) fn send(self) {
        if self.busy.get_untracked() || self.done.get_untracked().is_some() {
            return;
        }
        let given = self.given.get_untracked();
        if self.left_out() == given.len() {
            let empty = t_string!(self.words, check_ins.page.empty);
            return self.trouble.set(empty.to_owned());
        }
        self.busy.set(true);
        let in_words = self.in_words();
        let long = in_words.iter().map(|(_, words)| words.chars().count());
        if long.sum::<usize>() > LETTER_CHARACTERS_MAX {
            self.busy.set(false);
            let refused = t_string!(self.words, check_ins.page.too_long);
            return self.trouble.set(refused.to_owned());
        }
        let all = self.all_words();
        let quieted = self.noticing.quieted(&all);
        let assessed: Vec<(usize, Assessment)> = in_words
            .iter()
            .map(|(place, words)| (*place, assessed(words, &quieted)))
            .collect();
        let looked = (!assessed.is_empty()).then(|| self.noticing.sending(&all));
        self.look_at_item_nine(true);
        let rule = self.rule.get_value();
        let due = self.due.get_value().date.to_string();
        let before = self.desk.book.with_untracked(|book| {
            let found = book.get(self.conversation)?;
            found.total_before(&rule.id, measure_of(&rule), &due)
        });
        let check_in = NewCheckIn {
            noticed: noticed_in(&rule, &given, before, &assessed),
            measure: rule.measure,
            answers: self.answers(given),
        };
        let conversation = self.conversation;
        let nothing = self.answers(Vec::new());
        self.desk.check_in(conversation, check_in, move |outcome| {
            let _ = self.busy.try_set(false);
            match outcome {
                Ok(id) => {
                    // The page may be gone by now.
                    self.noticing.kept(id, looked);
                    self.keep_answers(&nothing);
                    let _ = self.done.try_set(Some(id));
                }
                Err(_) => {
                    let refused = t_string!(self.words, check_ins.page.not_kept);
                    let _ = self.trouble.try_set(refused.to_owned());
                }
            }
        });
    }
}
