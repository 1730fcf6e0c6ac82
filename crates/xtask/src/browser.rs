//! Finding the Chromium that tests run in, and the driver that steers it.

use std::path::{Path, PathBuf};

use crate::command::{Program, on_path};
use crate::error::Error;
use crate::places::{Places, read, write};
use crate::say;

const BROWSERS: [&str; 6] = [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
    "/snap/bin/chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const DRIVERS: [&str; 5] = [
    "/usr/bin/chromedriver",
    "/usr/lib/chromium/chromedriver",
    "/usr/lib/chromium-browser/chromedriver",
    "/usr/local/bin/chromedriver",
    "/opt/homebrew/bin/chromedriver",
];

/// A browser and the driver that fits it.
pub struct Browser {
    /// The browser's program.
    pub chromium: PathBuf,
    /// The program that steers it.
    pub driver: PathBuf,
}

impl Browser {
    /// Finds both; on Debian as root, installs them first where they are missing.
    pub fn find() -> Result<Self, Error> {
        if let (Some(chromium), Some(driver)) = (chromium(), driver()) {
            return Ok(Self { chromium, driver });
        }
        if nothing_is_named() && can_install() {
            install()?;
        }
        Ok(Self {
            chromium: chromium().ok_or(Error::NoBrowser {
                missing: "Chromium",
                variable: "CHROMIUM",
            })?,
            driver: driver().ok_or(Error::NoBrowser {
                missing: "Chromium's driver",
                variable: "CHROMEDRIVER",
            })?,
        })
    }

    /// The file that tells the driver which browser to start and how.
    pub fn capabilities(&self, places: &Places) -> Result<PathBuf, Error> {
        let given = places.root.join("webdriver.json");
        let text = read(&given)?;
        let named = with_binary(&text, &self.chromium).map_err(|why| Error::Unreadable {
            what: given.display().to_string(),
            why: why.to_string(),
        })?;
        let path = places.notes().join("webdriver.json");
        write(&path, named)?;
        Ok(path)
    }
}

fn with_binary(text: &str, chromium: &Path) -> Result<String, serde_json::Error> {
    let mut capabilities: serde_json::Value = serde_json::from_str(text)?;
    if let Some(binary) = capabilities.pointer_mut("/goog:chromeOptions/binary") {
        *binary = chromium.to_string_lossy().into();
    }
    serde_json::to_string_pretty(&capabilities)
}

fn chromium() -> Option<PathBuf> {
    named_or_first("CHROMIUM", &BROWSERS)
}

fn driver() -> Option<PathBuf> {
    named_or_first("CHROMEDRIVER", &DRIVERS)
}

/// A name given in the environment is the only one tried: falling back would hide a mistake in it.
fn named_or_first(variable: &str, common: &[&str]) -> Option<PathBuf> {
    match std::env::var_os(variable) {
        Some(named) => Some(PathBuf::from(named)).filter(|path| path.is_file()),
        None => common.iter().map(PathBuf::from).find(|path| path.is_file()),
    }
}

/// What someone named and mistyped is for them to mend; an install would not.
fn nothing_is_named() -> bool {
    ["CHROMIUM", "CHROMEDRIVER"]
        .iter()
        .all(|variable| std::env::var_os(variable).is_none())
}

fn can_install() -> bool {
    let root = Program::new("id", "id")
        .args(["-u"])
        .read()
        .is_ok_and(|id| id.trim() == "0");
    root && on_path("apt-get") && Path::new("/etc/debian_version").exists()
}

fn install() -> Result<(), Error> {
    say::step("installing Chromium and its driver with apt");
    let apt =
        || Program::new("installing Chromium", "apt-get").env("DEBIAN_FRONTEND", "noninteractive");
    apt().args(["update"]).must()?;
    apt()
        .args(["install", "-y", "--no-install-recommends"])
        .args(["chromium", "chromium-driver"])
        .must()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_browser_replaces_only_the_binary() {
        let text =
            r#"{"goog:chromeOptions":{"binary":"/usr/bin/chromium","args":["--headless=new"]}}"#;
        let named = with_binary(text, Path::new("/opt/chrome")).unwrap();
        let value: serde_json::Value = serde_json::from_str(&named).unwrap();
        assert_eq!(value["goog:chromeOptions"]["binary"], "/opt/chrome");
        assert_eq!(value["goog:chromeOptions"]["args"][0], "--headless=new");
    }
}
