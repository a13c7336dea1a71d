//! What each ring runs.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use super::{
    count::{Count, counted},
    postgres::Postgres,
    programs,
};
use crate::{
    demo::{self, folder::Folder},
    dist, place, run, say, tools,
};

/// The code is laid out as rustfmt does it.
pub fn format() -> Result<Count> {
    Ok(Count::of_one(run::go(run::cargo().args(["fmt", "--all", "--check"])).is_ok()))
}

/// Clippy finds nothing, for this machine and for the browser.
pub fn clippy() -> Result<Count> {
    tools::for_the_server()?;
    tools::wasm_target()?;
    let mut here = run::cargo();
    here.args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]);
    let mut count = Count::of_one(run::go(&mut here).is_ok());
    let mut web = for_the_browser("clippy", &["--package", "salus-portal", "--package", "salus-gallery"]);
    web.args(["--all-targets", "--", "-D", "warnings"]);
    count += Count::of_one(run::go(&mut web).is_ok());
    Ok(count)
}

/// Rules and widgets, without a browser; the examples in the documentation too.
pub fn unit() -> Result<Count> {
    let mut count = Count::default();
    for package in ["protocol", "", "fuzz", "gallery", "xtask"] {
        count += programs::run_package(package, |_| {})?;
    }
    count += counted(run::cargo().args(["test", "--workspace", "--doc"]))?;
    Ok(count)
}

/// The server on SQLite, then on PostgreSQL.
pub fn server() -> Result<Count> {
    programs::all()?;
    let smtp = mail_server()?;
    say::note("on SQLite");
    let mut count = programs::run_package("api", |command| {
        command.env("SALUS_TEST_SMTP", &smtp).env_remove("SALUS_TEST_POSTGRES");
    })?;
    let postgres = Postgres::start()?;
    say::note("on PostgreSQL");
    count += programs::run_package("api", |command| {
        command.env("SALUS_TEST_SMTP", &smtp).env("SALUS_TEST_POSTGRES", postgres.address());
    })?;
    Ok(count)
}

/// The program of a mail server for the tests; Debian's package where we may install it.
fn mail_server() -> Result<PathBuf> {
    const PROGRAM: &str = "aiosmtpd";
    if let Some(program) = place::program(PROGRAM) {
        return Ok(program);
    }
    tools::apt::install(&["python3-aiosmtpd"], "testing mail on a real mail server")?;
    place::program(PROGRAM).context("the mail server is installed, but is not on the search path")
}

/// Components and pages, mounted in Chromium.
pub fn browser() -> Result<Count> {
    tools::wasm_target()?;
    tools::wasm_bindgen()?;
    tools::npm::packages()?;
    let (chromium, chromedriver) = chromium()?;
    let mut cargo = for_the_browser("test", &["--package", "salus-portal"]);
    cargo
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", tools::bin("wasm-bindgen-test-runner"))
        .env("CHROMEDRIVER", chromedriver)
        .env("CHROME", chromium)
        // Two cores share the work with everything else; a slow start is no failure.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
        .args(["--test", "browser"]);
    counted(&mut cargo)
}

/// Every story and page of the gallery. What differs from what was accepted is also shown in the built gallery, under
/// "What changed".
pub fn looks(accept: bool) -> Result<Count> {
    tools::npm::packages()?;
    let axe = tools::npm::need("axe-core/axe.min.js", AXE_IS_FOR)?;
    let font = tools::npm::need("@fontsource-variable/noto-sans/package.json", "the same letters on every machine")?;
    let fonts = font.ancestors().nth(2).context("the packages of the fonts lie in a folder")?;
    let (chromium, chromedriver) = chromium()?;
    let gallery = dist::gallery()?;
    let count = programs::run_those(
        |program| program.target == programs::LOOKS,
        |command| {
            command
                .env("SALUS_GALLERY", &gallery)
                .env("SALUS_FONTS", fonts)
                .env("SALUS_AXE", &axe)
                .env("SALUS_CHROMIUM", &chromium)
                .env("SALUS_CHROMEDRIVER", &chromedriver);
            if accept {
                command.env("SALUS_ACCEPT", "1");
            }
            command.args(["--include-ignored", "--test-threads=2"]);
        },
    )?;
    if count.failed > 0 {
        say::note("If the stories should look and read as they do now: cargo xtask test --only looks --accept");
    }
    Ok(count)
}

/// Journeys through the real server in Chromium with a virtual passkey.
pub fn e2e() -> Result<Count> {
    let stand = Stand::build(&programs::server()?)?;
    programs::run_package("tests/e2e", |command| {
        stand.give(command);
        // Each journey has a browser of its own; more of them than cores would only wait for each other.
        command.args(["--include-ignored", "--test-threads=2"]);
    })
}

/// What axe-core is needed for.
const AXE_IS_FOR: &str = "checking the pages' accessibility";

/// What the journeys stand on: a server, a finished portal, invented patients, a browser.
pub struct Stand {
    server: PathBuf,
    chromium: PathBuf,
    chromedriver: PathBuf,
    axe: PathBuf,
    practice: PathBuf,
}

impl Stand {
    /// Builds and writes all of it.
    pub fn build(server: &Path) -> Result<Self> {
        let (chromium, chromedriver) = chromium()?;
        dist::portal()?;
        let axe = tools::npm::need("axe-core/axe.min.js", AXE_IS_FOR)?;
        // One practice is filled here; every journey works on a copy of its own.
        let practice = Folder::open(&place::target().join("e2e-practice"), true)?;
        demo::fill(server, &practice, "http://localhost:8080")?;
        Ok(Self { server: server.to_path_buf(), chromium, chromedriver, axe, practice: practice.path().to_path_buf() })
    }

    /// Tells a test program where everything is.
    pub fn give(&self, command: &mut Command) {
        command
            .env("SALUS_BIN", &self.server)
            .env("SALUS_SPA", place::dist())
            .env("SALUS_PRACTICE", &self.practice)
            .env("SALUS_AXE", &self.axe)
            .env("SALUS_CHROMIUM", &self.chromium)
            .env("SALUS_CHROMEDRIVER", &self.chromedriver)
            .env("SALUS_FAILURES", place::target().join("e2e-failures"));
    }
}

/// Chromium and its driver; Debian's packages where we may install them.
pub fn chromium() -> Result<(PathBuf, PathBuf)> {
    let have = || {
        let chromium =
            ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|name| place::program(name))?;
        Some((chromium, place::program("chromedriver")?))
    };
    if let Some(have) = have() {
        return Ok(have);
    }
    tools::apt::install(&["chromium", "chromium-driver"], "the tests in a browser")?;
    have().context("Chromium is installed, but is not on the search path")
}

/// Cargo for the browser, in a target folder of its own.
fn for_the_browser(verb: &str, packages: &[&str]) -> Command {
    let mut cargo = run::cargo();
    cargo.arg(verb).args(packages).args(["--target", "wasm32-unknown-unknown"]);
    cargo.env("CARGO_TARGET_DIR", place::web_target());
    cargo
}
