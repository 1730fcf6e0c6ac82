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
    relay.release().await?;
    let Some(hour) = relay.store.next_release(relay.now()).await? else {
        return Ok(SLEEP_MAX);
    };
    let wait = (hour - relay.now()).to_std().unwrap_or_default();
    Ok(wait.min(SLEEP_MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        fixtures::{PATIENT, THERAPIST, demonstration, id, move_clock, send},
        store::conformance::scene::{accepted, agree, exchange, letters, request},
    };
    use chrono::{DateTime, Utc};
    use tempfile::TempDir;

    #[tokio::test]
    async fn what_is_due_leaves_though_nobody_asks() {
        let folder = TempDir::new().unwrap();
        let relay = demonstration(folder.path()).await;
        assert_eq!(release_due(&relay).await.unwrap(), SLEEP_MAX);
        agree(relay.store.as_ref()).await;
        let written = "2099-11-23T10:00:00Z";
        let submission = send(THERAPIST.account, 1);
        accepted(relay.store.as_ref(), written, THERAPIST, submission).await;
        let opens: DateTime<Utc> = "2099-11-23T15:00:00Z".parse().unwrap();

        move_clock(&relay, opens - chrono::TimeDelta::hours(2));
        assert_eq!(release_due(&relay).await.unwrap(), SLEEP_MAX);
        move_clock(&relay, opens);
        let ear = relay.nudges.listen(PATIENT.account, PATIENT.device);
        assert_eq!(release_due(&relay).await.unwrap(), SLEEP_MAX);
        // As of an earlier hour, so that it is not this sync that releases.
        let earlier = opens - chrono::TimeDelta::hours(1);
        let read = exchange(relay.store.as_ref(), earlier, PATIENT, request(0, vec![])).await;
        assert!(letters(&read.items).contains(&id(1)));
        ear.nudged().await;
        assert_eq!(release_due(&relay).await.unwrap(), SLEEP_MAX);
    }
}
