//! Waiting for a pause, as in typing.

use crate::platform::clock;
use crate::platform::later::spawn_local;
use core::time::Duration;
use leptos::prelude::*;

/// Runs only the last of several calls that come close together. It lives as
/// long as the component that made it; what is still waiting then is dropped.
#[derive(Clone, Copy)]
pub struct Pause(StoredValue<u32>);

impl Pause {
    /// Nothing waits yet.
    #[must_use]
    pub fn new() -> Self {
        Self(StoredValue::new(0))
    }

    /// Runs `run` after `length`, unless called again before; nothing once its
    /// component is gone, as where a file comes that was asked for before.
    pub fn after(self, length: Duration, run: impl FnOnce() + 'static) {
        let Some(turn) = self.next() else { return };
        spawn_local(async move {
            clock::wait(length).await;
            if self.0.try_get_value() == Some(turn) {
                run();
            }
        });
    }

    /// Drops what is waiting.
    pub fn cancel(self) {
        self.next();
    }

    fn next(self) -> Option<u32> {
        self.0.try_update_value(|turn| {
            *turn = turn.wrapping_add(1);
            *turn
        })
    }
}

impl Default for Pause {
    fn default() -> Self {
        Self::new()
    }
}
