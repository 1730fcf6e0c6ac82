//! What has happened, taken into a conversation: in any order that a feed or a
//! reading of what is stored can give, and any number of times.

use crate::state::{ClosingEntry, Conversation, Letter, Opened, Stage, Standing, ThreadPlace};
use chrono::{DateTime, Utc};
use holdfast_protocol::{AccountId, EnvelopeId, Letter as Words, OutsideRhythm, Receipt, Reply};
use holdfast_rhythm::Window;

impl Conversation {
    /// Takes in one thing that happened. Repeats change nothing.
    pub fn apply(&mut self, opened: Opened) {
        if self.is_beyond(&opened) {
            return;
        }
        self.look_again();
        match opened {
            Opened::Letter {
                id,
                from,
                letter,
                receipt,
            } => self.take_words(id, from, letter, (Vec::new(), None), receipt),
            Opened::Reply {
                id,
                from,
                reply,
                receipt,
            } => {
                let Reply {
                    letter,
                    owns,
                    outside,
                } = reply;
                // A patient answers for no window: theirs are plain letters.
                let says = if self.is_by_patient(self.author(from)) {
                    (Vec::new(), None)
                } else {
                    (owns, outside)
                };
                self.take_words(id, from, letter, says, receipt);
            }
            Opened::Closing {
                id,
                from,
                closing,
                receipt,
            } => self.take_closing(id, from, closing, receipt),
            Opened::Proposal {
                id,
                from,
                proposal,
                receipt,
            } => self.take_proposal(id, from, proposal.document, receipt),
            Opened::Acceptance {
                from, acceptance, ..
            } => self.take_acceptance(from, acceptance.document_digest),
            Opened::Agreed { timing, accepted } => {
                let agreed = (timing, accepted);
                if !self.agreed.contains(&agreed) {
                    self.agreed.push(agreed);
                }
                self.put_in_force();
            }
            Opened::Settled { id, receipt } => self.stand(id, Standing::Arrived(receipt)),
            Opened::Moved { id, release } => {
                let standing = self.standing_of(id);
                if let Some(Standing::Arrived(receipt)) = standing {
                    let moved = Receipt {
                        release,
                        ..*receipt
                    };
                    self.stand(id, Standing::Arrived(moved));
                }
            }
            Opened::Withdrawn { id } => self.take_away(id),
            Opened::Joined(person) => self.partner = Some(person),
            Opened::Shared {
                id,
                from,
                content,
                receipt,
            } => self.take_shared(id, from, content, receipt),
            Opened::Alarm(news) => self.take_alarm(news),
            Opened::Unreadable(unopened) => {
                if unopened.id.is_none_or(|id| self.unopened.insert(id)) {
                    self.unreadable += 1;
                }
            }
        }
    }

    /// Notes how far one of this account's envelopes has come. What has
    /// arrived never falls back.
    pub fn stand(&mut self, id: EnvelopeId, standing: Standing) {
        if let Some((_, refused)) = self.replacing.get_mut(&id) {
            *refused = matches!(standing, Standing::NeedsYou(_));
        }
        let arrived = |standing: &Standing| matches!(standing, Standing::Arrived(_));
        if self
            .standing_of(id)
            .is_none_or(|old| arrived(old) && !arrived(&standing))
        {
            return;
        }
        self.look_again();
        if self.letters.contains_key(&id) {
            self.set_standing(id, standing);
        } else if self.closings.contains_key(&id) {
            self.set_closing_standing(id, standing);
        } else if let Some(shared) = self.shared.get_mut(&id) {
            shared.standing = standing;
        } else if let Some(proposal) = self.proposals.iter_mut().find(|entry| entry.id == id) {
            proposal.standing = standing;
        }
    }

    /// Takes an envelope away that its writer threw away before it left.
    pub fn discard(&mut self, id: EnvelopeId) {
        self.look_again();
        self.take_away(id);
        self.replacing.remove(&id);
        self.proposals.retain(|entry| entry.id != id);
        self.shared.retain(|shared, _| *shared != id);
    }

    /// Forgets what has not left and what is proposed, so that it can be read
    /// anew from what is stored.
    pub fn forget_open(&mut self) {
        self.look_again();
        self.letters.retain(|_, letter| letter.left().is_some());
        self.closings
            .retain(|_, closing| closing.standing.left().is_some());
        let closings = &self.closings;
        self.closed_by
            .retain(|(_, closing)| closings.contains_key(closing));
        self.shared
            .retain(|_, shared| shared.standing.left().is_some());
        self.replacing.clear();
        self.proposals.clear();
        self.unreadable = self.unopened.len();
    }

    /// Where something stands that nobody but this device has and that is taken
    /// in now: after all others, for an outbox is read in its order.
    pub(super) fn next_here(&self) -> u32 {
        let letters = self.letters.values().map(Letter::place);
        let closings = self.closings.values().map(ClosingEntry::place);
        let last = letters.chain(closings).map(|(stage, _)| stage).max();
        match last {
            Some(Stage::Here(last)) => last.saturating_add(1),
            _ => 0,
        }
    }

    /// Something has happened: promises may have to be given.
    pub(super) fn look_again(&mut self) {
        self.all_promised_until = DateTime::<Utc>::MIN_UTC;
    }

    fn take_words(
        &mut self,
        id: EnvelopeId,
        from: AccountId,
        words: Words,
        (owns, reason): (Vec<Window>, Option<OutsideRhythm>),
        receipt: Option<Receipt>,
    ) {
        let known = self.letters.contains_key(&id);
        if !known {
            let letter = Letter {
                id,
                author: self.author(from),
                text: words.text,
                written: words.written,
                answer: words.answer,
                noticed: words.noticed,
                standing: Standing::Kept,
                promise: None,
                renewed: Vec::new(),
                owns,
                outside: None,
                reason,
                nth: if receipt.is_none() {
                    self.next_here()
                } else {
                    0
                },
            };
            self.letters.insert(id, letter);
        }
        match receipt {
            Some(receipt) => self.set_standing(id, Standing::Arrived(receipt)),
            None if !known => self.set_standing(id, Standing::Kept),
            None => {}
        }
    }

    /// The one place where a letter's standing changes, so that the orders
    /// stay true.
    fn set_standing(&mut self, id: EnvelopeId, standing: Standing) {
        let patients = match self.letters.get(&id) {
            Some(letter) => self.is_patients(letter),
            None => return,
        };
        let Some(letter) = self.letters.get_mut(&id) else {
            return;
        };
        let instant = |letter: &Letter| {
            if patients {
                letter.arrived()
            } else {
                letter.left()
            }
        };
        let before = instant(letter);
        letter.set_standing(standing);
        let after = instant(letter);
        let place = letter.left().map(|left| ThreadPlace { left, id });
        let order = if patients {
            &mut self.arrivals
        } else {
            &mut self.departures
        };
        if before != after {
            if let Some(before) = before {
                order.remove(before, id);
            }
            if let Some(after) = after {
                order.insert(after, id);
            }
            if patients && let Some(arrived) = after {
                self.timeline.take_letter(arrived);
            }
        }
        if let Some(place) = place {
            self.reaches(place);
        }
    }

    fn take_away(&mut self, id: EnvelopeId) {
        if let Some(letter) = self.letters.remove(&id) {
            if let Some(arrived) = letter.arrived() {
                self.arrivals.remove(arrived, id);
            }
            if let Some(left) = letter.left() {
                self.departures.remove(left, id);
            }
        }
        self.closings.remove(&id);
    }
}
