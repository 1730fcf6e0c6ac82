//! What is shown of what was noticed, and what the writer has said about it:
//! closed, not meant, sent meanwhile.

use super::quiet::{has_words, on_one_line, quiet_line, words_at};
use holdfast_protocol::EnvelopeId;
use holdfast_safety::{Assessment, Category, Level};

/// What was noticed, as far as the prompt needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// How pressing.
    pub level: Level,
    /// What about.
    pub categories: Vec<Category>,
    /// Whether it appears because something is being sent: then it takes the
    /// focus. In a pause while typing it leaves the focus where it is.
    pub sending: bool,
}

impl Shown {
    /// Whether somebody may be in danger from a person near them.
    #[must_use]
    pub fn is_abuse(&self) -> bool {
        self.categories.contains(&Category::Abuse)
    }

    /// Whether it cannot wait.
    #[must_use]
    pub fn is_emergency(&self) -> bool {
        self.level >= Level::Emergency
    }
}

/// What is shown in one conversation, and what the writer has said about it.
#[derive(Default)]
pub struct Heeded {
    /// What is shown.
    pub shown: Option<Shown>,
    /// The letter that it is about, once that is kept.
    pub letter: Option<EnvelopeId>,
    /// Rules that are quiet for what is being written, as [`crate::state::quiet_line`]
    /// says, where that is kept nowhere else.
    pub quieted: String,
    /// What is shown was found by these, in these words.
    found: Vec<(&'static str, Category, Level, String)>,
    /// What was closed while this letter was being written, and in what words.
    closed: Vec<(Category, Level, String)>,
    /// How many letters were sent.
    sent: u32,
    /// The last of them, once it is kept.
    last: Option<EnvelopeId>,
    /// Which of them was spoken of last, and of which that was put away; from 1.
    about: u32,
    put_away: u32,
    /// Points of item nine, and how many there were when it was closed.
    nine: u8,
    nine_closed: u8,
}

impl Heeded {
    /// The text is this now: what was closed is forgotten once its words are
    /// gone.
    pub fn goes_on(&mut self, text: &str) {
        if !self.closed.is_empty() {
            let text = on_one_line(text);
            self.closed.retain(|(.., words)| has_words(&text, words));
        }
    }

    /// A pause in typing this text. What was said about a letter that was sent
    /// stays until there is more to say.
    pub fn typed(&mut self, now: &Assessment, text: &str) {
        if now.prompts() || self.letter.is_none() || self.shown.is_none() {
            self.letter = None;
            self.show(now, text, false);
        }
    }

    /// A letter is being sent; the answer is its number, for
    /// [`late`](Self::late).
    pub fn sends(&mut self, now: &Assessment) -> u32 {
        self.sent += 1;
        self.last = None;
        let before = self.shown.as_ref().filter(|_| self.letter.is_some());
        let stays = before.is_some_and(|shown| shown.level >= Level::Urgent);
        if now.prompts() || !stays {
            self.about = self.sent;
            self.letter = None;
            self.show(now, "", true);
        }
        self.sent
    }

    /// A language has come that was not there when the letter of this number
    /// was sent. While somebody writes it leaves the focus where it is.
    pub fn late(&mut self, sent: u32, now: &Assessment, is_writing: bool) {
        let before = self.shown.as_ref().map_or(Level::None, |it| it.level);
        if now.level > before && sent != self.put_away {
            self.about = sent;
            self.letter = self.last;
            self.show(now, "", true);
            if let Some(shown) = &mut self.shown {
                shown.sending = !is_writing;
            }
        }
    }

    /// A language has come for a letter that was sent when this page was not
    /// there yet.
    pub fn found(&mut self, letter: EnvelopeId, now: &Assessment, is_writing: bool) {
        let before = (
            self.last.replace(letter),
            core::mem::take(&mut self.put_away),
        );
        self.late(u32::MAX, now, is_writing);
        (self.last, self.put_away) = before;
    }

    /// This was shown of a letter that was sent when this page was not there.
    pub fn again(&mut self, letter: EnvelopeId, shown: Shown) {
        self.letter = Some(letter);
        self.shown = Some(Shown {
            sending: false,
            ..shown
        });
    }

    /// Item nine of the PHQ-9 above zero shows people who are there now, before
    /// and whether or not anything is sent. Closed, it does once there are more
    /// points; back at zero they go.
    pub fn item_nine(&mut self, points: u8, sending: bool) {
        self.nine = points;
        if points == 0 {
            self.nine_closed = 0;
        }
        self.shown = (points > self.nine_closed).then(|| Shown {
            level: Level::Urgent,
            categories: vec![Category::Suicide],
            sending,
        });
    }

    /// The letter is kept: the next one begins afresh.
    pub fn kept(&mut self, letter: EnvelopeId) {
        self.quieted.clear();
        self.closed.clear();
        self.last = Some(letter);
        self.letter.get_or_insert(letter);
    }

    /// "Close": for the letter being written not shown again until it becomes
    /// more pressing, or something else is noticed, or it is sent.
    pub fn close(&mut self) {
        self.nine_closed = self.nine;
        if self.put_away() {
            let found = self.found.iter();
            let found = found.map(|(_, what, level, words)| (*what, *level, words.clone()));
            self.closed.extend(found);
        }
    }

    /// "This is not what I meant": the rules that are to be quiet for the letter
    /// being written, one on each line; none where there is no such letter.
    pub fn not_meant(&mut self) -> Option<String> {
        let is_unsent = self.put_away();
        let found = self.found.iter();
        is_unsent.then(|| {
            found
                .map(|(rule, .., words)| quiet_line(rule, words))
                .collect()
        })
    }

    /// Takes away what is shown; whether it was about a letter being written.
    fn put_away(&mut self) -> bool {
        let was = self.shown.take();
        let is_unsent = self.letter.is_none() && was.is_some_and(|shown| !shown.sending);
        if !is_unsent {
            self.put_away = self.about;
        }
        is_unsent
    }

    fn show(&mut self, now: &Assessment, text: &str, sending: bool) {
        let found = now.findings.iter();
        let found = found.map(|it| (it.rule, it.category, it.level, words_at(text, it.span)));
        self.found = found.collect();
        let is_news = |(_, what, level, _): &(&str, Category, Level, String)| {
            let mut closed = self.closed.iter();
            *level >= Level::Urgent && closed.all(|(one, before, _)| one != what || before < level)
        };
        let shows =
            self.closed.is_empty() || sending && now.prompts() || self.found.iter().any(is_news);
        self.shown = (now.level > Level::None && shows).then(|| Shown {
            level: now.level,
            categories: now.categories(),
            sending,
        });
    }
}
