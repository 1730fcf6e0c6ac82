//! Where in the app we are: the address as a signal.

use crate::{
    platform::{address, page},
    routes::{self, Named},
};
use leptos::prelude::*;

/// The address of the page; one for the whole app, in context.
#[derive(Clone, Copy)]
pub struct Route {
    path: RwSignal<String>,
    fragment: RwSignal<String>,
}

impl Route {
    /// Follows the address from now on: links within the app, going back and
    /// going on.
    #[must_use]
    pub fn follow() -> Self {
        let route = Self {
            path: RwSignal::new(address::path()),
            fragment: RwSignal::new(page::fragment()),
        };
        address::on_change(move || route.read());
        address::on_link(move |path| {
            let known = routes::page_at(path).is_some();
            if known {
                route.go(path);
            }
            known
        });
        route
    }

    /// The path; read in a view, it follows the address.
    #[must_use]
    pub fn path(self) -> String {
        self.path.get()
    }

    /// What stands after `#`, as it was when the address last changed.
    #[must_use]
    pub fn fragment(self) -> String {
        self.fragment.get()
    }

    /// The conversation that the path names.
    #[must_use]
    pub fn conversation(self) -> Named {
        self.path.with(|path| routes::conversation_in(path))
    }

    /// Goes to another page.
    pub fn go(self, path: &str) {
        address::push(path);
        self.read();
    }

    fn read(self) {
        let (path, fragment) = (address::path(), page::fragment());
        if self.path.with_untracked(|known| *known != path) {
            self.path.set(path);
        }
        if self.fragment.with_untracked(|known| *known != fragment) {
            self.fragment.set(fragment);
        }
    }
}
