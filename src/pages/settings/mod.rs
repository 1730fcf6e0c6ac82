//! The page **Settings**.

use leptos::prelude::*;

/// The page **Settings**.
#[component]
pub fn SettingsPage() -> impl IntoView {}
