//! The bench page: the product's own store, and its noticing, driven from outside.
//!
//! `bench.html?ns=NAME` sets `window.bench` (see that file for its contract).
//! Nothing here is special to the bench but who drives it: an appended letter is
//! sealed, kept and settled as the app does it, and arriving ones are laid open
//! and stored with the cursor that acknowledges them.

#[cfg(target_family = "wasm")]
mod letters;
#[cfg(target_family = "wasm")]
mod noticing;
#[cfg(target_family = "wasm")]
mod store;

/// The page calls what [`store`] and [`noticing`] export.
fn main() {}
