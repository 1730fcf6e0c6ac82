//! Looks at the alarms when something is due, and hands their notices over,
//! each beside all others. What was handed over is written down only once the
//! way's server has answered: after a crash it is handed over once more.

#[cfg(test)]
mod tests;

use super::{Heard, watch::Watch};
use crate::{
    random,
    relay::Relay,
    store::{Notice, NoticeKey, Reach, StoreError},
};
use base64ct::{Base64UrlUnpadded, Encoding};
use chrono::{DateTime, Utc};
use core::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};
use holdfast_protocol::token_digest;
use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, PoisonError},
};
use tokio::{
    sync::Semaphore,
    time::{Instant, timeout},
};

/// The longest sleep, in case the machine's clock is set meanwhile.
const SLEEP_MAX: Duration = Duration::from_secs(60);

/// The pause after the database refused.
const PAUSE: Duration = Duration::from_secs(5);

/// Notices that are handed over at once. Each is over within seconds.
const AT_ONCE: usize = 256;

/// How often it is tried to write down what came of a notice.
const WRITES: usize = 12;

/// How long it is known which devices a notice has still to reach: longer than
/// it is tried again, see [`super::Alarm`].
const LEFT_FOR: Duration = Duration::from_secs(120);

/// The notices that are under way.
#[derive(Debug)]
struct UnderWay {
    keys: Mutex<HashSet<NoticeKey>>,
    /// The endpoints that a notice has not reached yet. After a crash all are
    /// tried.
    left: Mutex<HashMap<NoticeKey, (Instant, Vec<String>)>>,
    room: Semaphore,
    watch: tokio::sync::Mutex<Watch>,
    /// Whether every call list is looked at by the contacts of today.
    sees_lists: AtomicBool,
}

/// Climbs the ladders for ever.
pub(crate) async fn run(relay: Arc<Relay>) {
    let under_way = Arc::new(UnderWay::default());
    loop {
        let sleep = match look(&relay, &under_way).await {
            Ok(sleep) => sleep,
            Err(error) => {
                tracing::error!(%error, "alarms could not be looked at");
                PAUSE
            }
        };
        // Whether it is time or there is news makes no difference.
        let _ = timeout(sleep, relay.alarms_changed.notified()).await;
    }
}

/// Looks once; how long to sleep then.
async fn look(relay: &Arc<Relay>, under_way: &Arc<UnderWay>) -> Result<Duration, StoreError> {
    let now = under_way.now(relay).await?;
    let reach: Arc<dyn Reach> = relay.ways.clone();
    let looked = relay.store.look_at_alarms(now, Arc::clone(&reach)).await?;
    relay.nudges.nudge(&looked.grown, None);
    for notice in looked.notices {
        if under_way.begins(notice.key) {
            let (relay, under_way) = (Arc::clone(relay), Arc::clone(under_way));
            tokio::spawn(async move {
                let _room = under_way.room.acquire().await;
                let key = notice.key;
                tell(&relay, &under_way, notice).await;
                under_way.ends(key);
                relay.alarms_changed.notify_one();
            });
        }
    }
    // Alarms never wait for lists that nobody calls by yet.
    let longest = match look_at_lists(relay, under_way, now, reach).await {
        Ok(()) => SLEEP_MAX,
        Err(error) => {
            tracing::error!(%error, "call lists could not be looked at");
            PAUSE
        }
    };
    let wait = looked.next.map(|next| next - relay.now());
    let wait = wait.map_or(SLEEP_MAX, |wait| wait.to_std().unwrap_or_default());
    Ok(wait.min(longest))
}

/// Looks at the call lists; at all of them first, until that has been done once.
async fn look_at_lists(
    relay: &Relay,
    under_way: &UnderWay,
    now: DateTime<Utc>,
    reach: Arc<dyn Reach>,
) -> Result<(), StoreError> {
    if !under_way.sees_lists.load(Ordering::Relaxed) {
        relay.store.look_again_at_lists().await?;
        under_way.sees_lists.store(true, Ordering::Relaxed);
    }
    let grown = relay.store.look_at_lists(now, reach).await?;
    relay.nudges.nudge(&grown, None);
    Ok(())
}

/// Hands one notice over and writes down what came of it.
async fn tell(relay: &Relay, under_way: &UnderWay, mut notice: Notice) {
    let key = notice.key;
    under_way.only_left(&mut notice);
    let heard = match hand_over(relay, notice).await {
        Ok((heard, left)) => {
            under_way.leaves(key, left);
            heard
        }
        Err(error) => {
            tracing::error!(%error, alarm = key.alarm, "a notice could not be made ready");
            Heard::Later
        }
    };
    tracing::info!(
        alarm = key.alarm,
        round = key.round,
        step = key.step,
        way = ?key.way,
        ?heard,
        "a notice"
    );
    for _ in 0..WRITES {
        let written = match under_way.now(relay).await {
            Ok(now) => relay.store.heard(now, key, heard).await,
            Err(error) => Err(error),
        };
        match written {
            Ok(grown) => {
                relay.nudges.nudge(&grown, None);
                return;
            }
            Err(error) => {
                tracing::error!(%error, "what came of a notice could not be written down");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// What came of it, and which endpoints may yet take it on.
async fn hand_over(relay: &Relay, notice: Notice) -> Result<(Heard, Vec<String>), StoreError> {
    // Without randomness there is no link, and the notice goes without one.
    let token = random::bytes::<32>().ok();
    if let Some(token) = &token {
        let name = notice.name.clone();
        relay
            .store
            .keep_link(token_digest(token), notice.key.alarm, name)
            .await?;
    }
    let token = token.map(|token| Base64UrlUnpadded::encode_string(&token));
    let outcome = relay.ways.tell(&notice, token.as_deref()).await;
    for endpoint in outcome.gone {
        relay.store.unsubscribe(None, endpoint).await?;
    }
    Ok((outcome.heard, outcome.left))
}

impl Default for UnderWay {
    fn default() -> Self {
        Self {
            keys: Mutex::default(),
            left: Mutex::default(),
            room: Semaphore::new(AT_ONCE),
            watch: tokio::sync::Mutex::default(),
            sees_lists: AtomicBool::new(false),
        }
    }
}

impl UnderWay {
    /// The relay's time, to write down of an alarm. Where its clock was set back,
    /// what was written before it goes by the new one first.
    async fn now(&self, relay: &Relay) -> Result<DateTime<Utc>, StoreError> {
        let mut watch = self.watch.lock().await;
        let (now, steady) = (relay.now(), Instant::now());
        if let Some(by) = watch.set_back(now, steady) {
            tracing::warn!(seconds = by.num_seconds(), "the clock was set back");
            relay.store.set_alarms_back(by).await?;
        }
        watch.looked(now, steady);
        Ok(now)
    }

    /// Whether this one was not under way yet.
    fn begins(&self, key: NoticeKey) -> bool {
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        keys.insert(key)
    }

    fn ends(&self, key: NoticeKey) {
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        keys.remove(&key);
    }

    /// Only to devices that it has not reached, where that is known.
    fn only_left(&self, notice: &mut Notice) {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, left)) = left.remove(&notice.key) {
            notice.push.retain(|device| left.contains(&device.endpoint));
        }
    }

    fn leaves(&self, key: NoticeKey, endpoints: Vec<String>) {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        left.retain(|_, (since, _)| since.elapsed() < LEFT_FOR);
        if !endpoints.is_empty() {
            left.insert(key, (Instant::now(), endpoints));
        }
    }
}
