//! The page itself, for pages that may not name the browser.

pub use crate::platform::clock::monotonic;
pub use crate::platform::file::save;
pub use crate::platform::lines::load as load_lines;
pub use crate::platform::names::{Named, names, plain};
pub use crate::platform::page::{
    can_share, clear_fragment, copy, focus, focus_at_top, fragment, is_writing, languages, leave,
    origin, print, reload, saves_data, set_language, set_title, share, show, unfold,
};
pub use crate::platform::rest::{is_here as is_whole, load as load_rest};
pub use crate::platform::worker::use_new_build;

use crate::platform::later::spawn_local;
use crate::platform::{clock, file};
use core::time::Duration;

/// Runs `run` once the views that are being built now are on the page.
pub fn once_shown(run: impl FnOnce() + 'static) {
    spawn_local(async move {
        clock::wait(Duration::ZERO).await;
        run();
    });
}

/// Runs `run` in a task of its own, as soon as the browser has done its work.
pub fn soon(run: impl FnOnce() + 'static) {
    spawn_local(async move {
        clock::breathe().await;
        run();
    });
}

/// Draws `svg`, so many pixels wide and high, and hands it to the downloads as
/// a PNG under `name`; `done` hears whether that worked.
pub fn save_png_then(
    (name, svg): (String, String),
    size: (u32, u32),
    done: impl FnOnce(bool, &str) + 'static,
) {
    spawn_local(async move { done(file::save_png(&name, &svg, size).await, &name) });
}

/// Puts a text on the clipboard; `done` hears whether that worked.
pub fn copy_then(text: String, done: impl FnOnce(bool) + 'static) {
    spawn_local(async move { done(copy(&text).await) });
}
