//! The tide chart: time from left to right, agreed windows as high tide.
//!
//! [`chart`] is what a page says, [`drawing`] where it goes on the sheet (both
//! pure), `view` the picture with the same facts as a table.

pub mod chart;
pub mod drawing;
mod geometry;
mod labels;
mod line;
#[cfg(target_family = "wasm")]
mod picture;
mod scale;
#[cfg(target_family = "wasm")]
mod table;
#[cfg(target_family = "wasm")]
pub mod view;

pub use chart::{
    Arc, ArcKind, Away, Change, Mark, MarkKind, Now, Tick, TideChart, Window, WindowKind,
};
pub use drawing::Drawing;
pub use scale::Layout;
#[cfg(target_family = "wasm")]
pub use table::TideTable;
#[cfg(target_family = "wasm")]
pub use view::{Tide, TideSize};

#[cfg(all(test, not(target_family = "wasm")))]
mod tests;
