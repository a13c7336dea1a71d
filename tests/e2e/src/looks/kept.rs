//! What was accepted and is kept in the repository, and what differs from it.

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use similar::{ChangeTag, TextDiff};

/// A folder of accepted files.
pub struct Kept {
    folder: PathBuf,
    seen: BTreeSet<String>,
}

impl Kept {
    /// The folder of this name beside the tests: `trees` or `looks`.
    #[must_use]
    pub fn folder(name: &str) -> Self {
        Self::at(Path::new(env!("CARGO_MANIFEST_DIR")).join(name))
    }

    fn at(folder: PathBuf) -> Self {
        Self { folder, seen: BTreeSet::new() }
    }

    /// The accepted content of a file, if there is any. Whoever asks for a file keeps it from being called left over.
    pub fn read(&mut self, name: &str) -> Option<Vec<u8>> {
        self.seen.insert(name.to_owned());
        fs::read(self.folder.join(name)).ok()
    }

    /// Accepts a new content.
    pub fn write(&self, name: &str, content: &[u8]) -> Result<()> {
        fs::create_dir_all(&self.folder).with_context(|| format!("cannot make {}", self.folder.display()))?;
        fs::write(self.folder.join(name), content).with_context(|| format!("cannot write {name}"))
    }

    /// Compares a text with the accepted one, and accepts it instead where that is asked for. Gives what differs.
    pub fn compare(&mut self, name: &str, text: &str) -> Result<Option<String>> {
        let before = self.read(name);
        if before.as_deref() == Some(text.as_bytes()) {
            return Ok(None);
        }
        if accepting() {
            self.write(name, text.as_bytes())?;
            return Ok(None);
        }
        Ok(Some(match before {
            None => format!("{name} is new; accept it with --accept"),
            Some(before) => format!("{name} differs:\n{}", difference(&String::from_utf8_lossy(&before), text)),
        }))
    }

    /// What all files together take, in bytes.
    pub fn bytes(&self) -> Result<u64> {
        let files = fs::read_dir(&self.folder).into_iter().flatten();
        files.map(|file| Ok(file?.metadata()?.len())).sum()
    }

    /// Files that nothing asked for: their stories are gone. Removes them where accepting is asked for.
    pub fn left_over(&self) -> Result<Vec<String>> {
        // Who looks at some stories only cannot know about the others.
        if env::var_os("SALUS_STORY").is_some() {
            return Ok(Vec::new());
        }
        let mut left = Vec::new();
        for entry in fs::read_dir(&self.folder).into_iter().flatten() {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if self.seen.contains(&name) {
                continue;
            }
            if accepting() {
                fs::remove_file(entry.path())?;
            } else {
                left.push(name);
            }
        }
        Ok(left)
    }
}

/// Whether what is seen now is to be kept: `cargo xtask test --only looks --accept`.
#[must_use]
pub fn accepting() -> bool {
    env::var_os("SALUS_ACCEPT").is_some()
}

/// The lines that differ, each with two lines around it.
fn difference(before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    let mut lines = Vec::new();
    for group in diff.grouped_ops(2) {
        lines.push("    ...".to_owned());
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let sign = match change.tag() {
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
                ChangeTag::Equal => ' ',
            };
            lines.push(format!("    {sign} {}", change.value().trim_end()));
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    #[test]
    fn a_text_that_was_accepted_is_silent_and_another_is_told_with_its_lines() {
        let folder = tempfile::tempdir().unwrap();
        let mut kept = Kept::at(folder.path().to_path_buf());
        kept.write("a.txt", b"one\ntwo\n").unwrap();
        kept.write("old.txt", b"").unwrap();
        assert_eq!(kept.compare("a.txt", "one\ntwo\n").unwrap(), None);
        let told = kept.compare("a.txt", "one\nthree\n").unwrap().unwrap();
        assert!(told.contains("- two") && told.contains("+ three"), "{told}");
        assert!(kept.compare("b.txt", "new").unwrap().unwrap().contains("is new"));
        assert_eq!(kept.left_over().unwrap(), ["old.txt"]);
    }
}
