//! Starts the app in the browser.

#[cfg(target_family = "wasm")]
fn main() {
    holdfast_app::app::mount();
}

/// The app runs in browsers only; this keeps the workspace building natively.
#[cfg(not(target_family = "wasm"))]
fn main() {}
