//! Whether this device is told that somebody is needed.

use super::Desk;
use crate::platform::later::spawn_local;
use crate::platform::push::{self, PushState, PushTrouble};
use core::cell::Cell;

impl Desk {
    /// How it is now, and why the relay cannot be told of it again.
    pub fn push_state(self, done: impl FnOnce(PushState, Option<PushTrouble>) + 'static) {
        let token = self.driver_here().map(|driver| driver.token());
        spawn_local(async move {
            let (found, trouble) = match token {
                Some(token) => push::confirm(&token).await,
                None => push::after(Err(PushTrouble::Relay)).await,
            };
            done(found, trouble);
        });
    }

    /// Lets this device be told, or not any more; then says how it is, and what
    /// did not work.
    pub fn push(self, on: bool, done: impl FnOnce(PushState, Option<PushTrouble>) + 'static) {
        let Some(driver) = self.driver_here() else {
            return;
        };
        spawn_local(async move {
            let token = driver.token();
            let (found, trouble) = match on {
                true => push::after(push::turn_on(&token).await).await,
                false => {
                    let ended = push::turn_off(&token).await;
                    (push::state().await, ended.err())
                }
            };
            done(found, trouble);
        });
    }

    /// Tells the relay once, since the app was opened, of a device that is to
    /// be told: it may have lost it, or the browser made it a new one.
    pub fn keep_push(self) {
        thread_local! {
            static KEPT: Cell<bool> = const { Cell::new(false) };
        }
        if self.driver_here().is_some() && !KEPT.replace(true) {
            self.push_state(|_, _| ());
        }
    }
}
