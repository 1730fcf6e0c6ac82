//! The agreement editor of the conversation that the address names.

use leptos::prelude::*;

/// The agreement editor of the conversation that the address names.
#[component]
pub fn AgreementPage() -> impl IntoView {}
