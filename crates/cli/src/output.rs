//! What is said to whoever runs the program.

use crate::failure::Failure;
use std::{
    fmt::Display,
    io::{self, BufWriter, ErrorKind, StdoutLock, Write},
};

/// One line on standard output.
pub(crate) fn say(line: impl Display) {
    // Nobody may be reading any more, which is no reason to stop.
    let _ = writeln!(io::stdout(), "{line}");
}

/// Lines on standard output, each made only once there is room for it: whoever
/// stops reading ends them.
///
/// # Errors
/// When they cannot be written though somebody wants them.
pub(crate) fn say_all(lines: impl IntoIterator<Item = impl Display>) -> Result<(), Failure> {
    put(|out| {
        lines
            .into_iter()
            .try_for_each(|line| writeln!(out, "{line}"))
    })
}

/// Like [`say_all`], but a line that somebody may be waiting for, as the second of
/// the two says, is not kept back.
///
/// # Errors
/// As for [`say_all`].
pub(crate) fn say_promptly(
    lines: impl IntoIterator<Item = (impl Display, bool)>,
) -> Result<(), Failure> {
    put(|out| {
        lines.into_iter().try_for_each(|(line, is_awaited)| {
            writeln!(out, "{line}")?;
            if is_awaited { out.flush() } else { Ok(()) }
        })
    })
}

/// A whole file on standard output.
///
/// # Errors
/// As for [`say_all`].
pub(crate) fn give(file: &str) -> Result<(), Failure> {
    put(|out| out.write_all(file.as_bytes()))
}

fn put(write: impl FnOnce(&mut Out) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    let put = write(&mut out).and_then(|()| out.flush());
    // What is left cannot be written either; dropped, it would be tried again.
    let _ = out.into_parts();
    match put {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::system(error)),
        _ => Ok(()),
    }
}

type Out = BufWriter<StdoutLock<'static>>;

/// What went wrong, on standard error, each of its lines by itself.
pub(crate) fn complain(what: impl Display) {
    for line in what.to_string().lines() {
        let _ = writeln!(io::stderr(), "holdfast: {line}");
    }
}

/// How far something is that takes long, on standard error.
pub(crate) fn progress(how_far: impl Display) {
    let _ = writeln!(io::stderr(), "holdfast: {how_far}");
}
