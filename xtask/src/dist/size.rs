//! What the finished portal weighs, and the budget it must keep.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};

use super::{compress, files_under, relative};
use crate::say;

/// The most that a first visit may load, in bytes after Brotli: 250 KB.
pub const BUDGET: u64 = 250_000;

/// The sizes of the finished files.
pub struct Report {
    rows: Vec<Row>,
}

struct Row {
    name: String,
    raw: u64,
    packed: u64,
    first_visit: bool,
}

/// Weighs a finished folder; `first_visit` lists what a first visit loads, as paths below the folder.
pub fn report(dist: &Path, first_visit: &[String]) -> Result<Report> {
    let mut rows = Vec::new();
    for file in files_under(dist)? {
        let name = relative(dist, &file);
        if name.ends_with(".br") || name.ends_with(".gz") {
            continue;
        }
        let content = fs::read(&file).with_context(|| format!("cannot read {name}"))?;
        let twin = dist.join(format!("{name}.br"));
        let packed = match fs::metadata(&twin) {
            Ok(twin) => twin.len(),
            Err(_) if first_visit.contains(&name) => compress::brotli(&content)?.len() as u64,
            Err(_) => content.len() as u64,
        };
        rows.push(Row { first_visit: first_visit.contains(&name), name, raw: content.len() as u64, packed });
    }
    rows.sort_by_key(|row| (!row.first_visit, std::cmp::Reverse(row.packed)));
    Ok(Report { rows })
}

impl Report {
    /// Bytes of the first visit after Brotli.
    #[must_use]
    pub fn first_visit(&self) -> u64 {
        self.rows.iter().filter(|row| row.first_visit).map(|row| row.packed).sum()
    }

    /// The table for people.
    #[must_use]
    pub fn table(&self) -> String {
        let mut rows = vec![vec!["file".to_owned(), "bytes".to_owned(), "brotli".to_owned(), "first visit".to_owned()]];
        for row in &self.rows {
            let mark = if row.first_visit { "yes" } else { "" };
            rows.push(vec![row.name.clone(), row.raw.to_string(), row.packed.to_string(), mark.to_owned()]);
        }
        rows.push(vec![
            "first visit, all".to_owned(),
            String::new(),
            self.first_visit().to_string(),
            format!("of {BUDGET}"),
        ]);
        say::table(&rows)
    }

    /// Refuses a portal that is too heavy.
    pub fn within_budget(&self) -> Result<()> {
        let all = self.first_visit();
        if all > BUDGET {
            bail!("a first visit would load {all} bytes, and {BUDGET} are allowed: see the table for what grew");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weighing(packed: u64) -> Report {
        let row = |name: &str, packed, first_visit| Row { name: name.into(), raw: packed, packed, first_visit };
        Report { rows: vec![row("a.wasm", packed, true), row("icon.png", 999_999, false)] }
    }

    #[test]
    fn a_portal_over_the_budget_is_refused() {
        assert!(weighing(BUDGET).within_budget().is_ok());
        assert!(weighing(BUDGET + 1).within_budget().is_err());
    }
}
