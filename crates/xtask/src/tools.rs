//! The tools that builds need, in the pinned versions, kept in a cache folder of the user.
//!
//! Each has a folder `<tool>-<version>` there with its programs in `bin`.

use std::path::{Path, PathBuf};

use crate::command::{Program, on_path};
use crate::error::Error;
use crate::places::{Places, read};
use crate::say;

/// 0.22 needs a newer Rust than this workspace does.
const TRUNK: &str = "0.21.14";
/// The npm package that brings wasm-opt.
const BINARYEN: &str = "132.0.0";
// wasm-bindgen's version is Cargo.lock's, Playwright's is tests/e2e/package-lock.json's.

const WASM: &str = "wasm32-unknown-unknown";

/// One tool in one version.
struct Tool {
    name: &'static str,
    version: String,
    /// The program whose presence says that the tool is there.
    program: &'static str,
    source: Source,
}

enum Source {
    Cargo(&'static [&'static str]),
    Npm,
}

/// What the app's build needs beyond cargo: the wasm target and programs, as a PATH that finds them.
pub fn for_the_app(places: &Places) -> Result<String, Error> {
    wasm_target()?;
    let tools = [binaryen(), wasm_bindgen(places)?, trunk()];
    path_with(places, &tools)
}

/// What the browser tests of wasm code need, as a PATH that finds it.
pub fn for_wasm_tests(places: &Places) -> Result<String, Error> {
    wasm_target()?;
    path_with(places, &[wasm_bindgen(places)?])
}

/// Adds the compiler's browser target where it is missing.
pub fn wasm_target() -> Result<(), Error> {
    let installed = Program::new("rustc", "rustc")
        .args(["--print", "target-libdir", "--target", WASM])
        .read()
        .is_ok_and(|folder| Path::new(folder.trim()).is_dir());
    if installed {
        return Ok(());
    }
    if !on_path("rustup") {
        return Err(Error::NoRustup);
    }
    say::step("adding Rust's browser target");
    Program::new("adding the browser target", "rustup")
        .args(["target", "add", WASM])
        .must()
}

/// Refuses to go on where no C compiler can be found.
pub fn c_compiler() -> Result<(), Error> {
    let named = std::env::var_os("CC").is_some();
    if named
        || ["cc", "gcc", "clang", "cl"]
            .iter()
            .any(|name| on_path(name))
    {
        Ok(())
    } else {
        Err(Error::NoCompiler)
    }
}

/// What makes npm say soon that there is no network, instead of minutes later.
pub const NPM_IMPATIENT: [&str; 2] = ["--fetch-retries=0", "--fetch-timeout=60000"];

/// Refuses to go on where npm, or what runs it, cannot be found.
pub fn npm() -> Result<(), Error> {
    npm_by(on_path)
}

fn npm_by(is_there: impl Fn(&str) -> bool) -> Result<(), Error> {
    if is_there("npm") && is_there("node") {
        Ok(())
    } else {
        Err(Error::NoNpm)
    }
}

fn trunk() -> Tool {
    Tool {
        name: "trunk",
        version: TRUNK.to_owned(),
        program: "trunk",
        source: Source::Cargo(&["--locked", "--no-default-features", "--features", "rustls"]),
    }
}

fn binaryen() -> Tool {
    Tool {
        name: "binaryen",
        version: BINARYEN.to_owned(),
        program: "wasm-opt",
        source: Source::Npm,
    }
}

fn wasm_bindgen(places: &Places) -> Result<Tool, Error> {
    let lock = read(&places.root.join("Cargo.lock"))?;
    let version = locked_version(&lock, "wasm-bindgen").ok_or_else(|| Error::Unreadable {
        what: "Cargo.lock".to_owned(),
        why: "it has no wasm-bindgen".to_owned(),
    })?;
    Ok(Tool {
        name: "wasm-bindgen-cli",
        version: version.to_owned(),
        program: "wasm-bindgen",
        source: Source::Cargo(&[]),
    })
}

fn locked_version<'lock>(lock: &'lock str, package: &str) -> Option<&'lock str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?;
    version.strip_prefix("version = \"")?.strip_suffix('"')
}

