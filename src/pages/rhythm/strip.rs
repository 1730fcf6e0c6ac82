//! The small tide over the composer.

use holdfast_protocol::ConversationId;
use leptos::prelude::*;

/// From now to the answer; nothing while no rhythm is agreed.
#[component]
pub fn TideStrip(
    /// Whose rhythm.
    conversation: ConversationId,
) -> impl IntoView {
    let _ = conversation;
}
