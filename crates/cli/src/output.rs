//! What is said to whoever runs the program.

use crate::failure::Failure;
use std::{
    fmt::Display,
    io::{self, BufWriter, ErrorKind, Write},
};

/// One line on standard output.
pub(crate) fn say(line: impl Display) {
    // Nobody may be reading any more, which is no reason to stop.
    let _ = writeln!(io::stdout(), "{line}");
}

/// Lines on standard output, each as soon as it is known to be wanted: whoever
/// stops reading ends them.
///
/// # Errors
/// When they cannot be written though somebody wants them.
pub(crate) fn say_all(lines: impl IntoIterator<Item = impl Display>) -> Result<(), Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    let said = lines
        .into_iter()
        .try_for_each(|line| writeln!(out, "{line}"))
        .and_then(|()| out.flush());
    // What is left cannot be written either; dropped, it would be tried again.
    let _ = out.into_parts();
    match said {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::system(error)),
        _ => Ok(()),
    }
}

/// What went wrong, on standard error, each of its lines by itself.
pub(crate) fn complain(what: impl Display) {
    for line in what.to_string().lines() {
        let _ = writeln!(io::stderr(), "holdfast: {line}");
    }
}
