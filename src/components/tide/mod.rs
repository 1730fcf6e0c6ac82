//! The tide chart: time from left to right, agreed windows as high tide.
//!
//! [`chart`] is what a page says, [`drawing`] where it goes on the sheet,
//! [`svg`] the picture as text (all pure), `tide` the picture on the page and
//! `tide_table` the same facts as a table.

pub mod chart;
pub mod drawing;
mod geometry;
mod labels;
mod line;
mod markup;
mod picture;
mod scale;
mod shown;
#[cfg(target_family = "wasm")]
mod table;
#[cfg(target_family = "wasm")]
mod view;

pub use chart::{
    Arc, ArcKind, Away, Change, Mark, MarkKind, Now, Tick, TideChart, Window, WindowKind,
};
pub use drawing::Drawing;
pub use scale::Layout;
pub use shown::{TideSize, content, svg};
#[cfg(target_family = "wasm")]
pub use table::tide_table;
#[cfg(target_family = "wasm")]
pub use view::tide;

#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod picture_tests;
#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod tests;
