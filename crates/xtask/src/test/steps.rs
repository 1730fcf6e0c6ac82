//! The steps, in the order that finds the cheap mistakes first.

use crate::browser::Browser;
use crate::command::Program;
use crate::error::Error;
use crate::places::{Places, read, write};
use crate::sides::SIDES;
use crate::{app, failures, imports, rig, say, size, tools};

use super::tally::Tally;

const WASM: &str = "wasm32-unknown-unknown";
const APP: &str = "holdfast-app";

/// One step of the tests.
pub struct Step {
    pub name: &'static str,
    pub what: &'static str,
    pub run: fn(&Places) -> Result<Tally, Error>,
}

pub const STEPS: [Step; 12] = [
    Step {
        name: "format",
        what: "every file is formatted",
        run: format,
    },
    Step {
        name: "imports",
        what: "who may use whom",
        run: import_rules,
    },
    Step {
        name: "failures",
        what: "every failure of docs/FAILURES.md has its tests",
        run: failures_told,
    },
    Step {
        name: "pure",
        what: "each pure crate alone in the browser's target",
        run: pure_crates,
    },
    Step {
        name: "clippy",
        what: "native code without warnings",
        run: clippy,
    },
    Step {
        name: "clippy-wasm",
        what: "each side's browser code without warnings",
        run: clippy_wasm,
    },
    Step {
        name: "docs",
        what: "documentation without warnings",
        run: docs,
    },
    Step {
        name: "native",
        what: "native tests",
        run: native_tests,
    },
    Step {
        name: "browser",
        what: "the app's browser code in Chromium",
        run: browser_tests,
    },
    Step {
        name: "build",
        what: "the app as people load it",
        run: build_app,
    },
    Step {
        name: "size",
        what: "what a first visit loads",
        run: size_budget,
    },
    Step {
        name: "e2e",
        what: "two people, a real browser, a real relay",
        run: end_to_end,
    },
];

/// Fetches what cargo needs, so that a missing network is said once and at once.
pub fn prepare(places: &Places) -> Result<(), Error> {
    tools::c_compiler()?;
    tools::wasm_target()?;
    say::step("fetching the crates of Cargo.lock");
    cargo(places, "fetching crates")
        .args(["fetch", "--locked"])
        .must()
}

fn cargo(places: &Places, what: &str) -> Program {
    Program::cargo(what).folder(&places.root)
}

fn holds(program: Program) -> Result<Tally, Error> {
    program.must().map(|()| Tally::PASSED)
}

fn format(places: &Places) -> Result<Tally, Error> {
    holds(cargo(places, "the format check").args(["fmt", "--all", "--check"]))
}

fn import_rules(places: &Places) -> Result<Tally, Error> {
    Ok(told(&imports::broken(&places.root)?))
}

fn failures_told(places: &Places) -> Result<Tally, Error> {
    Ok(told(&failures::broken(&places.root)?))
}

/// Says every way in which something is not as it must be.
fn told(broken: &[String]) -> Tally {
    for rule in broken {
        say::line(rule);
    }
    if broken.is_empty() {
        Tally::PASSED
    } else {
        Tally::FAILED
    }
}

fn pure_crates(places: &Places) -> Result<Tally, Error> {
    let mut sum = Tally::default();
    for name in imports::PURE {
        let built = cargo(places, name)
            .args(["check", "--package", name, "--lib", "--target", WASM])
            .must();
        if let Err(error) = &built {
            say::problem(&error.to_string());
        }
        sum = sum.plus(if built.is_ok() {
            Tally::PASSED
        } else {
            Tally::FAILED
        });
    }
    Ok(sum)
}

fn clippy(places: &Places) -> Result<Tally, Error> {
    holds(
        cargo(places, "clippy")
            .args(["clippy", "--workspace", "--all-targets"])
            .args(["--", "-D", "warnings"]),
    )
}

