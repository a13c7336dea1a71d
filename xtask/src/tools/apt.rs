//! Debian packages, where this machine has apt and we are allowed to use it.

use std::process::Stdio;

use anyhow::{Result, bail};

use crate::{place, run, say};

/// Whether we could install packages.
#[must_use]
pub fn may() -> bool {
    place::program("apt-get").is_some() && is_root()
}

/// Whether this process is root's.
#[must_use]
pub fn is_root() -> bool {
    run::command("id").arg("-u").stderr(Stdio::null()).output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

/// Installs packages; `purpose` completes the sentence "... is needed for".
pub fn install(packages: &[&str], purpose: &str) -> Result<()> {
    let list = packages.join(" ");
    if !may() {
        bail!(
            "{list} is needed for {purpose}: install it (on Debian, as root: apt-get install {list}) and run this again"
        );
    }
    say::step(format!("Installing {list} for {purpose}"));
    let attempt = || {
        let mut apt = run::command("apt-get");
        apt.args(["install", "-y", "--no-install-recommends", "-qq"]).args(packages);
        apt.env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null());
        run::go(&mut apt)
    };
    if attempt().is_ok() {
        return Ok(());
    }
    run::go(run::command("apt-get").args(["update", "-qq"]).stdin(Stdio::null()))?;
    attempt()
}
