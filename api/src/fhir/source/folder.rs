//! Folders: every file in them that may hold FHIR, in an order that does not depend on the file system.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Files with these endings are read when they are found in a folder; a file named on the command line is always read.
const ENDINGS: [&str; 3] = ["json", "ndjson", "jsonl"];

/// Folders deeper than this are not entered.
const DEEPEST: usize = 32;

/// The files behind the paths: files as named, folders with all they hold, sorted. A path that leads nowhere is kept, so
/// that reading it reports it.
#[must_use]
pub fn files_under(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let mut found = Vec::new();
            if enter(path, 0, &mut found).is_err() {
                found.push(path.clone());
            }
            found.sort();
            files.append(&mut found);
        } else {
            files.push(path.clone());
        }
    }
    let mut seen = std::collections::HashSet::new();
    files.retain(|file| seen.insert(fs::canonicalize(file).unwrap_or_else(|_| file.clone())));
    files
}

fn enter(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) -> io::Result<()> {
    if depth > DEEPEST {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let kind = entry.file_type()?;
        // Links are followed to files only: a link to a folder may lead back here.
        if kind.is_dir() {
            if enter(&path, depth + 1, found).is_err() {
                found.push(path);
            }
        } else if path.is_file() && has_ending(&path) {
            found.push(path);
        }
    }
    Ok(())
}

fn has_ending(path: &Path) -> bool {
    path.extension()
        .and_then(|ending| ending.to_str())
        .is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}
