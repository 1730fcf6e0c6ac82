//! What has to be read before changes can be planned.

use crate::platform::idb::record::header;
use holdfast_protocol::{EnvelopeId, Event, SortedSet};
use holdfast_sync::{Change, Place};

/// What has to be read before the changes can be planned.
#[derive(Debug, Default)]
pub struct Needs {
    /// Of the outbox; all of it where everything is offered again.
    pub outbox: SortedSet<EnvelopeId>,
    /// Of what was sent; all of it where everything is offered again.
    pub sent: SortedSet<EnvelopeId>,
    /// Of what is held.
    pub held: SortedSet<EnvelopeId>,
    /// Those that may be among what was sent or is held.
    pub perhaps: SortedSet<EnvelopeId>,
    /// Those whose content is needed where they are stored already.
    pub content: SortedSet<EnvelopeId>,
    /// Whether everything is offered again.
    pub again: bool,
    /// Whether the relay's database has begun another life.
    pub new_life: bool,
    /// Whether the feed may bring what is here already.
    pub feed: bool,
}

/// Whether these changes touch the outbox only.
#[must_use]
pub fn is_small(changes: &[Change]) -> bool {
    changes
        .iter()
        .all(|change| matches!(change, Change::Keep(_) | Change::Refuse { .. }))
}

impl Needs {
    /// What these changes need to know of a device that stands at `place`.
    pub fn of(changes: &[Change], place: Option<&Place>) -> Self {
        let mut needs = Self::default();
        let mut epoch = place.map(|place| place.epoch);
        let mut lacks_own = place.is_none_or(|place| place.lacks_own);
        for change in changes {
            match change {
                Change::Advance(next) => {
                    lacks_own |= next.lacks_own;
                    if epoch
                        .replace(next.epoch)
                        .is_some_and(|old| old != next.epoch)
                    {
                        needs.new_life = true;
                        needs.again = true;
                    }
                }
                Change::Keep(waiting) => {
                    needs.outbox.insert(waiting.id());
                    needs.sent.insert(waiting.id());
                }
                Change::Settle { id, .. } => {
                    needs.outbox.insert(*id);
                    needs.sent.insert(*id);
                    needs.held.insert(*id);
                    needs.content.insert(*id);
                    needs.feed = true;
                }
                Change::Refuse { id, .. } => {
                    needs.outbox.insert(*id);
                }
                Change::Forget { id } => needs.gone(*id),
                Change::Receive(item) => needs.receive(&item.event, lacks_own),
            }
        }
        needs
    }

    /// Of those that may be there, these are.
    pub fn found(&mut self, sent: &[EnvelopeId], held: &[EnvelopeId]) {
        for (ids, wanted) in [(sent, &mut self.sent), (held, &mut self.held)] {
            for id in ids.iter().filter(|id| self.perhaps.contains(id)) {
                wanted.insert(*id);
                self.content.insert(*id);
            }
        }
    }

    fn receive(&mut self, event: &Event, lacks_own: bool) {
        match event {
            Event::Arrived { envelope, .. } => {
                self.feed = true;
                // While the device fetches what it sent itself, this may be of it.
                if lacks_own && let Some(header) = header(envelope) {
                    self.perhaps.insert(header.id);
                }
            }
            Event::Yours { id, .. } | Event::Moved { id, .. } => {
                self.sent.insert(*id);
                self.held.insert(*id);
                self.content.insert(*id);
                self.feed = true;
            }
            Event::Withdrawn { id } => self.gone(*id),
            Event::Joined { .. } | Event::Agreed { .. } | Event::Alarm(_) => {}
        }
    }

    fn gone(&mut self, id: EnvelopeId) {
        self.outbox.insert(id);
        self.sent.insert(id);
        self.held.insert(id);
        self.feed = true;
    }
}
