//! The page **People**.

use leptos::prelude::*;

/// The page **People**.
#[component]
pub fn PeoplePage() -> impl IntoView {}
