//! What somebody does on the grid.

use super::place::{Cell, Place, Reach};

/// What somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// A key, and whether Shift is held.
    Key(Key, bool),
    /// The focus came to a cell.
    Focus(Cell),
    /// A cell was activated without a pointer, as screen readers do.
    Cell(Cell),
    /// A pointer went down.
    Down {
        /// Where.
        at: Place,
        /// How near an edge counts as the edge.
        reach: Reach,
        /// Whether it is a finger, whose drags scroll the page but on handles.
        finger: bool,
    },
    /// It moved.
    Drag(Place),
    /// It went up.
    Up,
    /// The browser took it away, as for scrolling.
    Cancel,
    /// The focus left the grid.
    Left,
}

/// The keys that the grid listens to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Key {
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    Enter,
    Delete,
    Escape,
    Undo,
}
