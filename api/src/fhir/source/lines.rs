//! NDJSON: one resource a line, each for itself.

use std::{io::BufRead, ops::ControlFlow, path::Path};

use serde::de::IgnoredAny;
use serde_json::error::Category;

use super::{
    Found, Take,
    document::Document,
    reject::{Reason, Reject, Spot},
    resource,
};

/// A line longer than this is refused, so that a file without line ends cannot fill the memory.
const LONGEST_LINE: usize = 256 << 20;

/// Reads the lines and gives them to `take`.
pub(super) fn read(path: &Path, document: &Document, take: Take<'_>) {
    let reject = |spot, reason| Reject { file: path.to_owned(), spot, resource_type: None, reason };
    let Ok(mut reader) = document.reader() else {
        let _ = take(Found::Reject(reject(Spot::File, Reason::Unreadable)));
        return;
    };
    // A file without a single resource, such as a server's log, is reported once and not line by line.
    let mut strangers = Vec::new();
    let mut strangers_only = true;
    let mut empty = true;
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let piece = match next_line(&mut reader, &mut line) {
            Ok(0) => break,
            Ok(_) if line.trim_ascii().is_empty() => continue,
            Ok(_) => one(path, &line, number),
            Err(()) => Found::Reject(reject(Spot::Line(number, None), Reason::Unreadable)),
        };
        empty = false;
        match piece {
            Found::Reject(stranger) if strangers_only && stranger.reason == Reason::NotFhir => {
                // Beyond some hundred lines it is enough to know that there were more of the same.
                if strangers.len() < 100 {
                    strangers.push(stranger);
                }
                continue;
            }
            Found::Reject(Reject { reason: Reason::Unreadable, .. }) => {
                let _ = take(piece);
                return;
            }
            _ => {}
        }
        strangers_only = false;
        for stranger in strangers.drain(..) {
            if take(Found::Reject(stranger)).is_break() {
                return;
            }
        }
        if let ControlFlow::Break(()) = take(piece) {
            return;
        }
    }
    if empty {
        let _ = take(Found::Reject(reject(Spot::File, Reason::Empty)));
    } else if strangers_only {
        let _ = take(Found::Reject(reject(Spot::File, Reason::NotFhir)));
    }
}

/// One line as a resource.
fn one(path: &Path, line: &[u8], number: usize) -> Found {
    let reject = |column, reason| {
        let spot = Spot::Line(number, column);
        Found::Reject(Reject { file: path.to_owned(), spot, resource_type: None, reason })
    };
    if line.len() > LONGEST_LINE {
        return reject(None, Reason::TooLarge);
    }
    let Ok(text) = std::str::from_utf8(line) else { return reject(None, Reason::NotText) };
    let text = text.trim();
    match serde_json::from_str::<IgnoredAny>(text) {
        Ok(_) if text.starts_with('{') => resource(path, None, text.to_owned(), Spot::Line(number, None)),
        Ok(_) => reject(None, Reason::NotFhir),
        Err(error) if error.classify() == Category::Eof => reject(Some(error.column()), Reason::Truncated),
        Err(error) => reject(Some(error.column()), Reason::Malformed),
    }
}

/// The next line; of an overlong one only so much that its length shows.
fn next_line(reader: &mut dyn BufRead, line: &mut Vec<u8>) -> Result<usize, ()> {
    let mut read = 0;
    loop {
        let bytes = reader.fill_buf().map_err(|_| ())?;
        if bytes.is_empty() {
            return Ok(read);
        }
        let end = bytes.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(bytes.len(), |end| end + 1);
        if line.len() <= LONGEST_LINE {
            line.extend_from_slice(&bytes[..used]);
        }
        reader.consume(used);
        read += used;
        if end.is_some() {
            return Ok(read);
        }
    }
}
