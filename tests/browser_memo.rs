//! A value that follows signals, in a real browser.
#![cfg(target_family = "wasm")]
#![allow(missing_docs, reason = "tests")]

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use holdfast_app::components::memo::Memo;
use leptos::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn it_follows_what_it_reads_and_is_asked_for() {
    Owner::new().with(|| {
        let asked = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&asked);
        let number = RwSignal::new(1_i32);
        let double = Memo::new(move |_| {
            counted.fetch_add(1, Ordering::Relaxed);
            number.get() * 2
        });
        assert_eq!(asked.load(Ordering::Relaxed), 0);
        assert_eq!((double.get(), double.get_untracked()), (2, 2));
        number.set(4);
        assert_eq!(double.with(|double| *double), 8);
        assert_eq!(Signal::<i32>::from(double).get(), 8);
        assert_eq!(asked.load(Ordering::Relaxed), 2);
    });
}

#[wasm_bindgen_test]
fn what_follows_it_moves_on_only_when_it_changes() {
    Owner::new().with(|| {
        let asked = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&asked);
        let number = RwSignal::new(1_i32);
        let is_odd = Memo::<bool>::new(move |_| number.get() % 2 == 1);
        let said = Memo::new(move |_| {
            counted.fetch_add(1, Ordering::Relaxed);
            is_odd.get().to_string()
        });
        assert_eq!(said.get(), "true");
        number.set(3);
        assert_eq!(said.get(), "true");
        assert_eq!(asked.load(Ordering::Relaxed), 1);
        number.set(4);
        assert_eq!(said.get(), "false");
        assert_eq!(asked.load(Ordering::Relaxed), 2);
    });
}

#[wasm_bindgen_test]
fn it_knows_what_it_was_before() {
    Owner::new().with(|| {
        let number = RwSignal::new(5_i32);
        let highest = Memo::new(move |before: Option<&i32>| {
            before.copied().unwrap_or_default().max(number.get())
        });
        assert_eq!(highest.get(), 5);
        number.set(3);
        assert_eq!(highest.get(), 5);
        number.set(7);
        assert_eq!(highest.get(), 7);
    });
}
