//! When the person has time.

use super::{Share, chance::Chance};

const MINUTE: u64 = 60_000;

/// The stretches of free minutes before `window` is over, in milliseconds from
/// its beginning.
pub(super) fn stretches(free: Share, window: u64, mut chance: Chance) -> Vec<(u64, u64)> {
    let mut stretches: Vec<(u64, u64)> = Vec::new();
    for minute in 0..window.div_ceil(MINUTE) {
        if !chance.happens(free.0) {
            continue;
        }
        let from = minute * MINUTE;
        let until = (from + MINUTE).min(window);
        match stretches.last_mut() {
            Some(last) if last.1 == from => last.1 = until,
            _ => stretches.push((from, until)),
        }
    }
    stretches
}
