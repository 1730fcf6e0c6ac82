//! What the format promises, from outside.

#![allow(
    clippy::unwrap_used,
    reason = "a test's helpers may, as the tests themselves may"
)]

mod by_hand;
mod cards;
mod envelopes;
mod golden;
mod golden_rhythm;
mod golden_safety;
mod keys;
mod local;
mod numbers;
mod people;
mod tampering;
mod timings;
