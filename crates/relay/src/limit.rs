//! How often a device may ask: a bucket of [`BURST`] requests that fills again
//! at [`PER_SECOND`].

use holdfast_protocol::DeviceId;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Instant,
};

/// Requests that a rested device may make at once: enough to fetch 30,000
/// letters after its storage was taken away.
const BURST: f64 = 240.0;

/// Requests a second in the long run.
const PER_SECOND: f64 = 10.0;

/// How many devices are remembered before the rested ones are forgotten.
const DEVICES_MAX: usize = 10_000;

/// Counts the requests of every device.
#[derive(Debug, Default)]
pub(crate) struct Limiter {
    buckets: Mutex<HashMap<DeviceId, Bucket>>,
}

#[derive(Debug, Clone, Copy)]
struct Bucket {
    left: f64,
    at: Instant,
}

impl Limiter {
    /// Whether `device` may make one more request at `now`.
    pub(crate) fn allows(&self, device: DeviceId, now: Instant) -> bool {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= DEVICES_MAX {
            buckets.retain(|_, bucket| bucket.filled(now) < BURST);
        }
        let bucket = buckets.entry(device).or_insert(Bucket {
            left: BURST,
            at: now,
        });
        bucket.left = bucket.filled(now);
        bucket.at = now;
        let allowed = bucket.left >= 1.0;
        if allowed {
            bucket.left -= 1.0;
        }
        allowed
    }
}

impl Bucket {
    fn filled(&self, now: Instant) -> f64 {
        let waited = now.saturating_duration_since(self.at).as_secs_f64();
        (self.left + waited * PER_SECOND).min(BURST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    const DEVICE: DeviceId = DeviceId::from_bytes([1; 16]);
    const OTHER: DeviceId = DeviceId::from_bytes([2; 16]);

    #[test]
    fn a_burst_passes_and_one_more_does_not() {
        let (limiter, now) = (Limiter::default(), Instant::now());
        for _ in 0..240 {
            assert!(limiter.allows(DEVICE, now));
        }
        assert!(!limiter.allows(DEVICE, now));
        assert!(limiter.allows(OTHER, now));
    }

    #[test]
    fn waiting_fills_the_bucket_again() {
        let (limiter, start) = (Limiter::default(), Instant::now());
        while limiter.allows(DEVICE, start) {}
        let later = start + Duration::from_secs(1);
        assert_eq!(
            (0..100).filter(|_| limiter.allows(DEVICE, later)).count(),
            10
        );
        let rested = start + Duration::from_secs(3600);
        assert_eq!(
            (0..300).filter(|_| limiter.allows(DEVICE, rested)).count(),
            240
        );
    }
}
