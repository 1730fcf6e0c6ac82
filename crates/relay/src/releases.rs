//! Wakes when the next held reply is due, so that its reader is nudged at
//! once. Nothing depends on it but the nudge: every sync releases first.

use crate::{relay::Relay, store::StoreError};
use core::time::Duration;
use std::sync::Arc;
use tokio::time::timeout;

/// The longest sleep, in case the machine's clock is set meanwhile.
const SLEEP_MAX: Duration = Duration::from_secs(60);

/// The pause after the database refused.
const PAUSE: Duration = Duration::from_secs(5);

/// Releases for ever.
pub(crate) async fn run(relay: Arc<Relay>) {
    loop {
        let sleep = match release_due(&relay).await {
            Ok(sleep) => sleep,
            Err(error) => {
                tracing::error!(%error, "held replies could not be released");
                PAUSE
            }
        };
        // Whether it is time or there is news makes no difference.
        let _ = timeout(sleep, relay.holds_changed.notified()).await;
    }
}

/// Releases what is due; how long to sleep then.
async fn release_due(relay: &Relay) -> Result<Duration, StoreError> {
    let Some(hour) = relay.store.next_release().await? else {
        return Ok(SLEEP_MAX);
    };
    let wait = hour - relay.now();
    if let Ok(wait) = wait.to_std()
        && !wait.is_zero()
    {
        return Ok(wait.min(SLEEP_MAX));
    }
    relay.release().await?;
    Ok(Duration::ZERO)
}
