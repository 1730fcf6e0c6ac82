//! The browser app, read from its folder once at the start, so that a page and
//! its parts are always of one build.

mod file;
mod policy;

use axum::{
    http::{HeaderMap, HeaderValue},
    response::Response,
};
use file::File;
use std::{
    collections::HashMap,
    fs, io,
    path::{Path, PathBuf},
};

/// Why the app cannot be served.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AppError {
    /// There is no such folder, or it cannot be read.
    #[error("the app folder {} cannot be read: {reason}", path.display())]
    Unreadable {
        /// What cannot be read.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// The folder holds no built app.
    #[error("the app folder {} has no index.html: build the app first", path.display())]
    NoIndex {
        /// The folder.
        path: PathBuf,
    },
    /// The inline scripts make a policy that cannot be a header.
    #[error("the content security policy of {} is no header", path.display())]
    Policy {
        /// The folder.
        path: PathBuf,
    },
}

/// The app's files.
pub(crate) struct App {
    files: HashMap<String, File>,
    index: File,
    policy: HeaderValue,
}

impl App {
    /// Reads a built app.
    pub(crate) fn load(folder: &Path) -> Result<Self, AppError> {
        let mut found = HashMap::new();
        read(folder, "", &mut found)?;
        let page = found.get("/index.html").ok_or_else(|| AppError::NoIndex {
            path: folder.into(),
        })?;
        let policy = policy::policy(&String::from_utf8_lossy(page));
        let policy = HeaderValue::try_from(policy).map_err(|_| AppError::Policy {
            path: folder.into(),
        })?;
        let index = File::new("/index.html", page, found.get("/index.html.br"));
        let files = found
            .iter()
            .filter(|(path, _)| !is_compressed(path))
            .map(|(path, bytes)| {
                let brotli = found.get(&format!("{path}.br"));
                (path.clone(), File::new(path, bytes, brotli))
            })
            .collect();
        Ok(Self {
            files,
            index,
            policy,
        })
    }

    /// The content security policy of every answer.
    pub(crate) const fn policy(&self) -> &HeaderValue {
        &self.policy
    }

    /// The file at `path`, or the page for a path of the app's own; nothing
    /// for a file that is not there.
    pub(crate) fn answer(&self, path: &str, request: &HeaderMap) -> Option<Response> {
        let file = match self.files.get(path) {
            Some(file) => file,
            None if names_a_file(path) => return None,
            None => &self.index,
        };
        Some(file.answer(request))
    }
}

fn names_a_file(path: &str) -> bool {
    path.rsplit('/')
        .next()
        .is_some_and(|last| last.contains('.'))
}

fn is_compressed(path: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|extension| extension == "br")
}

fn read(folder: &Path, prefix: &str, found: &mut HashMap<String, Vec<u8>>) -> Result<(), AppError> {
    let unreadable = |error: io::Error| AppError::Unreadable {
        path: folder.into(),
        reason: error.to_string(),
    };
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let name = format!("{prefix}/{}", entry.file_name().to_string_lossy());
        let path = entry.path();
        if path.is_dir() {
            read(&path, &name, found)?;
        } else {
            let bytes = fs::read(&path).map_err(|error| AppError::Unreadable {
                path: path.clone(),
                reason: error.to_string(),
            })?;
            found.insert(name, bytes);
        }
    }
    Ok(())
}
