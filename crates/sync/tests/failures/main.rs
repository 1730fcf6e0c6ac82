//! The rows of `docs/FAILURES.md` that the engine reaches: each a short
//! history in the simulated world, whose model checks everything else besides.
#![allow(clippy::unwrap_used, reason = "a test ends where something is amiss")]

use holdfast_protocol::{EnvelopeId, Epoch, Event, FeedItem, SyncResponse};
use holdfast_sync::{
    Change, Command, Config, Engine, Input, MemoryStore, Moment, Wake,
    simulation::{
        DiskLuck, Happening, Happening::*, LinkLuck, Setting, Timed, World, at, letter_id, seat,
    },
};

mod link;
mod relay;
mod tabs;

const SECOND: u64 = 1_000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// Windows of ten minutes, one each hour.
const WINDOWS: Setting = Setting {
    window_every: HOUR,
    window_open: 10 * MINUTE,
    ..Setting::PLAIN
};

fn world(setting: Setting, events: &[Timed]) -> World {
    let mut world = World::new(7, setting).unwrap();
    for event in events {
        world.plan(event.at, event.what);
    }
    world
}

/// A usual letter.
fn write(device: usize, tab: usize, letter: u32) -> Happening {
    Write {
        seat: seat(device, tab),
        letter,
        bytes: 256,
    }
}

fn ids(letters: impl IntoIterator<Item = u32>) -> Vec<EnvelopeId> {
    letters.into_iter().map(letter_id).collect()
}

/// The trouble is over, and all is where it belongs.
fn ends_well(world: &mut World) {
    world.run_until(world.now() + 2 * MINUTE).unwrap();
    world.calm_down().unwrap();
    world.settle().unwrap();
}
