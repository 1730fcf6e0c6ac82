//! The page **Today**.

use leptos::prelude::*;

/// The page **Today**.
#[component]
pub fn TodayPage() -> impl IntoView {}
