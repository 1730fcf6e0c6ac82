//! How many submissions go into one request.

use holdfast_protocol::SUBMISSIONS_MAX;

/// A limit that follows what gets through.
#[derive(Debug, Clone)]
pub(super) struct Batch {
    limit: usize,
}

impl Batch {
    pub(super) fn new(first: usize) -> Self {
        Self {
            limit: first.clamp(1, SUBMISSIONS_MAX),
        }
    }

    pub(super) fn limit(&self) -> usize {
        self.limit
    }

    /// `carried` submissions were too many for one request.
    pub(super) fn halve(&mut self, carried: usize) {
        if carried > 0 {
            self.limit = (carried / 2).max(1);
        }
    }

    /// `carried` submissions got through; a full batch may double.
    pub(super) fn grow(&mut self, carried: usize) {
        if carried >= self.limit {
            self.limit = (self.limit * 2).min(SUBMISSIONS_MAX);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_to_one_and_grows_to_the_maximum() {
        let mut batch = Batch::new(64);
        batch.halve(10);
        assert_eq!(
            batch.limit(),
            5,
            "half of what was carried, not of the limit"
        );
        batch.halve(5);
        batch.halve(2);
        batch.halve(1);
        assert_eq!(batch.limit(), 1);
        batch.halve(0);
        assert_eq!(batch.limit(), 1);
        batch.grow(0);
        assert_eq!(batch.limit(), 1, "an empty request proves nothing");
        for _ in 0..20 {
            batch.grow(batch.limit());
        }
        assert_eq!(batch.limit(), SUBMISSIONS_MAX);
    }
}
