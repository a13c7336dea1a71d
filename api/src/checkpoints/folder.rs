//! The folder with the checkpoints: a file for each month, a line for each checkpoint, only ever added to.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use salus_protocol::time::Day;

use super::Entry;

/// How many bytes are read from the end of a file at first, in search of its last line.
const TAIL: u64 = 64 * 1024;

/// The folder.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// Opens it, and makes it for its owner alone if it is not there.
    ///
    /// # Errors
    /// The system's, if it cannot be made or read.
    pub fn open(path: &Path) -> io::Result<Self> {
        DirBuilder::new().recursive(true).mode(0o700).create(path)?;
        let folder = Self(path.to_owned());
        folder.files()?;
        Ok(folder)
    }

    /// Its files, oldest first.
    ///
    /// # Errors
    /// The system's, if the folder cannot be read.
    pub fn files(&self) -> io::Result<Vec<PathBuf>> {
        let mut files = Vec::new();
        for entry in fs::read_dir(&self.0)? {
            let entry = entry?;
            let name = entry.file_name();
            if name.to_str().is_some_and(|name| name.starts_with("checkpoints-") && name.ends_with(".ndjson")) {
                files.push(entry.path());
            }
        }
        files.sort();
        Ok(files)
    }

    /// Adds a checkpoint of this day, and returns once it is on the disk.
    ///
    /// # Errors
    /// The system's; then nothing or a part of the line is there.
    pub fn append(&self, entry: &Entry, day: &Day) -> io::Result<()> {
        let month = day.as_str().get(..7).unwrap_or_default();
        let path = self.0.join(format!("checkpoints-{month}.ndjson"));
        let is_new = !path.exists();
        let mut file = OpenOptions::new().read(true).append(true).create(true).mode(0o600).open(path)?;
        let mut line = Vec::new();
        // What a crash has left of a line stays a line of its own.
        if !ends_a_line(&mut file)? {
            line.push(b'\n');
        }
        serde_json::to_writer(&mut line, entry)?;
        line.push(b'\n');
        file.write_all(&line)?;
        file.sync_all()?;
        if is_new {
            File::open(&self.0)?.sync_all()?;
        }
        Ok(())
    }

    /// The checkpoint that was added last; `None` if there is none, or its line is not whole.
    ///
    /// # Errors
    /// The system's, if the file cannot be read.
    pub fn last(&self) -> io::Result<Option<Entry>> {
        let Some(path) = self.files()?.pop() else { return Ok(None) };
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        let mut tail = TAIL;
        loop {
            let start = length.saturating_sub(tail);
            file.seek(SeekFrom::Start(start))?;
            let mut text = Vec::new();
            Read::by_ref(&mut file).take(length - start).read_to_end(&mut text)?;
            let Some(text) = text.strip_suffix(b"\n") else { return Ok(None) };
            match text.iter().rposition(|byte| *byte == b'\n') {
                Some(end) => return Ok(serde_json::from_slice(&text[end + 1..]).ok()),
                None if start == 0 => return Ok(serde_json::from_slice(text).ok()),
                None => tail *= 4,
            }
        }
    }
}

/// Whether a file is empty or ends with the end of a line.
fn ends_a_line(file: &mut File) -> io::Result<bool> {
    let length = file.metadata()?.len();
    if length == 0 {
        return Ok(true);
    }
    let mut last = [0];
    file.seek(SeekFrom::Start(length - 1))?;
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

    use proptest::prelude::*;
    use salus_protocol::{
        Sample,
        log_chain::{Checkpoint, Head, HeadProof, SignedCheckpoint},
    };

    use super::*;

    fn entry(number: u64, heads: usize) -> Entry {
        let HeadProof { signed, head, .. } = HeadProof::sample();
        let checkpoint = Checkpoint { number, ..signed.checkpoint };
        let heads = (1..=heads as u64).map(|number| Head { number, ..head.clone() }).collect();
        Entry { signed: SignedCheckpoint { checkpoint, ..signed }, heads }
    }

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn the_last_checkpoint_is_found_however_long_its_line_and_whichever_its_month() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::open(&place.path().join("kept")).unwrap();
        assert_eq!(folder.last().unwrap(), None);
        for (number, heads, on) in
            [(1, 1, "2026-11-30"), (2, 2000, "2026-11-30"), (3, 2000, "2026-12-01"), (4, 0, "2026-12-01")]
        {
            folder.append(&entry(number, heads), &day(on)).unwrap();
            assert_eq!(folder.last().unwrap(), Some(entry(number, heads)));
        }
        assert_eq!(folder.files().unwrap().len(), 2);
    }

    #[test]
    fn what_a_crash_has_left_of_a_line_does_not_spoil_the_next() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::open(place.path()).unwrap();
        folder.append(&entry(1, 1), &day("2026-11-30")).unwrap();
        let path = folder.files().unwrap().remove(0);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{text}{}", &text[..text.len() / 2])).unwrap();
        assert_eq!(folder.last().unwrap(), None);
        folder.append(&entry(2, 1), &day("2026-11-30")).unwrap();
        assert_eq!(folder.last().unwrap(), Some(entry(2, 1)));
        assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 3);
    }

    proptest! {
        #[test]
        fn what_stands_in_a_file_and_is_no_checkpoint_is_read_as_none_and_spoils_none_that_is_added(
            bytes: Vec<u8>, text in "[\\[\\]{}\":,a-z0-9\n]{0,80}",
        ) {
            for content in [bytes, text.into_bytes()] {
                let place = tempfile::tempdir().unwrap();
                let folder = Folder::open(place.path()).unwrap();
                fs::write(place.path().join("checkpoints-2026-11.ndjson"), content).unwrap();
                prop_assert_eq!(folder.last().unwrap(), None);
                folder.append(&entry(2, 1), &day("2026-11-30")).unwrap();
                prop_assert_eq!(folder.last().unwrap(), Some(entry(2, 1)));
            }
        }
    }
}
