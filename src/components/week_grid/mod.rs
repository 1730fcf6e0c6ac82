//! A week as a grid: a column for each day, a row for each hour, windows as
//! blocks that are drawn, moved and stretched.
//!
//! [`spell`] is what lies on it, [`place`] where a pointer is, [`drawing`] the
//! blocks as text (all pure), `week_grid` the grid on the page: cells that the
//! keyboard and screen readers walk through, under one picture that the pointer
//! acts on.

pub mod act;
pub mod drawing;
pub mod place;
pub mod spell;
#[cfg(target_family = "wasm")]
mod view;

pub use act::{Act, Key};
pub use drawing::{Block, Look, svg};
pub use place::{Cell, Face, Place, Reach};
pub use spell::{DAY, Piece, QUARTER, Spell, WEEK};
#[cfg(target_family = "wasm")]
pub use view::{CellWords, WeekGrid, week_grid};

#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod tests;
