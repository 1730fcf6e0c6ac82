//! Where things are: the one place that knows about folders.

use std::path::{Path, PathBuf};

use crate::error::Error;

/// The folders the commands work in.
#[derive(Debug, Clone)]
pub struct Places {
    /// The repository.
    pub root: PathBuf,
    /// Cargo's build folder.
    pub target: PathBuf,
    /// Tools kept for this user, shared by all clones.
    pub tools: PathBuf,
}

impl Places {
    /// Finds the folders from the environment.
    pub fn find() -> Result<Self, Error> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .ancestors()
            .nth(2)
            .map(Path::to_path_buf)
            .unwrap_or_default();
        let target = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => root.join(folder),
            None => root.join("target"),
        };
        let cache = std::env::var_os("XDG_CACHE_HOME")
            .map(PathBuf::from)
            .filter(|folder| folder.is_absolute())
            .or_else(|| std::env::home_dir().map(|home| home.join(".cache")))
            .ok_or_else(|| Error::Unreadable {
                what: "the home folder".to_owned(),
                why: "neither HOME nor XDG_CACHE_HOME is set".to_owned(),
            })?;
        Ok(Self {
            root,
            target,
            tools: cache.join("holdfast").join("tools"),
        })
    }

    /// The built app.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// What these commands remember between runs.
    pub fn notes(&self) -> PathBuf {
        self.target.join("xtask")
    }

    /// The demo's database.
    pub fn demo_database(&self) -> PathBuf {
        self.target.join("demo.sqlite")
    }

    /// The end-to-end tests.
    pub fn e2e(&self) -> PathBuf {
        self.root.join("tests").join("e2e")
    }

    /// The one stylesheet that `index.html` links, which names it by this path whatever the build folder.
    pub fn gathered_styles(&self) -> PathBuf {
        self.root.join("target").join("style").join("holdfast.css")
    }
}

/// Every file below a folder, sorted by path; an absent folder has none.
pub fn files_below(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        if !folder.is_dir() {
            continue;
        }
        let entries = std::fs::read_dir(&folder).map_err(Error::file(&folder))?;
        for entry in entries {
            let path = entry.map_err(Error::file(&folder))?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Reads a text file, naming it when that fails.
pub fn read(path: &Path) -> Result<String, Error> {
    std::fs::read_to_string(path).map_err(Error::file(path))
}

/// Writes a file and the folders above it, naming it when that fails.
pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<(), Error> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(Error::file(folder))?;
    }
    std::fs::write(path, content).map_err(Error::file(path))
}
