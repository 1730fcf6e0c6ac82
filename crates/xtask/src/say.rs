//! The one place that writes to the terminal.

use std::io::Write;

/// Prints one line for people and for whoever reads the output by program.
pub fn line(text: &str) {
    // A closed pipe is the reader's wish, not a failure.
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// Prints what is being done now.
pub fn step(text: &str) {
    let _ = writeln!(std::io::stderr(), "==> {text}");
}

/// Prints why something cannot go on.
pub fn problem(text: &str) {
    let _ = writeln!(std::io::stderr(), "\nholdfast: {text}");
}
