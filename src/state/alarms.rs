//! What the relay has told of the alarms that letters began.

use crate::state::Conversation;
use holdfast_protocol::{AlarmNews, AlarmStep, Content, EnvelopeId};
use holdfast_rhythm::sort_by_key;

impl Conversation {
    /// The news of the alarms that letters and check-ins here began, the
    /// earliest first, each once.
    #[must_use]
    pub fn alarms(&self) -> &[AlarmNews] {
        &self.alarms
    }

    /// The news of the alarm that one letter began, the earliest first; none
    /// where it began none.
    pub fn alarm_of(&self, letter: EnvelopeId) -> impl Iterator<Item = &AlarmNews> {
        self.alarms.iter().filter(move |news| news.letter == letter)
    }

    /// Whether this is the beginning of an alarm about what the therapist has
    /// taken on already: a relay that was restored from a backup cannot know
    /// that they have. What a colleague alone has taken on is called for again.
    #[must_use]
    pub fn began_in_vain(&self, news: &AlarmNews) -> bool {
        if news.what != AlarmStep::Begun || self.alarms.contains(news) {
            return false;
        }
        let about = match self.shared.get(&news.letter).map(|entry| &entry.content) {
            Some(Content::LateNotice(word)) => word.letter,
            _ => news.letter,
        };
        self.is_acknowledged(about)
    }

    /// Takes in news, in any order and however often it comes.
    pub(super) fn take_alarm(&mut self, news: AlarmNews) {
        if !self.alarms.contains(&news) {
            self.alarms.push(news);
            sort_by_key(&mut self.alarms, |news| (news.at, news.letter));
        }
    }
}
