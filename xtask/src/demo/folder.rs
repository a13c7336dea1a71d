//! The demo's folder. It carries a mark, so that `--fresh` never empties anything else.

use std::{
    fs,
    io::Write,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};

use crate::place;

/// The mark of a folder that a demo has made.
const MARK: &str = ".salus-demo";
/// How to sign in.
const DETAILS: &str = "sign-in.txt";

/// A folder that a demo has made.
pub struct Folder(PathBuf);

impl Folder {
    /// Opens or makes it; `fresh` empties it first. A folder with other things in it is refused.
    pub fn open(path: &Path, fresh: bool) -> Result<Self> {
        let path = place::root().join(path);
        let is_ours = path.join(MARK).is_file();
        let is_empty = fs::read_dir(&path).map_or(true, |mut entries| entries.next().is_none());
        if !is_ours && !is_empty {
            bail!(
                "{} holds things that no demo has made, so it is left alone: choose another folder with --data",
                path.display()
            );
        }
        if is_ours && fresh {
            fs::remove_dir_all(&path).with_context(|| format!("cannot empty {}", path.display()))?;
        }
        fs::create_dir_all(&path).with_context(|| format!("cannot make {}", path.display()))?;
        fs::write(path.join(MARK), "`cargo xtask demo --fresh` may empty this folder.\n")
            .context("cannot mark the demo's folder")?;
        Ok(Self(path))
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// How to sign in, once the demo is complete.
    #[must_use]
    pub fn sign_in_details(&self) -> Option<String> {
        fs::read_to_string(self.details_path()).ok()
    }

    /// Keeps how to sign in; only this user can read it.
    pub fn keep_sign_in_details(&self, details: &str) -> Result<()> {
        write_private(&self.details_path(), details)
    }

    /// The file that holds how to sign in.
    #[must_use]
    pub fn details_path(&self) -> PathBuf {
        self.0.join(DETAILS)
    }
}

/// Writes a file that only this user can read.
pub fn write_private(path: &Path, text: &str) -> Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600);
    let mut file = options.open(path).with_context(|| format!("cannot write {}", path.display()))?;
    file.write_all(text.as_bytes()).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_folder_with_other_things_is_never_emptied() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("thesis.txt"), "years of work").unwrap();
        assert!(Folder::open(dir.path(), true).is_err());
        assert!(dir.path().join("thesis.txt").is_file());
    }

    #[test]
    fn fresh_empties_what_a_demo_has_made_and_nothing_less() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::open(dir.path(), false).unwrap();
        folder.keep_sign_in_details("secret").unwrap();
        assert!(Folder::open(dir.path(), false).unwrap().sign_in_details().is_some());
        assert!(Folder::open(dir.path(), true).unwrap().sign_in_details().is_none());
    }

    #[test]
    fn nobody_else_can_read_how_to_sign_in() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::open(dir.path(), false).unwrap();
        folder.keep_sign_in_details("secret").unwrap();
        let mode = fs::metadata(folder.details_path()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
