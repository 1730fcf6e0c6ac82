//! What is said to whoever runs the program.

use std::{
    fmt::Display,
    io::{self, Write},
};

/// One line on standard output.
pub(crate) fn say(line: impl Display) {
    // Nobody may be reading any more, which is no reason to stop.
    let _ = writeln!(io::stdout(), "{line}");
}

/// One line on standard error.
pub(crate) fn complain(line: impl Display) {
    let _ = writeln!(io::stderr(), "holdfast: {line}");
}
