//! `cargo xtask dist`: the portal as it ships, in `dist/`, and the server beside it.
//!
//! Trunk compiles into a stage; the finisher ([`finish`]) then makes of it what a browser should get: one style sheet,
//! a small program, names that follow the final content, an offline shell, compressed twins. `dist/` only ever holds a
//! finished build, since the stage becomes `dist/` in one rename.

pub mod compress;
pub mod finish;
pub mod html;
pub mod integrity;
pub mod size;
pub mod split;
pub mod texts;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::{place, run, say, tools};

/// Builds the portal and the server, both in release.
pub fn all() -> Result<()> {
    portal()?;
    let server = server()?;
    say::step("Ready to ship");
    say::note(format!("the portal: {}", place::dist().display()));
    say::note(format!("the server: {}", server.display()));
    Ok(())
}

/// Builds the portal into `dist/`. Does nothing twice: the same compiled program is not finished again.
pub fn portal() -> Result<()> {
    tools::for_the_portal()?;
    if let Err(error) = tools::npm::packages() {
        say::note(format!("The download will be about a third larger than need be: {error:#}."));
    }
    say::step("Building the portal");
    let stage = place::target().join("dist-stage");
    remove(&stage)?;
    let mut build = trunk()?;
    build.env("RUSTFLAGS", split::RUSTFLAGS).args(["build", "--release", "--features", "split", "--dist"]);
    run::go(build.arg(&stage))?;

    let key = key_of(&stage)?;
    let stamp = place::target().join("dist-stamp");
    if place::dist().join("index.html").is_file() && fs::read_to_string(&stamp).is_ok_and(|last| last == key) {
        say::note("nothing changed since the last build");
        return Ok(());
    }
    say::step("Finishing the portal");
    let fresh = place::root().join("dist.new");
    remove(&fresh)?;
    let parts = split::split()?;
    let first_visit = finish::finish(&stage, &parts, &fresh)?;
    let report = size::report(&fresh, &first_visit)?;
    say::line(report.table());
    // Without wasm-opt the portal is larger, as was said; it still has to start.
    if tools::npm::file(finish::WASM_OPT).is_some() {
        report.within_budget()?;
    }
    remove(&place::dist())?;
    fs::rename(&fresh, place::dist()).context("cannot put the finished portal into dist/")?;
    fs::write(&stamp, key).context("cannot note what was built")?;
    Ok(())
}

/// Bytes of the first visit, compressed: what `bench` prints.
pub fn first_visit_bytes() -> Result<u64> {
    let dist = place::dist();
    Ok(size::report(&dist, &finish::first_visit_of(&dist)?)?.first_visit())
}

/// Builds the server in release and says where it is.
pub fn server() -> Result<PathBuf> {
    tools::for_the_server()?;
    say::step("Building the server");
    run::go(run::cargo().args(["build", "--release", "--package", "salus-api", "--bin", "salus"]))?;
    Ok(place::target().join("release/salus"))
}

/// Builds the gallery as it is in development and says where it is.
pub fn gallery() -> Result<PathBuf> {
    tools::for_the_portal()?;
    say::step("Building the gallery");
    bring_the_checker()?;
    let out = place::target().join("gallery-dist");
    remove(&out)?;
    run::go(trunk()?.current_dir(place::root().join("gallery")).arg("build").arg("--dist").arg(&out))?;
    Ok(out)
}

/// Puts the accessibility checker beside the gallery, which shows what it finds. Without it the gallery says how to get it.
pub fn bring_the_checker() -> Result<()> {
    if let Err(error) = tools::npm::packages() {
        say::note(format!("The gallery will not check its stories: {error:#}."));
    }
    if let Some(axe) = tools::npm::file("axe-core/axe.min.js") {
        let beside = place::root().join("gallery/beside/axe.min.js");
        fs::copy(&axe, &beside).with_context(|| format!("cannot copy axe-core to {}", beside.display()))?;
    }
    Ok(())
}

/// Trunk with what it needs around it.
pub fn trunk() -> Result<std::process::Command> {
    let mut trunk = run::command(tools::bin("trunk"));
    trunk
        .env("PATH", tools::search_path()?)
        .env("CARGO_TARGET_DIR", place::web_target())
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        // With a value in it Trunk 0.21 refuses to start.
        .env_remove("NO_COLOR");
    for name in ["CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH", "CARGO_PKG_NAME", "CARGO_PKG_VERSION", "CARGO"] {
        trunk.env_remove(name);
    }
    Ok(trunk)
}

/// What decides how the finished build looks: every staged file, the finisher itself, and which helpers it has.
fn key_of(stage: &Path) -> Result<String> {
    let mut hash = Sha256::new();
    for file in files_under(stage)?.into_iter().chain(files_under(&place::root().join("locales"))?) {
        hash.update(relative(stage, &file));
        hash.update(fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?);
    }
    hash.update(fs::read(std::env::current_exe()?).unwrap_or_default());
    hash.update([
        u8::from(tools::npm::file(finish::WASM_OPT).is_some()),
        u8::from(tools::npm::file(finish::ESBUILD).is_some()),
    ]);
    Ok(hex(&hash.finalize()))
}

/// All files below a folder, in the order of their names.
fn files_under(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![dir.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| format!("cannot list {}", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    Ok(files)
}

/// The path below the folder as it stands in an address: with slashes, without a leading one.
fn relative(dir: &Path, file: &Path) -> String {
    let below = file.strip_prefix(dir).unwrap_or(file);
    below.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect::<Vec<_>>().join("/")
}

/// Bytes as hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Removes a folder that may be absent.
fn remove(dir: &Path) -> Result<()> {
    match fs::remove_dir_all(dir) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", dir.display()))
        }
        _ => Ok(()),
    }
}
