//! Everything that can stop a command, each in one sentence that says what to do.

use std::path::PathBuf;

/// Why a command cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the words cannot be built: {0}")]
    Words(holdfast_words::WordsError),
    #[error("there is no command `{0}`; `cargo xtask help` lists them.")]
    UnknownCommand(String),
    #[error("`{0}` is not an option here; `cargo xtask help` lists them.")]
    UnknownOption(String),
    #[error("`{0}` is not a port; give a number from 1 to 65535.")]
    NotAPort(String),
    #[error("there is no step `{name}` in the tests; there are: {known}.")]
    UnknownStep { name: String, known: String },
    #[error(
        "Rust for the browser (wasm32-unknown-unknown) is missing and rustup is not installed to add it; get rustup from https://rustup.rs and run this again."
    )]
    NoRustup,
    #[error(
        "npm or Node.js is missing; install Node.js 20 or newer (on Debian: `apt-get install nodejs npm`) and run this again."
    )]
    NoNpm,
    #[error(
        "a C compiler is missing; install one (on Debian: `apt-get install build-essential`) and run this again."
    )]
    NoCompiler,
    #[error(
        "{what} needs the network and it cannot be reached; connect and run this again, what is already here is kept."
    )]
    NoNetwork { what: String },
    #[error(
        "port {0} is already taken; stop the program that uses it, or choose another with `cargo xtask start --port {next}`.",
        next = if *.0 == u16::MAX { 8787 } else { .0 + 1 }
    )]
    PortTaken(u16),
    #[error(
        "{path} is in use by a demo that is running; stop it with Ctrl-C and run this again.",
        path = .0.display()
    )]
    DemoRuns(PathBuf),
    #[error(
        "{what} found no space left on the disk; free some gigabytes (the `target` folder may be deleted) and run this again."
    )]
    DiskFull { what: String },
    #[error(
        "{missing} was not found; install it (on Debian: `apt-get install chromium chromium-driver`) or name it with {variable}."
    )]
    NoBrowser {
        missing: &'static str,
        variable: &'static str,
    },
    #[error("{what} failed; the lines above say why.")]
    Failed { what: String },
    #[error("{program} could not be started: {source}.")]
    NotStarted {
        program: String,
        source: std::io::Error,
    },
    #[error("{path}: {source}.", path = .path.display())]
    File {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("{what} cannot be read: {why}.")]
    Unreadable { what: String, why: String },
    #[error(
        "a {side}'s first visit loads {loaded} bytes, over the budget of {budget}; the table above says where they are."
    )]
    OverBudget {
        side: String,
        loaded: u64,
        budget: u64,
    },
}

impl Error {
    /// Names the path a file operation failed on.
    pub fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| match source.kind() {
            std::io::ErrorKind::StorageFull => Self::DiskFull {
                what: path.display().to_string(),
            },
            _ => Self::File { path, source },
        }
    }
}

/// Finds in what a failed download or build wrote a cause that has a sentence of its own.
pub fn diagnose(what: &str, output: &str) -> Error {
    const DISK: [&str; 4] = [
        "No space left on device",
        "os error 28",
        "ENOSPC",
        "[Bus error]",
    ];
    const NETWORK: [&str; 15] = [
        "Could not resolve host",
        "Couldn't resolve host",
        "Couldn't connect to server",
        "Could not connect to server",
        "failed to download from",
        "spurious network error",
        "network failure seems to have happened",
        "dns error",
        "could not download file",
        "ENOTFOUND",
        "EAI_AGAIN",
        "ECONNREFUSED",
        "ETIMEDOUT",
        "Temporary failure resolving",
        "Network is unreachable",
    ];
    const COMPILER: [&str; 3] = [
        "linker `cc` not found",
        "failed to find tool \"cc\"",
        "is `cc` installed",
    ];
    let says = |signs: &[&str]| signs.iter().any(|sign| output.contains(sign));
    let what = what.to_owned();
    if says(&DISK) {
        Error::DiskFull { what }
    } else if says(&COMPILER) {
        Error::NoCompiler
    } else if says(&NETWORK) {
        Error::NoNetwork { what }
    } else {
        Error::Failed { what }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_causes_get_their_own_sentence() {
        let cargo = "error: failed to get `x`\n  [6] Could not resolve host: index.crates.io";
        assert!(matches!(
            diagnose("cargo fetch", cargo),
            Error::NoNetwork { .. }
        ));
        let npm =
            "npm error code EAI_AGAIN\nnpm error request to https://registry.npmjs.org failed";
        assert!(matches!(diagnose("npm ci", npm), Error::NoNetwork { .. }));
        let full = "error: failed to write: No space left on device (os error 28)";
        assert!(matches!(
            diagnose("cargo build", full),
            Error::DiskFull { .. }
        ));
        let linker = "error: linker `cc` not found";
        assert!(matches!(diagnose("cargo build", linker), Error::NoCompiler));
        let other = "error[E0308]: mismatched types";
        assert!(matches!(
            diagnose("cargo build", other),
            Error::Failed { .. }
        ));
    }

    #[test]
    fn the_taken_port_is_named_with_a_way_out() {
        let sentence = Error::PortTaken(8787).to_string();
        assert!(sentence.contains("8787") && sentence.contains("--port 8788"));
        assert!(
            Error::PortTaken(u16::MAX)
                .to_string()
                .contains("--port 8787")
        );
    }
}
