//! Reading from the device what is to be drawn, or looked through.

use super::{Reading, looking::set};
use crate::{
    i18n::{fill, t_string},
    pages::shell::store_words,
    state::{
        Around, Stretch, ThreadPlace,
        reading::{Portion, Step, Tail},
    },
};
use chrono::DateTime;
use holdfast_sync::StoreTrouble;

/// How many are read from the device at once.
pub(super) const READ: u32 = 30;
/// How many are looked through at once for words.
const SEARCHED: u32 = 100;

impl Reading {
    /// Reads what the book has let go of although it is drawn; until it is
    /// here, all stays as it is. Says whether that is so.
    pub(super) fn fill(self, tail: &Tail) -> bool {
        let mut hole = None;
        let mut is_reading = false;
        self.with(&mut |inner| {
            hole = inner.pane.hole(tail);
            is_reading = core::mem::replace(&mut inner.is_reading, hole.is_some());
        });
        match hole {
            Some(step) if !is_reading => self.read_on(step, true),
            Some(_) => {}
            None => self.with(&mut |inner| inner.is_reading = is_reading),
        }
        hole.is_some()
    }

    /// Reads what a step needs, then takes it, unless it was only to `fill` a
    /// hole.
    pub(super) fn read_on(self, step: Step, fills: bool) {
        let (around, after, before) = match step {
            Step::ReadNewer(than) => (Around::Newer(than), Some(than), None),
            Step::ReadOlder(than) => (Around::Older(than), None, Some(than)),
            Step::Moved | Step::Nothing => return,
        };
        let done = move |stretch| {
            let mut portion = Some(Portion::of(stretch, after, before));
            let tail = self.tail();
            self.with(&mut |inner| {
                inner.is_reading = false;
                if let Some(portion) = portion.take() {
                    inner.pane.take(step, portion, &tail);
                }
            });
            if fills {
                self.ask();
            } else {
                self.more(matches!(step, Step::ReadOlder(_)));
            }
        };
        self.stretch(around, READ, Box::new(done));
    }

    /// Reads a stretch; `done` hears it unless there is trouble, or the page is
    /// gone.
    pub(super) fn stretch(self, around: Around, count: u32, done: Box<dyn FnOnce(Stretch)>) {
        let writing = self.writing;
        writing.desk.read_stretch(
            writing.conversation,
            around,
            count,
            move |read| match read {
                Ok(stretch) => {
                    set(self.trouble, String::new());
                    done(stretch);
                }
                Err(trouble) => self.complain(&trouble),
            },
        );
    }

    /// Reads a stretch to look for words in it; `done` hears the trouble too,
    /// as a sentence.
    pub fn read_for_search(
        self,
        around: Around,
        done: impl FnOnce(Result<Stretch, String>) + 'static,
    ) {
        let writing = self.writing;
        let done = move |read: Result<_, StoreTrouble>| {
            done(read.map_err(|trouble| self.not_read(&trouble)));
        };
        writing
            .desk
            .read_stretch(writing.conversation, around, SEARCHED, done);
    }

    /// Reads where the first letter stands.
    pub fn read_first(self, done: impl FnOnce(ThreadPlace) + 'static) {
        let oldest = ThreadPlace::before(DateTime::UNIX_EPOCH);
        let done = move |stretch: Stretch| {
            if let Some((first, _)) = stretch.letters.first() {
                done(*first);
            }
        };
        self.stretch(Around::Newer(oldest), 1, Box::new(done));
    }

    /// What is the matter.
    fn complain(self, trouble: &StoreTrouble) {
        set(self.trouble, self.not_read(trouble));
        self.with(&mut |inner| {
            inner.is_reading = false;
            // Until somebody scrolls, or asks again.
            inner.is_stuck = true;
            inner.wish = None;
        });
    }

    fn not_read(self, trouble: &StoreTrouble) -> String {
        let sentence = t_string!(self.writing.words, letters.reading.not_read);
        let why = store_words(self.writing.words, trouble);
        fill(sentence, &[("reason", why)])
    }
}
