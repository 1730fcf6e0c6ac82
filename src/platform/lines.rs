//! The help lines beyond the first, as a file of the build; the worker keeps
//! it in advance.

use super::{later::spawn_local, words::fetched};
use holdfast_safety::{has_all_lines, install_lines};

const FILE: &str = "/help-lines.txt";

/// Loads them, from the network or from what the worker keeps; `came` hears
/// of it if they were not here before. Where they do not come, the next call
/// asks again.
pub fn load(came: impl Fn() + 'static) {
    if has_all_lines() {
        return;
    }
    spawn_local(async move {
        if fetch().await.is_some() {
            came();
        }
    });
}

async fn fetch() -> Option<()> {
    let file = fetched(FILE).await?.text().await.ok()?;
    // A server that does not have it may answer with a page.
    file.starts_with('=').then(|| install_lines(file))
}
