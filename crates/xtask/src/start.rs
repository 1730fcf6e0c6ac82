//! `cargo xtask start`: a demo clinic on this machine.

use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};

use crate::command::Program;
use crate::error::Error;
use crate::places::Places;
use crate::{app, say, tools};

const PORT: u16 = 8787;

/// What can be chosen.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    port: u16,
    fresh: bool,
}

impl Options {
    /// Reads `--port N` and `--fresh`.
    pub fn parse(arguments: &[String]) -> Result<Self, Error> {
        let mut options = Self {
            port: PORT,
            fresh: false,
        };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--port" => options.port = port(arguments.next().map_or("", String::as_str))?,
                "--fresh" => options.fresh = true,
                other => return Err(Error::UnknownOption(other.to_owned())),
            }
        }
        Ok(options)
    }
}

/// Builds what is not current, then becomes the relay, which prints the two links.
pub fn start(places: &Places, options: &Options) -> Result<(), Error> {
    // Before the minutes of building, not after.
    port_is_free(options.port)?;
    let database = places.demo_database();
    if options.fresh {
        is_unused(&database)?;
    }
    tools::c_compiler()?;
    app::build(places)?;
    say::step("building the relay");
    Program::cargo("building the relay")
        .args(["build", "--release", "--package", "holdfast-cli"])
        .folder(&places.root)
        .must()?;
    if options.fresh {
        is_unused(&database)?;
        forget(&database)?;
    }
    port_is_free(options.port)?;
    say::step(&format!(
        "starting the clinic's relay; its letters are in {} (Ctrl-C stops it)",
        database.display()
    ));
    let relay = places.target.join("release").join("holdfast");
    Err(Program::new("the relay", relay)
        .args(["serve", "--demo", "--db"])
        .args([&database])
        .args(["--listen", &format!("127.0.0.1:{}", options.port), "--app"])
        .args([places.dist()])
        .folder(&places.root)
        .become_it())
}

fn port(text: &str) -> Result<u16, Error> {
    text.parse()
        .ok()
        .filter(|port| *port != 0)
        .ok_or_else(|| Error::NotAPort(text.to_owned()))
}

/// `localhost` may mean either address, and both links must reach this relay.
fn port_is_free(port: u16) -> Result<(), Error> {
    let addresses = [
        SocketAddr::from((Ipv4Addr::LOCALHOST, port)),
        SocketAddr::from((Ipv6Addr::LOCALHOST, port)),
    ];
    let taken = addresses.into_iter().any(|address| {
        TcpListener::bind(address).is_err_and(|error| error.kind() == ErrorKind::AddrInUse)
    });
    if taken {
        Err(Error::PortTaken(port))
    } else {
        Ok(())
    }
}

/// A relay that serves a database holds a lock on a file beside it.
fn is_unused(database: &Path) -> Result<(), Error> {
    let mut lock = database.as_os_str().to_owned();
    lock.push(".lock");
    match File::options().write(true).open(lock) {
        Ok(lock) if matches!(lock.try_lock(), Err(TryLockError::WouldBlock)) => {
            Err(Error::DemoRuns(database.to_owned()))
        }
        // Without the file nobody can hold it.
        Ok(_) | Err(_) => Ok(()),
    }
}

fn forget(database: &Path) -> Result<(), Error> {
    for end in ["", "-wal", "-shm"] {
        let mut name = database.as_os_str().to_owned();
        name.push(end);
        let file = PathBuf::from(name);
        match std::fs::remove_file(&file) {
            Err(failure) if failure.kind() != ErrorKind::NotFound => {
                return Err(Error::file(file)(failure));
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Result<Options, Error> {
        let arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
        Options::parse(&arguments)
    }

    #[test]
    fn options_are_read_or_named() {
        let fresh = parse(&["--fresh", "--port", "9000"]).unwrap();
        assert_eq!((fresh.port, fresh.fresh), (9000, true));
        assert_eq!(parse(&[]).unwrap().port, PORT);
        assert!(
            matches!(parse(&["--port", "90000"]), Err(Error::NotAPort(given)) if given == "90000")
        );
        assert!(matches!(parse(&["--port"]), Err(Error::NotAPort(_))));
        assert!(matches!(parse(&["--loud"]), Err(Error::UnknownOption(_))));
    }

    #[test]
    fn letters_in_use_are_not_forgotten() {
        let database =
            std::env::temp_dir().join(format!("holdfast-start-{}.sqlite", std::process::id()));
        assert!(is_unused(&database).is_ok());
        let lock = database.with_extension("sqlite.lock");
        let held = File::create(&lock).unwrap();
        assert!(is_unused(&database).is_ok());
        held.lock().unwrap();
        assert!(matches!(is_unused(&database), Err(Error::DemoRuns(_))));
        drop(held);
        std::fs::remove_file(lock).unwrap();
    }

    #[test]
    fn a_taken_port_is_noticed() {
        let other = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = other.local_addr().unwrap().port();
        assert!(matches!(port_is_free(port), Err(Error::PortTaken(taken)) if taken == port));
    }
}
