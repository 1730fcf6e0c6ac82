//! Attributes of elements as one type for all names. Each name that a `view!`
//! gives a value of its own type to costs a phone hundreds of bytes; these
//! cost it what the name and the value are long.
//!
//! ```ignore
//! view! { <p {..given("id", id)} {..following("hidden", is_hidden)}></p> }
//! ```

use std::sync::{Arc, Mutex};

use leptos::tachys::html::attribute::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::tachys::html::attribute::custom::custom_attribute;
use leptos::tachys::reactive_graph::SharedReactiveFunction;

use super::parts::Sentence;

/// An attribute with its value, which may be left out.
pub fn given(name: &'static str, value: impl Into<Given>) -> AnyAttribute {
    written(name, value.into().0)
}

fn written(name: &'static str, value: Option<Sentence>) -> AnyAttribute {
    custom_attribute(name, value).into_any_attr()
}

/// An attribute that follows what `value` reads; there while that is something.
pub fn following<V: Into<Given>>(
    name: &'static str,
    value: impl Fn() -> V + Send + Sync + 'static,
) -> AnyAttribute {
    followed(name, Arc::new(Mutex::new(move || value().into().0)))
}

fn followed(name: &'static str, value: SharedReactiveFunction<Option<Sentence>>) -> AnyAttribute {
    custom_attribute(name, value).into_any_attr()
}

/// What an attribute can be given.
pub struct Given(Option<Sentence>);

impl From<&'static str> for Given {
    fn from(value: &'static str) -> Self {
        Self(Some(value.into()))
    }
}

impl From<String> for Given {
    fn from(value: String) -> Self {
        Self(Some(value.into()))
    }
}

impl From<Sentence> for Given {
    fn from(value: Sentence) -> Self {
        Self(Some(value))
    }
}

impl<V: Into<Sentence>> From<Option<V>> for Given {
    fn from(value: Option<V>) -> Self {
        Self(value.map(Into::into))
    }
}
