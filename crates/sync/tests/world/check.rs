//! What must be true in the end.

use super::{World, letters::is_outside};
use holdfast_protocol::{EnvelopeId, Release};

impl World {
    /// Every letter that was called kept is at its reader, once, in the order
    /// in which its sender kept it; and nothing waits anywhere.
    pub fn check_all_delivered(&self, in_order: bool) {
        for sender in 0..2 {
            let (from, to) = (&self.devices[sender], &self.devices[1 - sender]);
            assert!(from.engine.is_settled(), "{sender}: {:?}", from.engine);
            let mut stuck = from.waiting();
            // Where the store failed, memory alone may know.
            stuck.retain(|waiting| !self.relay.too_large.contains(&waiting.id()));
            assert!(stuck.is_empty(), "{sender}: {stuck:?}");
            let arrived: Vec<EnvelopeId> = to.received();
            for id in from
                .kept
                .iter()
                .filter(|id| !self.relay.refused.contains(id))
                .filter(|id| !self.relay.too_large.contains(id))
            {
                let times = arrived.iter().filter(|other| *other == id).count();
                assert_eq!(times, 1, "{sender}: {id} arrived {times} times");
                let own = from
                    .store
                    .stored()
                    .iter()
                    .filter(|own| own.id == *id)
                    .count();
                assert_eq!(own, 1, "{sender}: {id} is stored {own} times at its sender");
            }
            let held = [&from.store, &to.store].map(holdfast_sync::MemoryStore::stored);
            for one in held.iter().flatten() {
                let outside = matches!(one.receipt.release, Release::LeftOutside(_));
                assert_eq!(outside, is_outside(one.id), "{}", one.id);
            }
            if in_order {
                let promised: Vec<EnvelopeId> = from.kept_in_order(&arrived);
                let arrived: Vec<EnvelopeId> = arrived
                    .into_iter()
                    .filter(|id| promised.contains(id))
                    .collect();
                assert_eq!(arrived, promised, "{sender}: out of order");
            }
        }
    }
}
