//! An opened file: small ones in memory, large ones read again from the disk each time.

use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

use super::reject::Reason;

/// Files up to this size are held in memory, which is several times faster.
const HELD: u64 = 16 << 20;

/// A single resource larger than this is refused.
const LARGEST_RESOURCE: u64 = 256 << 20;

/// The mark that some editors put before UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// A file that can be read from its beginning as often as needed.
pub(super) struct Document {
    path: PathBuf,
    held: Option<Vec<u8>>,
    length: u64,
    skip: usize,
}

impl Document {
    /// Opens a file.
    pub(super) fn open(path: &Path, largest: u64) -> Result<Self, Reason> {
        let metadata = fs::metadata(path).map_err(|_| Reason::Unreadable)?;
        if !metadata.is_file() {
            return Err(Reason::Unreadable);
        }
        if metadata.len() > largest {
            return Err(Reason::TooLarge);
        }
        let mut start = Vec::with_capacity(3);
        let file = File::open(path).map_err(|_| Reason::Unreadable)?;
        file.take(3).read_to_end(&mut start).map_err(|_| Reason::Unreadable)?;
        if start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff") {
            return Err(Reason::NotText);
        }
        let skip = if start == MARK { MARK.len() } else { 0 };
        let held = if metadata.len() <= HELD { Some(fs::read(path).map_err(|_| Reason::Unreadable)?) } else { None };
        let document = Self { path: path.to_owned(), held, length: metadata.len(), skip };
        if let Some(bytes) = &document.held {
            let text = std::str::from_utf8(bytes).map_err(|_| Reason::NotText)?;
            if text[document.skip..].trim().is_empty() {
                return Err(Reason::Empty);
            }
        }
        Ok(document)
    }

    /// Makes sure that all of it is UTF-8. Small files were looked through when they were opened; of a large one a JSON reader
    /// would not look at the texts that it passes over, and end in the middle later.
    pub(super) fn check_text(&self) -> Result<(), Reason> {
        if self.held.is_some() {
            return Ok(());
        }
        let mut reader = self.reader().map_err(|_| Reason::Unreadable)?;
        let mut left = Vec::new();
        loop {
            let piece = reader.fill_buf().map_err(|_| Reason::Unreadable)?;
            if piece.is_empty() {
                return if left.is_empty() { Ok(()) } else { Err(Reason::NotText) };
            }
            let used = piece.len();
            left.extend_from_slice(piece);
            match std::str::from_utf8(&left) {
                Ok(_) => left.clear(),
                // A letter may go on in the next piece.
                Err(error) if error.error_len().is_none() => drop(left.drain(..error.valid_up_to())),
                Err(_) => return Err(Reason::NotText),
            }
            reader.consume(used);
        }
    }

    /// Whether the name says that each line stands for itself.
    pub(super) fn is_lines(&self) -> bool {
        self.path
            .extension()
            .and_then(|ending| ending.to_str())
            .is_some_and(|ending| ending.eq_ignore_ascii_case("ndjson") || ending.eq_ignore_ascii_case("jsonl"))
    }

    /// The text, where it is held in memory.
    pub(super) fn held(&self) -> Option<&[u8]> {
        self.held.as_deref().map(|bytes| &bytes[self.skip..])
    }

    /// The bytes from the beginning.
    pub(super) fn reader(&self) -> io::Result<Box<dyn BufRead + '_>> {
        if let Some(bytes) = self.held() {
            return Ok(Box::new(bytes));
        }
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(self.skip as u64))?;
        Ok(Box::new(BufReader::with_capacity(1 << 18, file)))
    }

    /// The whole text.
    pub(super) fn text(&self) -> Result<String, Reason> {
        if self.length > LARGEST_RESOURCE {
            return Err(Reason::TooLarge);
        }
        let mut text = String::new();
        let mut reader = self.reader().map_err(|_| Reason::Unreadable)?;
        reader.read_to_string(&mut text).map_err(|_| Reason::NotText)?;
        Ok(text)
    }

    /// Whether the first line that is not blank is JSON from end to end.
    pub(super) fn first_line_is_whole(&self) -> bool {
        let Ok(reader) = self.reader() else { return false };
        let mut line = Vec::new();
        let mut reader = reader.take(LARGEST_RESOURCE);
        loop {
            line.clear();
            match reader.read_until(b'\n', &mut line) {
                Ok(read) if read > 0 => {}
                _ => return false,
            }
            if !line.trim_ascii().is_empty() {
                return serde_json::from_slice::<serde::de::IgnoredAny>(&line).is_ok();
            }
        }
    }
}
