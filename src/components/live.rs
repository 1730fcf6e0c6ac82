//! A part of a page that is drawn anew when something it reads changes.

use std::sync::{Arc, Mutex};

use leptos::prelude::*;
use leptos::tachys::reactive_graph::SharedReactiveFunction;

use super::parts::Sentence;

/// Draws a part, and draws it again whenever a signal that `draw` reads
/// changes. Every such part has one type, so what replaces old content by new
/// is in the app once and not once for every closure.
///
/// ```ignore
/// live(move || match name.get() {
///     Some(name) => paragraph(name),
///     None => ().into_any(),
/// })
/// ```
pub fn live(draw: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    drawn(Arc::new(Mutex::new(draw)))
}

fn drawn(draw: SharedReactiveFunction<AnyView>) -> AnyView {
    draw.into_any()
}

/// Words that follow what they read.
pub fn live_words(words: impl Fn() -> Sentence + Send + Sync + 'static) -> AnyView {
    worded(Box::new(words))
}

fn worded(words: Box<dyn Fn() -> Sentence + Send + Sync>) -> AnyView {
    live(move || words().into_any())
}

/// Does something now, and again whenever a signal that it read has changed.
/// Every such thing has one type, as every part that is [`live`] has.
pub fn effect(run: impl FnMut() + 'static) {
    follow(Box::new(run));
}

fn follow(run: Box<dyn FnMut()>) {
    Effect::new(run);
}

/// One entry of a [`live_list`].
pub struct Entry {
    pub(super) key: String,
    draw: Arc<dyn Fn() -> AnyView + Send + Sync>,
}

impl Entry {
    /// An entry; `draw` is asked once for as long as its `key` is in the list.
    pub fn new(key: String, draw: impl Fn() -> AnyView + Send + Sync + 'static) -> Self {
        let draw = Arc::new(draw);
        Self { key, draw }
    }

    pub(super) fn draw(&self) -> AnyView {
        (self.draw)()
    }
}

/// A list whose entries stay as they are while others come and go: what has
/// the keyboard's place in one keeps it.
pub fn live_list(entries: impl Fn() -> Vec<Entry> + Send + Sync + 'static) -> AnyView {
    listed(Arc::new(entries))
}

fn listed(entries: Arc<dyn Fn() -> Vec<Entry> + Send + Sync>) -> AnyView {
    view! {
        <For
            each=move || entries()
            key=|entry| entry.key.clone()
            children=|entry: Entry| entry.draw()
        />
    }
    .into_any()
}
