//! The letters.
use leptos::prelude::*;
/// x
#[component]
pub fn HomePage() -> impl IntoView {}
/// x
#[component]
pub fn ConversationPage() -> impl IntoView {}
