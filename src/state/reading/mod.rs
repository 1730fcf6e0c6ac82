//! Which part of a long conversation is drawn, and what has to be read from the
//! device for more of it.

mod line;
mod pane;
mod portion;
mod spots;
#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod tests;

pub use line::{Line, Tail};
pub use pane::{Pane, Step};
pub use portion::Portion;

/// How many pieces are drawn or taken away in one go.
pub const PORTION: usize = 10;
/// How many pieces are drawn at most; those that have not left yet come on top.
pub const MOST: usize = 100;
/// How many pieces are kept beyond those that are drawn, to each side.
const BEYOND: usize = 60;
