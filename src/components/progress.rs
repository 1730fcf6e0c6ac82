//! Waiting, said in words: nothing turns, blinks or counts.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::live::live_words;

/// One calm line that says what is happening meanwhile.
#[component]
pub fn Progress(
    /// Such as "Opening your letters".
    #[prop(into)]
    words: TextProp,
) -> impl IntoView {
    view! { <p class="progress" role="status">{live_words(move || words.get())}</p> }
}

/// The line, in words that stay.
pub fn progress(words: &'static str) -> AnyView {
    view! { <Progress words /> }.into_any()
}
