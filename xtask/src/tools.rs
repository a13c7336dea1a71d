//! Brings what the builds and tests need, and skips what is there in the right version.
//!
//! Everything goes into a folder of the project ([`place::tools`]); nothing of the machine is changed but the
//! toolchain's browser target (through rustup) and, where we may, Debian packages.

pub mod apt;
pub mod npm;

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::{place, run, say};

/// The Trunk that our compiler can build; later ones need a newer compiler.
const TRUNK: &str = "0.21.14";

/// Everything that building the portal needs.
pub fn for_the_portal() -> Result<()> {
    wasm_target()?;
    wasm_bindgen()?;
    trunk()?;
    Ok(())
}

/// What the server needs beyond Rust: SQLite is C.
pub fn for_the_server() -> Result<()> {
    if ["cc", "gcc", "clang"].iter().any(|name| place::program(name).is_some()) {
        return Ok(());
    }
    bail!(
        "the server contains SQLite, which needs a C compiler: install one (on Debian: apt-get install gcc libc6-dev) and run this again"
    )
}

/// The compiler's target for the browser.
pub fn wasm_target() -> Result<()> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let sysroot = run::read(run::command("rustc").args(["--print", "sysroot"]))?;
    if PathBuf::from(sysroot.trim()).join("lib/rustlib").join(TARGET).is_dir() {
        return Ok(());
    }
    say::step("Adding the compiler's target for the browser");
    if place::program("rustup").is_none() {
        bail!(
            "this Rust was not installed by rustup and has no {TARGET} target: install that target the way you installed Rust, or install rustup"
        );
    }
    run::go(run::command("rustup").args(["target", "add", TARGET]))
}

/// The program that makes the compiler's output fit for the browser; its version must be the library's to the digit.
pub fn wasm_bindgen() -> Result<()> {
    let version = locked_version("wasm-bindgen")?;
    let have = ["wasm-bindgen", "wasm-bindgen-test-runner"].iter().all(|name| {
        run::version(&bin(name)).is_some_and(|line| line.split_whitespace().nth(1) == Some(version.as_str()))
    });
    if have {
        return Ok(());
    }
    say::step(format!("Building wasm-bindgen {version} (once, about three minutes on two cores)"));
    install("wasm-bindgen-cli", &version)
}

/// The builder of the portal.
pub fn trunk() -> Result<()> {
    if run::version(&bin("trunk")).is_some_and(|line| line == format!("trunk {TRUNK}")) {
        return Ok(());
    }
    say::step(format!("Building Trunk {TRUNK} (once, about four minutes on two cores)"));
    install("trunk", TRUNK)
}

/// A program in the project's own tools folder.
#[must_use]
pub fn bin(name: &str) -> PathBuf {
    place::tools().join("bin").join(name)
}

/// The search path with the project's own tools first.
pub fn search_path() -> Result<std::ffi::OsString> {
    let rest = std::env::var_os("PATH").unwrap_or_default();
    let dirs = std::iter::once(place::tools().join("bin")).chain(std::env::split_paths(&rest));
    std::env::join_paths(dirs).context("the folder of the tools has a name that cannot stand in PATH")
}

/// The version of a package in Cargo.lock.
fn locked_version(name: &str) -> Result<String> {
    let text = std::fs::read_to_string(place::root().join("Cargo.lock"))
        .context("Cargo.lock is missing: run `cargo metadata` once")?;
    let lock: toml::Table = text.parse().context("Cargo.lock cannot be read")?;
    lock.get("package")
        .and_then(toml::Value::as_array)
        .into_iter()
        .flatten()
        .find(|package| package.get("name").and_then(toml::Value::as_str) == Some(name))
        .and_then(|package| package.get("version").and_then(toml::Value::as_str))
        .map(ToOwned::to_owned)
        .with_context(|| format!("Cargo.lock has no {name}"))
}

/// Builds a program of the registry into the tools folder. Unoptimised: they run for seconds, but would build for minutes.
fn install(package: &str, version: &str) -> Result<()> {
    let tools = place::tools();
    std::fs::create_dir_all(&tools).with_context(|| format!("cannot make the folder {}", tools.display()))?;
    let build = tools.join("build");
    let attempt = |locked: bool| {
        let mut cargo = run::cargo();
        cargo
            .args(["install", "--debug", "--force", package, "--version", &format!("={version}"), "--root"])
            .arg(&tools);
        cargo.env("CARGO_TARGET_DIR", &build).env("CARGO_PROFILE_DEV_DEBUG", "0").current_dir(&tools);
        if locked {
            cargo.arg("--locked");
        }
        run::go(&mut cargo)
    };
    attempt(true)
        .or_else(|_| {
            say::note("One of its pinned dependencies is not to be had; taking the newest that fit.");
            attempt(false)
        })
        .with_context(|| {
            format!(
                "{package} {version} could not be built: check the network, or put the program into {}",
                tools.join("bin").display()
            )
        })?;
    // Hundreds of megabytes that nothing reads again.
    let _ = std::fs::remove_dir_all(&build);
    Ok(())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    #[test]
    fn the_version_of_wasm_bindgen_comes_from_the_lock_file() {
        let version = super::locked_version("wasm-bindgen").unwrap();
        assert!(version.starts_with("0.2."), "{version}");
    }
}
