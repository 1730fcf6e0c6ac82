//! The browser's database, in a real browser.
#![cfg(target_family = "wasm")]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests"
)]

mod ahead;
mod at_rest;
mod engine;
mod failures;

mod letters;
mod raw;
mod records;
mod sabotage;
mod safety;
mod threads;
mod versions;

use holdfast_app::platform::{idb::BrowserStore, random::BrowserRandom};
use holdfast_seal::AccountKeys;
use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);

fn new_name() -> String {
    format!("test-{}", BrowserRandom::number())
}

/// An account's keys; the same for the same number.
fn keys(fill: u8) -> AccountKeys {
    let mut secret = [fill; 64];
    // A clamped X25519 scalar, as every one that is made.
    secret[32] &= 0b1111_1000;
    secret[63] = secret[63] & 0b0111_1111 | 0b0100_0000;
    AccountKeys::from_secret_bytes(&secret).unwrap()
}

async fn open(name: &str) -> BrowserStore {
    let store = BrowserStore::open(name).await.unwrap();
    store.with_keys(&keys(7))
}

async fn new_store() -> BrowserStore {
    open(&new_name()).await
}
