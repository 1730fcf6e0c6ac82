//! A person with little time and a poor link, and the real [`Engine`] between
//! them: how often does a scheduled call come about, how often does a letter
//! get through, and how often could one have got through at all?
//!
//! The model is the product page's: a minute is free with the probability
//! `free`, each by itself; the link comes in bursts whose lengths, like those of
//! the gaps between them, are exponentially distributed, and works in `link` of
//! all time. A call needs free time and a link that stays up to its end. A
//! letter needs one round trip while the person is there and the link is up.
//!
//! Nothing makes it easy for the engine. In half of the gaps the device knows
//! that it has no link: requests fail at once, and the browser says when it is
//! over. In the others requests get no answer, and nothing tells when a burst
//! begins. A burst that ends under way leaves a request unanswered that the relay
//! may or may not have taken. The page lives in free minutes only, and when the
//! person comes back it has either been frozen since or starts anew on what the
//! store holds.
//!
//! [`Engine`]: crate::Engine

mod chance;
mod device;
mod free;
mod link;
mod relay;
#[cfg(test)]
mod tests;

pub use chance::Chance;
use core::time::Duration;
use device::Device;
use link::Link;

/// What is random, and how.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LinkModel {
    /// The share of minutes in which the person has time.
    pub free: Share,
    /// The share of time in which the link works.
    pub link: Share,
    /// How long the link stays up on average.
    pub burst: Duration,
    /// How long after it was written a letter may get through.
    pub window: Duration,
    /// How long a call lasts.
    pub call: Duration,
    /// How long the relay's answer takes.
    pub round_trip: Duration,
}

/// A probability.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Share(f64);

/// Not a probability.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("expected a probability from 0 to 1, not {0}")]
pub struct NotAShare(pub f64);

/// What became of one try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trial {
    /// Whether a call that was scheduled for its beginning came about, whole.
    pub call: bool,
    /// Whether the engine got a letter through that was written at its
    /// beginning, confirmation included.
    pub message: bool,
    /// Whether any engine could have.
    pub possible: bool,
}

impl Share {
    /// This probability.
    ///
    /// # Errors
    /// When it is not from 0 to 1.
    pub fn new(share: f64) -> Result<Self, NotAShare> {
        if (0.0..=1.0).contains(&share) {
            Ok(Self(share))
        } else {
            Err(NotAShare(share))
        }
    }

    /// As a number from 0 to 1.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }
}

impl LinkModel {
    /// Plays one try. The same `seed` and `number` give the same luck.
    #[must_use]
    pub fn trial(&self, seed: u64, number: u64) -> Trial {
        // A stream of luck for each, so that what one draws changes no other.
        let luck = |of: u64| Chance::new(seed).stream(number).stream(of);
        let window = milliseconds(self.window);
        let call = milliseconds(self.call);
        let round_trip = milliseconds(self.round_trip);
        let link = Link::random(self, window.max(call), luck(0));
        let free = free::stretches(self.free, window, luck(1));
        let has_time = luck(2).happens(self.free.0);
        let fits = |&(from, until): &(u64, u64)| link.is_up_for(round_trip, from, until);
        Trial {
            call: has_time && link.is_up_for(call, 0, call),
            message: Device::new(&link, round_trip, luck(3)).gets_through(&free),
            possible: free.iter().any(fits),
        }
    }
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
