//! A script from beginning to end.

use super::{
    counts::Counts,
    script::{Happening, Script},
    violation::Violation,
    world::World,
};

/// Between the last trouble of a store and the instant at which the link is
/// good again: longer than an engine waits for a store that says nothing.
const SHELF_CALM: u64 = 60_000;

/// Plays `script` and checks it all the way.
///
/// # Errors
/// The first rule that was broken.
pub fn play(script: &Script) -> Result<Counts, Violation> {
    let mut world = World::new(script.seed, script.setting)?;
    let calm = script.length.saturating_sub(SHELF_CALM);
    for timed in &script.events {
        let within = |at: u64, wait: u64| wait.min(calm.saturating_sub(at));
        let what = match timed.what {
            Happening::Disk(device, kind, wait, percent) => {
                Happening::Disk(device, kind, within(timed.at, wait), percent)
            }
            Happening::Dies(_)
            | Happening::LosesPower { .. }
            | Happening::IsEvicted(_)
            | Happening::IsRestored
                if timed.at > calm =>
            {
                continue;
            }
            other => other,
        };
        if timed.at < script.length {
            world.plan(timed.at, what);
        }
    }
    world.run_until(script.length)?;
    world.calm_down()?;
    world.settle()?;
    world.counts.milliseconds = world.now();
    Ok(world.counts)
}
