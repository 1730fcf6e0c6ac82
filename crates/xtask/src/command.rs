//! Running other programs: visibly, and so that their failures can be explained.

use std::ffi::OsStr;
use std::io::{IsTerminal, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use crate::error::{Error, diagnose};
use crate::say;

/// A program to run, with a name for people.
pub struct Program {
    what: String,
    command: Command,
}

/// What a program that ran to its end left.
pub struct Ended {
    /// Whether it says it went well.
    pub success: bool,
    /// All it wrote, standard output and standard error each in order.
    pub output: String,
}

impl Program {
    /// A program found on PATH or by path.
    pub fn new(what: &str, program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program);
        for (name, _) in std::env::vars_os() {
            // Cargo describes this crate to us; passed on, it makes build scripts run again.
            let name_text = name.to_string_lossy();
            if name_text.starts_with("CARGO_PKG_") || name_text.starts_with("CARGO_MANIFEST_") {
                command.env_remove(name);
            }
        }
        Self {
            what: what.to_owned(),
            command,
        }
    }

    /// Cargo, the one that runs this.
    pub fn cargo(what: &str) -> Self {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut program = Self::new(what, cargo);
        if std::io::stderr().is_terminal() {
            program = program
                .env("CARGO_TERM_COLOR", "always")
                .env("CARGO_TERM_PROGRESS_WHEN", "always")
                .env("CARGO_TERM_PROGRESS_WIDTH", "80");
        }
        program
    }

    pub fn args<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(mut self, arguments: I) -> Self {
        self.command.args(arguments);
        self
    }

    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub fn env_remove(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    pub fn folder(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Runs it to its end, showing what it writes while keeping it.
    pub fn show(mut self) -> Result<Ended, Error> {
        let mut child = self
            .command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(self.not_started())?;
        let written = child.stdout.take().map(|out| copy(out, std::io::stdout()));
        let warned = child.stderr.take().map(|out| copy(out, std::io::stderr()));
        let status = child.wait().map_err(self.not_started())?;
        let mut output = String::new();
        for copied in [written, warned].into_iter().flatten() {
            output.push_str(&copied.join().unwrap_or_default());
        }
        Ok(Ended {
            success: status.success(),
            output,
        })
    }

    /// Runs it, showing what it writes; a failure becomes the sentence for its cause.
    pub fn must(self) -> Result<(), Error> {
        let what = self.what.clone();
        let ended = self.show()?;
        if ended.success {
            Ok(())
        } else {
            Err(diagnose(&what, &ended.output))
        }
    }

    /// Runs it without showing anything and returns its standard output.
    pub fn read(mut self) -> Result<String, Error> {
        let output = self.command.output().map_err(self.not_started())?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        } else {
            let why = String::from_utf8_lossy(&output.stderr).into_owned();
            say::line(&why);
            Err(diagnose(&self.what, &why))
        }
    }

    /// Becomes the program, where the system can do that: signals to us then reach it.
    pub fn become_it(mut self) -> Error {
        #[cfg(unix)]
        let failure = std::os::unix::process::CommandExt::exec(&mut self.command);
        #[cfg(not(unix))]
        let failure = match self.command.status() {
            Ok(status) => std::process::exit(status.code().unwrap_or(1)),
            Err(failure) => failure,
        };
        self.not_started()(failure)
    }

    fn not_started(&self) -> impl FnOnce(std::io::Error) -> Error + use<> {
        let program = self.command.get_program().to_string_lossy().into_owned();
        move |source| Error::NotStarted { program, source }
    }
}

/// Whether a program of this name can be found on PATH.
pub fn on_path(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .any(|folder| folder.join(name).is_file() || folder.join(format!("{name}.exe")).is_file())
}

fn copy(
    mut from: impl Read + Send + 'static,
    mut to: impl Write + Send + 'static,
) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut kept = Vec::new();
        let mut piece = [0; 8192];
        // Bytes, not lines: a progress bar has no line ends.
        while let Ok(length) = from.read(&mut piece) {
            let Some(bytes) = piece.get(..length).filter(|bytes| !bytes.is_empty()) else {
                break;
            };
            let _ = to.write_all(bytes);
            let _ = to.flush();
            kept.extend_from_slice(bytes);
        }
        String::from_utf8_lossy(&kept).into_owned()
    })
}
