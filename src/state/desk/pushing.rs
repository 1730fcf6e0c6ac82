//! Whether this device is told that somebody is needed.

use super::Desk;
use crate::platform::later::spawn_local;
use crate::platform::push::{self, PushState, PushTrouble};

impl Desk {
    /// How it is now.
    pub fn push_state(self, done: impl FnOnce(PushState) + 'static) {
        spawn_local(async move { done(push::state().await) });
    }

    /// Lets this device be told, or not any more; then says how it is, and what
    /// did not work.
    pub fn push(self, on: bool, done: impl FnOnce(PushState, Option<PushTrouble>) + 'static) {
        let Some(driver) = self.driver_here() else {
            return;
        };
        spawn_local(async move {
            let token = driver.token();
            let outcome = match on {
                true => push::turn_on(&token).await,
                false => push::turn_off(&token).await,
            };
            done(push::state().await, outcome.err());
        });
    }
}
