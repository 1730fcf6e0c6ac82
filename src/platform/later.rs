//! Work that goes on while the page is used.

use core::{future::Future, pin::Pin};

/// Work whose outcome comes later. Boxed, so that its code is there once and
/// not in everything that awaits it.
pub type Later<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// Starts work and lets it go on by itself: every work in this one way, as
/// starting it is a good deal of code for each kind.
pub fn spawn_local(work: impl Future<Output = ()> + 'static) {
    start(Box::pin(work));
}

#[inline(never)]
fn start(work: Later<'static, ()>) {
    wasm_bindgen_futures::spawn_local(work);
}
