//! Whether a commit continues the feed from where the store has it.

use crate::{Change, Place};

/// Whether what these changes bring continues a feed that is stored up to
/// `place`. If not, another tab has taken the place away, or set it back, so
/// that all is fetched again: were it moved on now, what lies between would
/// never be asked for.
#[must_use]
pub fn continues(place: Option<&Place>, changes: &[Change]) -> bool {
    let (mut next, mut first) = (None, None);
    for change in changes {
        match change {
            Change::Advance(place) => next = next.or(Some(place)),
            Change::Receive(item) => first = first.or(Some(item.sequence)),
            _ => {}
        }
    }
    let Some(next) = next else { return true };
    let stored = place.filter(|place| place.epoch == next.epoch);
    let before = first.map_or(next.cursor, |first| first.saturating_sub(1));
    before <= stored.map_or(0, |place| place.cursor)
}
