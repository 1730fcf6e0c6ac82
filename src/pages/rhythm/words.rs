//! The pictures' words, in the reader's language.

use super::agreed::Side;
use super::saying::{Said, Words as SaidByPictures};
use crate::components::tide::{ArcKind, Key, Legend, MarkKind, ShellKind, WindowKind};
use crate::i18n::{fill, t_string};
use crate::pages::shell::Words;
use crate::state::Author;

/// The pictures' words about a conversation with `name`.
pub struct PictureWords {
    /// Where the sentences come from.
    pub words: Words,
    /// The other side's name.
    pub name: String,
}

impl PictureWords {
    /// As `side` reads them.
    pub(super) fn of(side: &Side) -> Self {
        Self {
            words: side.words,
            name: side.name.clone(),
        }
    }

    /// What `keys` stand for.
    pub(super) fn legend(&self, keys: Vec<Key>) -> Legend {
        let entry = |key| (key, self.say(Said::Key(key)));
        keys.into_iter().map(entry).collect()
    }
}

impl SaidByPictures for PictureWords {
    fn say(&self, said: Said<'_>) -> String {
        let words = self.words;
        let mut minutes = String::new();
        if let Said::Clocks(more) = said {
            minutes = more.unsigned_abs().to_string();
        }
        // What is filled in beside the name.
        let mut first = ("", "");
        let mut second = ("", "");
        let sentence = match said {
            Said::Now => t_string!(words, rhythm.mark.now),
            Said::Wrote(Author::Me) => t_string!(words, rhythm.mark.you_wrote),
            Said::Wrote(Author::Them) => t_string!(words, rhythm.mark.they_wrote),
            Said::WroteOutside(Author::Me) => t_string!(words, rhythm.mark.you_wrote_outside),
            Said::WroteOutside(Author::Them) => t_string!(words, rhythm.mark.they_wrote_outside),
            Said::Owns(window) => {
                first = ("window", window);
                t_string!(words, rhythm.mark.owns)
            }
            Said::NotSent => t_string!(words, rhythm.mark.not_sent),
            Said::Answered(when) => {
                first = ("when", when);
                t_string!(words, rhythm.mark.answered)
            }
            Said::Promised(window) => {
                first = ("window", window);
                t_string!(words, rhythm.mark.promised)
            }
            Said::NotCome => t_string!(words, rhythm.mark.not_come),
            Said::NoAnswer => t_string!(words, rhythm.mark.no_answer),
            Said::Leaves(when) => {
                first = ("when", when);
                t_string!(words, rhythm.mark.held)
            }
            Said::WaitsForWord => t_string!(words, rhythm.mark.held_waits),
            Said::Ended(Author::Me) => t_string!(words, rhythm.mark.you_ended),
            Said::Ended(Author::Them) => t_string!(words, rhythm.mark.they_ended),
            Said::Away(day) => {
                first = ("day", day);
                t_string!(words, rhythm.mark.away)
            }
            Said::NewRhythm => t_string!(words, rhythm.mark.new_rhythm),
            Said::Skipped(hours) => {
                first = ("hours", hours);
                t_string!(words, rhythm.mark.skipped)
            }
            Said::Clocks(60) => t_string!(words, rhythm.mark.hour_more),
            Said::Clocks(-60) => t_string!(words, rhythm.mark.hour_less),
            Said::Clocks(_) => {
                first = ("minutes", &minutes);
                t_string!(words, rhythm.mark.clocks)
            }
            Said::Window(WindowKind::Agreed) => t_string!(words, rhythm.mark.window),
            Said::Window(WindowKind::Promised) => t_string!(words, rhythm.mark.window_promised),
            Said::Window(WindowKind::Missed) => t_string!(words, rhythm.mark.window_missed),
            Said::Key(key) => key_words(words, key),
            Said::Kept(at) => {
                first = ("at", at);
                t_string!(words, rhythm.promises.kept)
            }
            Said::Missed => t_string!(words, rhythm.promises.missed),
            Said::MissedNext(next) => {
                first = ("next", next);
                t_string!(words, rhythm.promises.missed_next)
            }
            Said::MissedThen(at) => {
                first = ("at", at);
                t_string!(words, rhythm.promises.missed_then)
            }
            Said::Repaired { by, came, owned } => {
                first = ("at", came);
                second = ("owned", owned);
                match by {
                    Author::Me => t_string!(words, rhythm.promises.you_repaired),
                    Author::Them => t_string!(words, rhythm.promises.they_repaired),
                }
            }
            Said::Owned { by, owned } => {
                first = ("owned", owned);
                match by {
                    Author::Me => t_string!(words, rhythm.promises.you_owned),
                    Author::Them => t_string!(words, rhythm.promises.they_owned),
                }
            }
            Said::NoneOwed => t_string!(words, rhythm.promises.closed),
            Said::Waiting => t_string!(words, rhythm.promises.waiting),
        };
        fill(sentence, &[("name", &self.name), first, second])
    }
}

fn key_words(words: Words, key: Key) -> &'static str {
    match key {
        Key::Window(WindowKind::Agreed) => t_string!(words, rhythm.mark.window),
        Key::Window(WindowKind::Promised) => t_string!(words, rhythm.legend.promised),
        Key::Window(WindowKind::Missed) => t_string!(words, rhythm.legend.missed),
        Key::Mark(MarkKind::Letter) => t_string!(words, rhythm.legend.letter),
        Key::Mark(MarkKind::NotSent) => t_string!(words, rhythm.legend.not_sent),
        Key::Mark(MarkKind::Reply) => t_string!(words, rhythm.legend.reply),
        Key::Mark(MarkKind::Held) => t_string!(words, rhythm.legend.held),
        Key::Mark(MarkKind::Outside) => t_string!(words, rhythm.legend.outside),
        Key::Mark(MarkKind::Ended) => t_string!(words, rhythm.legend.ended),
        Key::Mark(MarkKind::Skipped) => t_string!(words, rhythm.legend.skipped),
        Key::Arc(ArcKind::Answered) => t_string!(words, rhythm.legend.arc),
        Key::Arc(ArcKind::Promised) => t_string!(words, rhythm.legend.arc_promised),
        Key::Away | Key::Gap => t_string!(words, rhythm.legend.away),
        Key::ToCome => t_string!(words, rhythm.legend.to_come),
        Key::Change => t_string!(words, rhythm.legend.change),
        Key::Shell(ShellKind::Kept) => t_string!(words, rhythm.legend.kept),
        Key::Shell(ShellKind::Missed) => t_string!(words, rhythm.legend.shell_missed),
        Key::Shell(ShellKind::Repaired) => t_string!(words, rhythm.legend.repaired),
        Key::Shell(ShellKind::Waiting) => t_string!(words, rhythm.legend.waiting),
        Key::Shell(ShellKind::NoneOwed) => t_string!(words, rhythm.legend.none_owed),
    }
}
