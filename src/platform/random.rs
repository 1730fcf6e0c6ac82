//! The one door to the browser's randomness.

use core::convert::Infallible;
use rand_core::{TryCryptoRng, TryRng};

/// `crypto.getRandomValues`.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserRandom;

impl BrowserRandom {
    /// As many random bytes as asked for.
    #[must_use]
    pub fn bytes<const N: usize>() -> [u8; N] {
        let mut bytes = [0; N];
        fill(&mut bytes);
        bytes
    }

    /// A random number, for what is not secret.
    #[must_use]
    pub fn number() -> u64 {
        u64::from_le_bytes(Self::bytes())
    }
}

impl TryRng for BrowserRandom {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_le_bytes(Self::bytes()))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(Self::number())
    }

    fn try_fill_bytes(&mut self, into: &mut [u8]) -> Result<(), Infallible> {
        fill(into);
        Ok(())
    }
}

impl TryCryptoRng for BrowserRandom {}

/// The most that the browser gives at once.
const AT_ONCE: usize = 65_536;

fn fill(into: &mut [u8]) {
    for part in into.chunks_mut(AT_ONCE) {
        let filled = web_sys::window()
            .and_then(|window| window.crypto().ok())
            .and_then(|crypto| crypto.get_random_values_with_u8_array(part).ok());
        // Zeroes in place of randomness would seal letters with a key that
        // anyone can guess. Every browser that runs this app has the API, so
        // stopping here is the only honest answer where it is missing.
        #[allow(
            clippy::panic,
            reason = "see above: nothing may be sealed without randomness"
        )]
        if filled.is_none() {
            panic!("this browser gives no random numbers");
        }
    }
}
