//! What the relay has told of the alarms that letters began.

use crate::state::{Conversation, ProposalEntry, ProposalState};
use chrono::{DateTime, Utc};
use holdfast_protocol::{AlarmNews, AlarmStep, Content, EnvelopeId};
use holdfast_rhythm::{Agreement, LadderStep, sort_by_key};

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

    /// The steps of a proposed list that nobody can be reached at, as the relay
    /// has last told.
    #[must_use]
    pub fn unreached<'a>(&self, proposal: &'a ProposalEntry) -> Vec<&'a LadderStep> {
        let mut places = Vec::new();
        for news in self.alarm_of(proposal.id) {
            match news.what {
                AlarmStep::Empty { step, .. } => places.push(step),
                // What was said before is seen to.
                AlarmStep::Acknowledged { .. } => places.clear(),
                _ => {}
            }
        }
        let list = proposal.agreement.as_ref().ok();
        let list = list.and_then(|agreement| agreement.document().escalation.as_ref());
        let steps = list.map_or(&[][..], |list| &list.steps);
        let unreached = (0..).zip(steps).filter(|(place, _)| places.contains(place));
        unreached.map(|(_, step)| step).collect()
    }

    /// Those of the list that is agreed at `now`, and of the one that is agreed
    /// to come next, each once.
    #[must_use]
    pub fn unreached_at(&self, now: DateTime<Utc>) -> Vec<&LadderStep> {
        let next = self.timeline.next_change(now).map(|next| &next.agreement);
        let agreed = self.timeline.in_force(now).into_iter().chain(next);
        let proposals = agreed.filter_map(|agreement| self.proposal_of(agreement));
        let mut all: Vec<&LadderStep> = Vec::new();
        for step in proposals.flat_map(|proposal| self.unreached(proposal)) {
            let same =
                |other: &&LadderStep| other.contact == step.contact && other.name == step.name;
            if !all.iter().any(same) {
                all.push(step);
            }
        }
        all
    }

    /// The proposal by which both sides came to an agreement.
    #[must_use]
    pub fn proposal_of(&self, agreement: &Agreement) -> Option<&ProposalEntry> {
        let is_it = |entry: &&ProposalEntry| {
            let proposed = entry.agreement.as_ref().ok();
            matches!(entry.state, ProposalState::Accepted(_))
                && proposed.is_some_and(|proposed| proposed.version() == agreement.version())
        };
        self.proposals().iter().find(is_it)
    }

    /// Takes in news, in any order and however often it comes.
    pub(super) fn take_alarm(&mut self, news: AlarmNews) {
        if !self.alarms.contains(&news) {
            self.alarms.push(news);
            sort_by_key(&mut self.alarms, |news| (news.at, news.letter));
        }
    }
}
