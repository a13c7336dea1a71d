//! What the tools tell the person in front of them. The only place that prints.
#![expect(clippy::print_stdout, reason = "a command-line tool speaks on its standard output")]

use std::{io::IsTerminal, time::Duration};

use indicatif::{ProgressBar, ProgressStyle};

/// Says what begins now.
pub fn step(text: impl AsRef<str>) {
    println!("==> {}", text.as_ref());
}

/// Says something beside the way.
pub fn note(text: impl AsRef<str>) {
    println!("    {}", text.as_ref());
}

/// Prints a line as it is.
pub fn line(text: impl AsRef<str>) {
    println!("{}", text.as_ref());
}

/// Says what failed and why, on standard error.
pub fn failure(error: &anyhow::Error) {
    eprintln!("error: {error:#}");
}

/// Tells of a silent piece of work: a spinner on a terminal, one plain line otherwise. The spinner ends with the value.
pub fn quiet_work(text: impl Into<String>) -> QuietWork {
    let text = text.into();
    if !std::io::stdout().is_terminal() {
        note(&text);
        return QuietWork(None);
    }
    let bar = ProgressBar::new_spinner().with_message(text);
    bar.set_style(
        ProgressStyle::with_template("    {spinner} {msg} ({elapsed})")
            .unwrap_or_else(|_| ProgressStyle::default_spinner()),
    );
    bar.enable_steady_tick(Duration::from_millis(120));
    QuietWork(Some(bar))
}

/// A silent piece of work that is going on.
pub struct QuietWork(Option<ProgressBar>);

impl Drop for QuietWork {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.finish();
        }
    }
}

/// Lines up rows in columns: the first to the left, the others to the right.
#[must_use]
pub fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for row in rows {
        text.push_str("    ");
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let cell = if column == 0 { format!("{cell:<width$}") } else { format!("  {cell:>width$}") };
            text.push_str(&cell);
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn columns_line_up_and_figures_stand_to_the_right() {
        let rows = [vec!["file".into(), "bytes".into()], vec!["index.html".into(), "7".into()]];
        assert_eq!(super::table(&rows), "    file        bytes\n    index.html      7\n");
    }
}
