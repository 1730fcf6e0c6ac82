//! Going through the letters, from the newest to the oldest.

use super::{Finding, Hit, Progress};
use crate::state::{Around, Letter, ThreadPlace, search::Query};
use leptos::prelude::*;

/// How many are found before one is asked whether to go on.
pub(super) const ENOUGH: usize = 40;

impl Finding {
    /// Looks from the newest on.
    pub(super) fn begin(self) {
        self.pause.cancel();
        self.turn.update_value(|turn| *turn += 1);
        self.enough.set_value(ENOUGH);
        self.hits.set(Vec::new());
        let query = self.typed.with_untracked(|typed| Query::new(typed));
        self.query.set_value(query.clone());
        if query.is_none() {
            return self.progress.set(Progress::Idle);
        }
        let writing = self.reading.writing;
        let tail = self.reading.tail();
        let first = tail.spots.first().copied().filter(|_| tail.older);
        writing.desk.book.with_untracked(|book| {
            if let Some(here) = book.get(writing.conversation) {
                let mut letters = here.letters();
                letters.retain(|letter| letter.spot().is_none_or(|spot| Some(spot) >= first));
                self.look_in(&letters, first);
            }
        });
    }

    /// Adds those letters in which it is, until there are enough; they come
    /// with the oldest first. Then it goes on to what is older than `first`.
    fn look_in(self, letters: &[&Letter], first: Option<ThreadPlace>) {
        let mut found = Vec::new();
        let mut older = first;
        self.query.with_value(|query| {
            let Some(query) = query else { return };
            let enough = self.enough.get_value();
            let wanted = enough.saturating_sub(self.hits.with_untracked(Vec::len));
            let mut after = None;
            for letter in letters.iter().rev() {
                let left = letter.left();
                // Those that left together stay together.
                if found.len() >= wanted && after.is_some() && left < after {
                    older = after.map(ThreadPlace::before);
                    return;
                }
                after = left;
                if let Some(excerpt) = query.find(&letter.text) {
                    found.push(Hit {
                        id: letter.id,
                        at: letter.place().1,
                        author: letter.author,
                        excerpt,
                    });
                }
            }
        });
        if !found.is_empty() {
            self.hits.update(|hits| hits.append(&mut found));
        }
        match older {
            Some(place) if self.hits.with_untracked(Vec::len) >= self.enough.get_value() => {
                self.progress.set(Progress::Stopped(place));
            }
            Some(place) => self.go_on(place),
            None => self.progress.set(Progress::Through),
        }
    }

    /// Looks on in what is older than `than`.
    pub(super) fn go_on(self, than: ThreadPlace) {
        self.progress.set(Progress::Looking(Some(than)));
        let turn = self.turn.get_value();
        self.reading
            .read_for_search(Around::Older(than), move |read| {
                if self.turn.try_get_value() != Some(turn) {
                    return;
                }
                let stretch = match read {
                    Ok(stretch) => stretch,
                    Err(why) => return self.progress.set(Progress::Failed(than, why)),
                };
                let conversation = &stretch.conversation;
                let ids = stretch.letters.iter();
                let letters: Vec<_> = ids.filter_map(|(_, id)| conversation.letter(*id)).collect();
                let first = stretch.letters.first().map(|(first, _)| *first);
                self.look_in(&letters, first.filter(|_| stretch.older));
            });
    }

    pub(super) fn stop(self) {
        self.pause.cancel();
        self.turn.update_value(|turn| *turn += 1);
        if let Progress::Looking(Some(place)) = self.progress.get_untracked() {
            self.progress.set(Progress::Stopped(place));
        }
    }
}