fn clippy_wasm(places: &Places) -> Result<Tally, Error> {
    // Code that only one side has, or leaves unused, shows in that side's build alone.
    let mut sum = Tally::default();
    for side in SIDES {
        let clean = cargo(places, &format!("clippy for the {side}'s browser"))
            .args(["clippy", "--package", APP, "--target", WASM])
            .args(["--all-targets", "--no-default-features"])
            .args(["--features", side, "--", "-D", "warnings"])
            .must();
        if let Err(error) = &clean {
            say::problem(&error.to_string());
        }
        sum = sum.plus(if clean.is_ok() {
            Tally::PASSED
        } else {
            Tally::FAILED
        });
    }
    Ok(sum)
}

fn docs(places: &Places) -> Result<Tally, Error> {
    holds(
        cargo(places, "the documentation")
            .args(["doc", "--no-deps", "--workspace"])
            .env("RUSTDOCFLAGS", "-D warnings"),
    )
}

fn native_tests(places: &Places) -> Result<Tally, Error> {
    let ended = cargo(places, "the native tests")
        .args(["test", "--workspace", "--no-fail-fast"])
        .show()?;
    Ok(Tally::of_cargo(&ended))
}

fn browser_tests(places: &Places) -> Result<Tally, Error> {
    let path = tools::for_wasm_tests(places)?;
    let browser = Browser::find()?;
    let ended = cargo(places, "the browser tests")
        .args(["test", "--package", APP, "--target", WASM])
        .args(["--no-fail-fast", "--lib", "--bins", "--tests"])
        .env("PATH", path)
        .env("CHROMEDRIVER", &browser.driver)
        .env(
            "WASM_BINDGEN_TEST_WEBDRIVER_JSON",
            browser.capabilities(places)?,
        )
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "30")
        .show()?;
    Ok(Tally::of_cargo(&ended))
}

fn build_app(places: &Places) -> Result<Tally, Error> {
    app::build(places).map(|()| Tally::PASSED)
}

fn size_budget(places: &Places) -> Result<Tally, Error> {
    // An older build's size would say nothing.
    app::build(places)?;
    size::check(&places.dist()).map(|()| Tally::PASSED)
}

fn end_to_end(places: &Places) -> Result<Tally, Error> {
    let browser = Browser::find()?;
    playwright_is_there(places)?;
    app::build(places)?;
    // The same features as the native tests were built with, so that little is compiled again.
    cargo(places, "building the relay")
        .args([
            "build",
            "--workspace",
            "--bin",
            "holdfast",
            "--example",
            "letters",
        ])
        .must()?;
    let rig = rig::build(places)?;
    let tests = places.e2e();
    let debug = places.target.join("debug");
    let ended = Program::new("the end-to-end tests", "node")
        .args(["node_modules/@playwright/test/cli.js", "test"])
        .env("HOLDFAST_BIN", debug.join("holdfast"))
        .env("HOLDFAST_APP", places.dist())
        .env("HOLDFAST_RIG", rig)
        .env("HOLDFAST_LETTERS", debug.join("examples").join("letters"))
        .env("CHROMIUM", &browser.chromium)
        .env("FORCE_COLOR", "0")
        .folder(&tests)
        .show()?;
    Ok(Tally::of_playwright(&ended))
}

/// Installs what the lock file names, unless exactly that was installed before.
pub fn playwright_is_there(places: &Places) -> Result<(), Error> {
    tools::npm()?;
    let folder = places.e2e();
    let lock = read(&folder.join("package-lock.json"))?;
    let installed = folder.join("node_modules").join(".installed-lock.json");
    if read(&installed).is_ok_and(|noted| noted == lock) {
        return Ok(());
    }
    Program::new("installing Playwright", "npm")
        .args(["ci", "--no-audit", "--no-fund"])
        .args(tools::NPM_IMPATIENT)
        // The browser is the machine's own.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .folder(&folder)
        .must()?;
    write(&installed, lock)
}
