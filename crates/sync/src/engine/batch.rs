//! How much goes into one request.

use core::time::Duration;
use holdfast_protocol::SUBMISSIONS_MAX;

/// Bytes in the first request: eight seconds on a link of 64 kbit/s. Two
/// letters of any length fit through anything that such a request fits through.
const BYTES_FIRST: usize = 64 * 1024;
/// Less is never the reason why something does not get through.
const BYTES_LEAST: usize = 512;
/// A request that took no longer may be followed by a larger one; what dies
/// midway costs no more than this.
const QUICK: Duration = Duration::from_secs(5);
/// One that took longer is followed by a smaller one.
const SLOW: Duration = Duration::from_secs(20);

/// Limits that follow what gets through.
#[derive(Debug, Clone)]
pub(super) struct Batch {
    count: usize,
    bytes: usize,
    bytes_max: usize,
}

impl Batch {
    /// At first so many submissions, and never more bytes than `bytes_max`.
    pub(super) fn new(first: usize, bytes_max: usize) -> Self {
        Self {
            count: first.clamp(1, SUBMISSIONS_MAX),
            bytes: BYTES_FIRST.min(bytes_max),
            bytes_max,
        }
    }

    /// Submissions in one request.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Bytes of submissions in one request; a larger one goes alone.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// So much was too much for one request.
    pub(super) fn halve(&mut self, carried: usize, bytes: usize) {
        if carried > 0 {
            self.count = (carried / 2).max(1);
            self.bytes = (bytes / 2).clamp(BYTES_LEAST, self.bytes_max);
        }
    }

    /// So much got through in this time; a full batch may double.
    pub(super) fn grow(&mut self, carried: usize, bytes: usize, took: Duration) {
        if carried >= self.count {
            self.count = (self.count * 2).min(SUBMISSIONS_MAX);
        }
        if took > SLOW {
            self.bytes = (bytes / 2).clamp(BYTES_LEAST, self.bytes);
        } else if took <= QUICK && bytes > self.bytes / 2 {
            self.bytes = (self.bytes * 2).min(self.bytes_max);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOST: usize = 1_000_000;
    const SOON: Duration = Duration::from_secs(1);

    #[test]
    fn halves_to_one_and_grows_to_the_maximum() {
        let mut batch = Batch::new(64, MOST);
        batch.halve(10, 4_000);
        assert_eq!(
            (batch.count(), batch.bytes()),
            (5, 2_000),
            "half of what was carried, not of the limit"
        );
        batch.halve(5, 2_000);
        batch.halve(2, 800);
        batch.halve(1, 100);
        assert_eq!((batch.count(), batch.bytes()), (1, BYTES_LEAST));
        batch.halve(0, 0);
        assert_eq!((batch.count(), batch.bytes()), (1, BYTES_LEAST));
        batch.grow(0, 0, SOON);
        assert_eq!(
            (batch.count(), batch.bytes()),
            (1, BYTES_LEAST),
            "an empty request proves nothing"
        );
        for _ in 0..20 {
            batch.grow(batch.count(), batch.bytes(), SOON);
        }
        assert_eq!((batch.count(), batch.bytes()), (SUBMISSIONS_MAX, MOST));
    }

    #[test]
    fn what_takes_long_grows_no_further_and_what_takes_too_long_shrinks() {
        let mut batch = Batch::new(64, MOST);
        batch.grow(64, BYTES_FIRST, Duration::from_secs(9));
        assert_eq!(batch.bytes(), BYTES_FIRST);
        batch.grow(64, BYTES_FIRST, Duration::from_secs(30));
        assert_eq!(batch.bytes(), BYTES_FIRST / 2);
        // A long wait for a small request says nothing good of a larger one.
        batch.grow(1, 100, Duration::from_secs(30));
        assert_eq!(batch.bytes(), BYTES_LEAST);
    }
}
