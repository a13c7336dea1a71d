//! What the checks of many stories found, told once each.

use std::collections::BTreeMap;

use anyhow::{Result, ensure};

/// Findings by what, where and when: eight widths and colours of one fault are one line, and so are thirty pages that share
/// it.
#[derive(Default)]
pub struct Findings(BTreeMap<String, BTreeMap<String, Vec<String>>>);

/// So many places are named of a fault that is everywhere.
const NAMED: usize = 4;

impl Findings {
    /// Keeps what was found at a place under some circumstances, for example `page-home/full` and `ar, 320 px, dark`.
    pub fn keep(&mut self, place: &str, circumstances: &str, found: impl IntoIterator<Item = impl Into<String>>) {
        for finding in found {
            let places = self.0.entry(finding.into()).or_default();
            places.entry(place.to_owned()).or_default().push(circumstances.to_owned());
        }
    }

    /// Keeps the reason why a check could not be done.
    pub fn keep_error<T>(&mut self, place: &str, circumstances: &str, result: Result<T>) -> Option<T> {
        result.map_err(|error| self.keep(place, circumstances, [format!("{error:#}")])).ok()
    }

    /// All of them as lines of text.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let line = |(what, places): (&String, &BTreeMap<String, Vec<String>>)| {
            let named = places.iter().take(NAMED).map(|(place, when)| format!("{place} [{}]", when.join(" | ")));
            let named = named.collect::<Vec<_>>().join(", ");
            let more = places.len().saturating_sub(NAMED);
            if more == 0 { format!("{named}: {what}") } else { format!("{named} and {more} more: {what}") }
        };
        self.0.iter().map(line).collect()
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
    fn the_same_fault_in_two_colours_and_on_many_pages_is_told_once() {
        let mut found = Findings::default();
        found.keep("button", "light", ["too small"]);
        found.keep("button", "dark", ["too small"]);
        assert_eq!(found.lines(), ["button [light | dark]: too small"]);
        for page in ["a", "c", "d", "e"] {
            found.keep(page, "en", ["too small"]);
        }
        assert_eq!(found.lines(), ["a [en], button [light | dark], c [en], d [en] and 1 more: too small"]);
        assert!(found.none().is_err());
    }
}
