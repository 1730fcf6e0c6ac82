//! The tide chart: time from left to right, agreed windows as high tide.
//!
//! [`chart`] is what a page says, [`drawing`] where it goes on the sheet,
//! [`content`] the picture as text, [`TideSheet`] a
//! picture as a file (all pure), `tide` the picture on the page and
//! `tide_table` the same facts as a table.

pub mod chart;
mod course;
mod days;
pub mod drawing;
mod geometry;
mod ink;
mod labels;
mod legend;
mod line;
mod markup;
mod path;
mod picture;
mod scale;
mod sea;
mod sheet;
mod shore;
mod shown;
mod symbols;
#[cfg(target_family = "wasm")]
mod table;
#[cfg(target_family = "wasm")]
mod view;

pub use chart::{
    Arc, ArcKind, Away, Change, Mark, MarkKind, Now, Tick, TideChart, Window, WindowKind,
};
pub use course::{Course, CourseDrawing, Spot, SpotKind, course_content};
pub use drawing::{Days, Drawing};
pub use legend::{Key, Legend, legend_content};
pub use scale::Layout;
pub use sheet::{SavedPicture, TideSheet};
pub use shore::{Month, Shell, ShellKind, Shore, ShoreDrawing};
pub use shown::{TideSize, content, shore_content};
#[cfg(target_family = "wasm")]
pub use table::tide_table;
#[cfg(target_family = "wasm")]
pub use view::{drawn, tide};

#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod course_tests;
#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod days_tests;
#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod picture_tests;
#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod sheet_tests;
#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod shore_tests;
#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod tests;
