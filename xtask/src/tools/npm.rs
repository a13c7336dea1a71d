//! The packages that come from npm: wasm-opt (binaryen), the minifier (esbuild), the accessibility checker (axe-core), and
//! two fonts for the tests' pictures of the stories.

use std::{path::PathBuf, process::Stdio};

use anyhow::{Context, Result, bail};

use super::apt;
use crate::{place, run, say};

/// Brings the packages in the versions of `xtask/npm/package.json`.
pub fn packages() -> Result<()> {
    if wanted()?.iter().all(|(name, version)| installed(name).as_ref() == Some(version)) {
        return Ok(());
    }
    if place::program("npm").is_none() || place::program("node").is_none() {
        apt::install(&["nodejs", "npm"], "making the download small")?;
    }
    say::step("Fetching wasm-opt, esbuild, axe-core and the fonts of the tests");
    let tools = place::tools();
    std::fs::create_dir_all(&tools).with_context(|| format!("cannot make the folder {}", tools.display()))?;
    for file in ["package.json", "package-lock.json"] {
        std::fs::copy(source(file), tools.join(file))
            .with_context(|| format!("cannot copy {file} into {}", tools.display()))?;
    }
    // Install scripts stay off: esbuild's only shortens its own start.
    run::go(
        run::command("npm")
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
            .current_dir(&tools)
            .stdin(Stdio::null()),
    )
    .context("npm could not fetch the packages: check the network, or fill node_modules in the tools folder by hand")
}

/// A file inside a package, if the package is there.
#[must_use]
pub fn file(path: &str) -> Option<PathBuf> {
    Some(place::tools().join("node_modules").join(path)).filter(|file| file.is_file())
}

/// A file inside a package; without it the sentence says what for it is needed.
pub fn need(path: &str, purpose: &str) -> Result<PathBuf> {
    match file(path) {
        Some(file) => Ok(file),
        None => bail!(
            "{path} is needed for {purpose}: install Node.js with npm (on Debian: apt-get install nodejs npm) and run this again"
        ),
    }
}

/// The packages and their versions.
fn wanted() -> Result<Vec<(String, String)>> {
    let text = std::fs::read_to_string(source("package.json")).context("xtask/npm/package.json is missing")?;
    let manifest: serde_json::Value = serde_json::from_str(&text).context("xtask/npm/package.json cannot be read")?;
    let dependencies = manifest.get("dependencies").and_then(serde_json::Value::as_object).into_iter().flatten();
    Ok(dependencies.filter_map(|(name, version)| Some((name.clone(), version.as_str()?.to_owned()))).collect())
}

/// The version of a package that is there.
fn installed(name: &str) -> Option<String> {
    let text = std::fs::read_to_string(file(&format!("{name}/package.json"))?).ok()?;
    let manifest: serde_json::Value = serde_json::from_str(&text).ok()?;
    Some(manifest.get("version")?.as_str()?.to_owned())
}

/// A file of `xtask/npm`.
fn source(name: &str) -> PathBuf {
    place::root().join("xtask/npm").join(name)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    #[test]
    fn every_package_is_wanted_in_one_exact_version() {
        let wanted = super::wanted().unwrap();
        assert!(!wanted.is_empty());
        for (name, version) in wanted {
            assert!(version.starts_with(|c: char| c.is_ascii_digit()), "{name} {version}");
        }
    }

    #[test]
    fn the_lock_file_names_no_download_address() {
        let lock = std::fs::read_to_string(super::source("package-lock.json")).unwrap();
        assert!(!lock.contains("http"), "strip `resolved` and `funding` addresses");
    }
}
