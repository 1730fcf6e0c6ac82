//! The build of the app that fits the account.

use crate::{platform::side::switch_to, side::serves};
use holdfast_protocol::Role;
use holdfast_sync::StoreTrouble;

/// Goes on only in a build with the pages for `role`: from another one this
/// page, with `fragment`, opens in the one that has them.
///
/// # Errors
/// When the other build was asked for already and this one came again.
pub async fn on_the_side_of(role: Role, fragment: &str) -> Result<(), StoreTrouble> {
    if serves(role) {
        return Ok(());
    }
    if switch_to(role, fragment) {
        // The browser is about to take this page away.
        core::future::pending::<()>().await;
    }
    Err(StoreTrouble::Closed)
}
