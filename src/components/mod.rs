//! Presentational components: props in, callbacks out.
//!
//! Words come in as props (`TextProp`: a `String`, a `&'static str` or a
//! closure that gives one), so nothing here knows a language, the app's state
//! or the browser's storage. Every component has a style sheet of its name in
//! `style/components/`. Most are there as a function too, for the common case
//! in few bytes (`parts` says why).

#[cfg(target_family = "wasm")]
pub mod attributes;
#[cfg(target_family = "wasm")]
pub mod button;
#[cfg(target_family = "wasm")]
pub mod choice;
#[cfg(target_family = "wasm")]
pub mod composer;
#[cfg(target_family = "wasm")]
pub mod dialog;
#[cfg(target_family = "wasm")]
pub mod empty_state;
#[cfg(target_family = "wasm")]
pub mod field;
#[cfg(target_family = "wasm")]
pub mod focus;
#[cfg(target_family = "wasm")]
pub mod icon;
#[cfg(target_family = "wasm")]
pub mod letter;
#[cfg(target_family = "wasm")]
pub mod live;
#[cfg(target_family = "wasm")]
pub mod memo;
pub mod month_calendar;
#[cfg(target_family = "wasm")]
pub mod notice;
#[cfg(target_family = "wasm")]
pub mod parts;
#[cfg(target_family = "wasm")]
pub mod place;
#[cfg(target_family = "wasm")]
pub mod progress;
#[cfg(target_family = "wasm")]
pub mod prompt;
#[cfg(target_family = "wasm")]
pub mod radios;
#[cfg(target_family = "wasm")]
pub mod shell;
#[cfg(target_family = "wasm")]
pub mod state_mark;
#[cfg(target_family = "wasm")]
pub mod still_list;
pub mod tide;
pub mod week_grid;
#[cfg(target_family = "wasm")]
pub mod window_editor;

#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod colour_tests;
