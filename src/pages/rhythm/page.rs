//! The rhythm of the conversation that the address names, or of the patient's
//! own.

use leptos::prelude::*;

/// The rhythm of the conversation that the address names, or of the patient's
/// own.
#[component]
pub fn RhythmPage() -> impl IntoView {}