fn path_with(places: &Places, tools: &[Tool]) -> Result<String, Error> {
    let mut folders = Vec::new();
    for tool in tools {
        folders.push(tool.ensure(&places.tools)?.join("bin"));
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    folders.extend(std::env::split_paths(&path));
    let joined = std::env::join_paths(folders).map_err(|why| Error::Unreadable {
        what: "PATH".to_owned(),
        why: why.to_string(),
    })?;
    Ok(joined.to_string_lossy().into_owned())
}

impl Tool {
    /// The tool's folder, after installing it there if it was not.
    fn ensure(&self, cache: &Path) -> Result<PathBuf, Error> {
        let home = self.home(cache);
        if self.is_in(&home) {
            return Ok(home);
        }
        let unfinished = cache.join(format!("{}-{}.unfinished", self.name, self.version));
        std::fs::create_dir_all(&unfinished).map_err(Error::file(&unfinished))?;
        self.install(&unfinished)?;
        match std::fs::rename(&unfinished, &home) {
            // Another clone was quicker.
            Err(_) if self.is_in(&home) => Ok(home),
            Err(failure) => Err(Error::file(&home)(failure)),
            Ok(()) => Ok(home),
        }
    }

    fn home(&self, cache: &Path) -> PathBuf {
        cache.join(format!("{}-{}", self.name, self.version))
    }

    /// Only a finished install is ever given this folder's name.
    fn is_in(&self, home: &Path) -> bool {
        home.join("bin").join(self.program).exists()
    }

    fn install(&self, folder: &Path) -> Result<(), Error> {
        let what = format!("getting {} {}", self.name, self.version);
        match self.source {
            Source::Npm => {
                npm()?;
                say::step(&what);
                Program::new(&what, "npm")
                    .args(NPM_IMPATIENT)
                    .args(["install", "--global", "--no-audit", "--no-fund", "--prefix"])
                    .args([folder])
                    .args([format!("{}@{}", self.name, self.version)])
                    .must()
            }
            Source::Cargo(options) => {
                c_compiler()?;
                say::step(&format!("{what} (compiles once; some minutes)"));
                let build = folder.join("build");
                Program::cargo(&what)
                    .args([
                        "install",
                        self.name,
                        "--version",
                        &format!("={}", self.version),
                    ])
                    .args(options)
                    .args([Path::new("--root"), folder])
                    // These run for seconds; most of the wait is compiling them.
                    .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
                    .env("CARGO_PROFILE_RELEASE_LTO", "off")
                    .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
                    .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
                    // Kept while unfinished, so that a second try goes on where the first stopped.
                    .env("CARGO_TARGET_DIR", &build)
                    .env_remove("RUSTFLAGS")
                    // Away from the settings of this workspace.
                    .folder(folder)
                    .must()?;
                std::fs::remove_dir_all(&build).map_err(Error::file(&build))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locked_version_is_of_exactly_that_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.1.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "wasm-bind"), None);
    }

    #[test]
    fn npm_without_node_is_no_npm() {
        assert!(matches!(npm_by(|name| name == "npm"), Err(Error::NoNpm)));
        assert!(matches!(npm_by(|name| name == "node"), Err(Error::NoNpm)));
        assert!(npm_by(|_| true).is_ok());
    }

    #[test]
    fn an_unfinished_install_does_not_count() {
        let cache = std::env::temp_dir().join(format!("holdfast-tools-{}", std::process::id()));
        let tool = binaryen();
        let put = |folder: String| {
            let bin = cache.join(folder).join("bin");
            std::fs::create_dir_all(&bin).unwrap();
            std::fs::write(bin.join("wasm-opt"), "").unwrap();
        };
        put(format!("binaryen-{BINARYEN}.unfinished"));
        assert!(!tool.is_in(&tool.home(&cache)));
        put(format!("binaryen-{BINARYEN}"));
        assert!(tool.is_in(&tool.home(&cache)));
        std::fs::remove_dir_all(&cache).unwrap();
    }
}
