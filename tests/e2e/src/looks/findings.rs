//! What the checks of many stories found, told once each.

use std::collections::BTreeMap;

use anyhow::{Result, ensure};

/// Findings by where and what; each names the circumstances in which it was found, so that eight widths and colours of
/// one fault are one line.
#[derive(Default)]
pub struct Findings(BTreeMap<(String, String), Vec<String>>);

impl Findings {
    /// Keeps what was found at a place under some circumstances, for example `page-home/full` and `ar, 320 px, dark`.
    pub fn keep(&mut self, place: &str, circumstances: &str, found: impl IntoIterator<Item = impl Into<String>>) {
        for finding in found {
            self.0.entry((place.to_owned(), finding.into())).or_default().push(circumstances.to_owned());
        }
    }

    /// Keeps the reason why a check could not be done.
    pub fn keep_error<T>(&mut self, place: &str, circumstances: &str, result: Result<T>) -> Option<T> {
        result.map_err(|error| self.keep(place, circumstances, [format!("{error:#}")])).ok()
    }

    /// All of them as lines of text.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        self.0.iter().map(|((place, what), when)| format!("{place}: {what} [{}]", when.join(" | "))).collect()
    }

    /// Fails if there are any.
    ///
    /// # Errors
    /// All findings, one a line.
    pub fn none(&self) -> Result<()> {
        ensure!(self.0.is_empty(), "{} findings:\n{}", self.0.len(), self.lines().join("\n"));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_fault_in_two_colours_is_told_once() {
        let mut found = Findings::default();
        found.keep("button", "light", ["too small"]);
        found.keep("button", "dark", ["too small"]);
        assert_eq!(found.lines(), ["button: too small [light | dark]"]);
        assert!(found.none().is_err());
    }
}
