//! Where things are.

use std::path::{Path, PathBuf};

/// The folder of the repository.
#[must_use]
pub fn root() -> PathBuf {
    // Cargo sets it for `cargo run`; the compiled-in value serves a binary that is started by hand.
    let manifest =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    manifest.parent().map_or_else(|| manifest.clone(), Path::to_path_buf)
}

/// Where the build tools live: `.tools`, or `SALUS_TOOLS_DIR`, so that one cache can serve many clones.
#[must_use]
pub fn tools() -> PathBuf {
    std::env::var_os("SALUS_TOOLS_DIR").map_or_else(|| root().join(".tools"), PathBuf::from)
}

/// Where cargo builds for this machine.
#[must_use]
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(dir) => root().join(dir),
        None => root().join("target"),
    }
}

/// Where cargo builds for the browser. A folder of its own, so that the two do not wait for each other.
#[must_use]
pub fn web_target() -> PathBuf {
    target().join("web")
}

/// The finished portal.
#[must_use]
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The program of this name on the search path.
#[must_use]
pub fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|dir| dir.join(name)).find(|candidate| candidate.is_file())
}
