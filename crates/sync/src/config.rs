//! What can be tuned.

use core::time::Duration;

/// How patient and how eager an engine is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Submissions in the first request; later ones adapt to what gets
    /// through.
    pub first_batch: usize,
    /// The shortest wait after a failure.
    pub backoff_shortest: Duration,
    /// The longest wait after failures.
    pub backoff_longest: Duration,
    /// The same while something waits in the outbox and it is the link that
    /// fails, not the relay: a burst may be over within minutes, and nothing
    /// tells when one begins. So it is for [`Config::eager_for`] after anything
    /// suggests a person or a link, and then slowly longer.
    pub backoff_longest_eager: Duration,
    /// How long that lasts.
    pub eager_for: Duration,
    /// What it may grow to while somebody looks at the page; while nobody does
    /// it is [`Config::backoff_longest`].
    pub backoff_longest_seen: Duration,
    /// How often the relay is asked when nothing else happens and no nudge
    /// stream is open.
    pub poll: Duration,
    /// The same while a nudge stream is open ([`crate::Input::Listening`]).
    pub poll_listening: Duration,
    /// How long an empty request may take; one with submissions gets longer.
    pub request_patience: Duration,
    /// The longest that any request may take.
    pub request_patience_longest: Duration,
    /// How long the store may take for one commit, or to be read, before that
    /// counts as failed.
    pub store_patience: Duration,
    /// From which age a request is given up for a new one when the device has
    /// just come back: it may hang on a connection that died in its sleep.
    pub stale_after: Duration,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            first_batch: 64,
            backoff_shortest: Duration::from_secs(1),
            backoff_longest: Duration::from_secs(5 * 60),
            backoff_longest_eager: Duration::from_secs(8),
            eager_for: Duration::from_secs(5 * 60),
            backoff_longest_seen: Duration::from_secs(60),
            poll: Duration::from_secs(60),
            poll_listening: Duration::from_secs(10 * 60),
            request_patience: Duration::from_secs(15),
            request_patience_longest: Duration::from_secs(2 * 60),
            store_patience: Duration::from_secs(20),
            stale_after: Duration::from_secs(5),
        }
    }
}
