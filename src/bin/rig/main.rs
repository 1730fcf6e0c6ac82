//! The rig of the kill tests: the app's own store, engine and driver in a page
//! without the app's pages, so that a test can write thousands of letters and
//! read what is stored. Built by `cargo xtask test e2e` and never shipped.

#[cfg(target_family = "wasm")]
mod page;

/// The page calls what [`page`] exports.
fn main() {}
