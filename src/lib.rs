//! Holdfast in the browser: letters between therapy sessions that keep a
//! promised rhythm. `docs/ARCHITECTURE.md` is the map.

pub mod components;
pub mod i18n;
pub mod pages;
pub mod state;

#[cfg(target_family = "wasm")]
pub mod app;
#[cfg(target_family = "wasm")]
pub mod platform;
pub mod routes;
pub mod side;
