//! The program `holdfast serve`, killed and started again on one file.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, RwLock},
};
use tempfile::TempDir;

/// Where the relay is now; each start has a port of its own.
pub type Address = Arc<RwLock<String>>;

/// A relay on a file of its own.
pub struct Relay {
    child: Child,
    pub address: Address,
    folder: TempDir,
    /// What it is started with besides.
    more: Vec<String>,
}

impl Relay {
    pub fn start() -> Self {
        Self::start_in(TempDir::new().unwrap(), Vec::new())
    }

    /// Time can be moved ahead, and these contacts can be reached.
    pub fn start_demo_with(contacts: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("contacts.toml");
        fs::write(&file, contacts).unwrap();
        let file = file.display().to_string();
        let more = ["--demo".into(), "--contacts".into(), file];
        Self::start_in(folder, more.into())
    }

    fn start_in(folder: TempDir, more: Vec<String>) -> Self {
        let (child, address) = serve(&folder.path().join("relay.sqlite"), &more);
        Self {
            child,
            address: Arc::new(RwLock::new(address)),
            folder,
            more,
        }
    }

    pub fn database(&self) -> PathBuf {
        self.folder.path().join("relay.sqlite")
    }

    /// As `kill -9` does.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub fn restart(&mut self) {
        self.restart_on(&self.database());
    }

    /// Serves another file from here on.
    pub fn restart_on(&mut self, database: &Path) {
        let (child, address) = serve(database, &self.more);
        self.child = child;
        *self.address.write().unwrap() = address;
    }

    /// Copies the files of the dead relay: all that was committed is there.
    pub fn back_up(&self) -> TempDir {
        let backup = TempDir::new().unwrap();
        for name in ["relay.sqlite", "relay.sqlite-wal"] {
            let from = self.folder.path().join(name);
            if from.exists() {
                fs::copy(from, backup.path().join(name)).unwrap();
            }
        }
        backup
    }

    /// Puts a backup in the place of the dead relay's files.
    pub fn put_back(&self, backup: &TempDir) {
        for name in ["relay.sqlite", "relay.sqlite-wal", "relay.sqlite-shm"] {
            let here = self.folder.path().join(name);
            let _ = fs::remove_file(&here);
            let kept = backup.path().join(name);
            if kept.exists() {
                fs::copy(kept, here).unwrap();
            }
        }
    }

    /// Puts a copy back where what tells the relay that it was restored is lost.
    pub fn put_back_without_mark(&self, backup: &TempDir) {
        self.put_back(backup);
        fs::remove_file(self.database().with_extension("sqlite.mark")).unwrap();
    }

    /// What an operator calls beside it.
    pub fn operate(&self, arguments: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_holdfast"));
        command.args(arguments).arg("--db").arg(self.database());
        let done = command.output().unwrap();
        let complaint = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{complaint}");
        String::from_utf8(done.stdout).unwrap().trim().to_owned()
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn serve(database: &Path, more: &[String]) -> (Child, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_holdfast"));
    command
        .args(["serve", "--listen", "127.0.0.1:0", "--db"])
        .arg(database)
        .args(more)
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let said = lines.map_while(Result::ok).find_map(|line| {
        let address = line.get(line.find("http://")?..)?;
        let end = address.match_indices('/').nth(2);
        Some(address[..end.map_or(address.len(), |(end, _)| end)].to_owned())
    });
    let address = said.unwrap_or_default();
    assert!(address.starts_with("http://"), "the relay does not start");
    (child, address)
}
