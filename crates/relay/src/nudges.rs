//! Who listens for nudges. A nudge says "something is there", never what.

use holdfast_protocol::{AccountId, DeviceId};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::Notify;

type Listeners = HashMap<AccountId, Vec<(DeviceId, Arc<Notify>)>>;

/// Everyone who listens.
#[derive(Debug, Default)]
pub(crate) struct Nudges {
    listeners: Mutex<Listeners>,
}

impl Nudges {
    /// Begins to listen, until the [`Ear`] is dropped.
    pub(crate) fn listen(self: &Arc<Self>, account: AccountId, device: DeviceId) -> Ear {
        let bell = Arc::new(Notify::new());
        self.with(|listeners| {
            let of_account = listeners.entry(account).or_default();
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
                    bell.notify_one();
                }
            }
        });
    }

    /// Nudges every device there is.
    pub(crate) fn nudge_everybody(&self) {
        self.with(|listeners| {
            for (_, bell) in listeners.values().flatten() {
                bell.notify_one();
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
    bell: Arc<Notify>,
}

impl Ear {
    /// Waits for the next nudge.
    pub(crate) async fn nudged(&self) {
        self.bell.notified().await;
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
        ear.nudged().now_or_never().is_some()
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
