//! Who listens for nudges. A nudge says "something is there", never what.

use core::sync::atomic::{AtomicBool, Ordering};
use holdfast_protocol::{AccountId, DeviceId};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::Notify;

type Listeners = HashMap<AccountId, Vec<(DeviceId, Arc<Bell>)>>;

/// How many streams a device may listen on: one is enough, and what a page
/// that went away has left open takes a while to be noticed.
const STREAMS_MAX: usize = 4;

#[derive(Debug, Default)]
struct Bell {
    rung: Notify,
    closed: AtomicBool,
}

/// Everyone who listens.
#[derive(Debug, Default)]
pub(crate) struct Nudges {
    listeners: Mutex<Listeners>,
}

impl Nudges {
    /// Begins to listen, until the [`Ear`] is dropped; the oldest of too many
    /// ears of one device is closed.
    pub(crate) fn listen(self: &Arc<Self>, account: AccountId, device: DeviceId) -> Ear {
        let bell = Arc::new(Bell::default());
        self.with(|listeners| {
            let of_account = listeners.entry(account).or_default();
            let same = |(other, _): &&(DeviceId, _)| *other == device;
            if of_account.iter().filter(same).count() >= STREAMS_MAX
                && let Some(oldest) = of_account.iter().position(|(other, _)| *other == device)
            {
                let (_, oldest) = of_account.remove(oldest);
                oldest.closed.store(true, Ordering::SeqCst);
                oldest.rung.notify_one();
            }
            of_account.push((device, Arc::clone(&bell)));
        });
        Ear {
            nudges: Arc::clone(self),
            account,
            bell,
        }
    }

    /// Nudges every device of `accounts` but the one that caused it, which has
    /// its answer already.
    pub(crate) fn nudge(&self, accounts: &[AccountId], except: Option<DeviceId>) {
        self.with(|listeners| {
            let of_accounts = accounts.iter().filter_map(|account| listeners.get(account));
            for (device, bell) in of_accounts.flatten() {
                if Some(*device) != except {
                    bell.rung.notify_one();
                }
            }
        });
    }

    /// Nudges every device there is.
    pub(crate) fn nudge_everybody(&self) {
        self.with(|listeners| {
            for (_, bell) in listeners.values().flatten() {
                bell.rung.notify_one();
            }
        });
    }

    fn with<T>(&self, act: impl FnOnce(&mut Listeners) -> T) -> T {
        let mut listeners = self
            .listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        act(&mut listeners)
    }
}

/// One who listens. Nudges that come while it is busy become one.
#[derive(Debug)]
pub(crate) struct Ear {
    nudges: Arc<Nudges>,
    account: AccountId,
    bell: Arc<Bell>,
}

impl Ear {
    /// Waits for the next nudge; false once this ear is closed.
    pub(crate) async fn nudged(&self) -> bool {
        self.bell.rung.notified().await;
        !self.bell.closed.load(Ordering::SeqCst)
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        self.nudges.with(|listeners| {
            let Some(of_account) = listeners.get_mut(&self.account) else {
                return;
            };
            of_account.retain(|(_, bell)| !Arc::ptr_eq(bell, &self.bell));
            if of_account.is_empty() {
                listeners.remove(&self.account);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;

    const ACCOUNT: AccountId = AccountId::from_bytes([1; 16]);
    const OTHER: AccountId = AccountId::from_bytes([2; 16]);
    const PHONE: DeviceId = DeviceId::from_bytes([3; 16]);
    const LAPTOP: DeviceId = DeviceId::from_bytes([4; 16]);

    fn heard(ear: &Ear) -> bool {
        ear.nudged().now_or_never() == Some(true)
    }

    #[test]
    fn a_device_that_listens_too_often_loses_its_oldest_ear() {
        let nudges = Arc::new(Nudges::default());
        let other = nudges.listen(ACCOUNT, LAPTOP);
        let mut ears: Vec<Ear> = (0..=STREAMS_MAX)
            .map(|_| nudges.listen(ACCOUNT, PHONE))
            .collect();
        assert_eq!(ears[0].nudged().now_or_never(), Some(false));
        ears.remove(0);
        nudges.nudge(&[ACCOUNT], None);
        assert!(heard(&other) && ears.iter().all(heard));
    }

    #[test]
    fn a_nudge_reaches_the_other_devices_of_its_accounts_once() {
        let nudges = Arc::new(Nudges::default());
        let phone = nudges.listen(ACCOUNT, PHONE);
        let laptop = nudges.listen(ACCOUNT, LAPTOP);
        let other = nudges.listen(OTHER, PHONE);
        nudges.nudge(&[ACCOUNT], Some(PHONE));
        nudges.nudge(&[ACCOUNT], Some(PHONE));
        assert!(!heard(&phone));
        assert!(heard(&laptop));
        assert!(!heard(&laptop), "two nudges are one");
        assert!(!heard(&other));
        nudges.nudge_everybody();
        assert!(heard(&phone) && heard(&laptop) && heard(&other));
    }

    #[test]
    fn who_stops_listening_is_forgotten() {
        let nudges = Arc::new(Nudges::default());
        let phone = nudges.listen(ACCOUNT, PHONE);
        let laptop = nudges.listen(ACCOUNT, LAPTOP);
        drop(phone);
        nudges.nudge(&[ACCOUNT], None);
        assert!(heard(&laptop));
        drop(laptop);
        assert!(nudges.with(|listeners| listeners.is_empty()));
    }
}
