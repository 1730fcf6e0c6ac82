//! Whether the relay is able to keep what it is given.

use crate::{relay::Relay, store::StoreError};
use core::time::Duration;
use tokio::{
    sync::Mutex,
    time::{Instant, timeout},
};

/// How long a proof counts: anybody may ask, and each proof is a write.
const COUNTS: Duration = Duration::from_secs(5);

/// How long the disk may take.
const WITHIN: Duration = Duration::from_secs(5);

/// When the database last proved that it can be written.
#[derive(Debug, Default)]
pub(crate) struct Health(Mutex<Option<Instant>>);

/// Why the relay is not well.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unwell {
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The database does not answer.
    #[error("the database did not answer within {} seconds", WITHIN.as_secs())]
    Silent,
}

impl Relay {
    /// Proves that the database can be read and written: a disk that is full
    /// reads well.
    pub(crate) async fn prove_well(&self) -> Result<(), Unwell> {
        let asked = async {
            let mut proved = self.health.0.lock().await;
            if proved.is_some_and(|proved| proved.elapsed() < COUNTS) {
                return Ok(());
            }
            self.store.next_release(self.now()).await?;
            self.store.prove_writable(self.now()).await?;
            *proved = Some(Instant::now());
            Ok(())
        };
        timeout(WITHIN, asked).await.map_err(|_| Unwell::Silent)?
    }
}
