//! How many tests passed, read from what test programs print.

use std::{
    io::{BufRead, BufReader},
    ops::AddAssign,
    process::{Command, Stdio},
};

use anyhow::{Context, Result};

use crate::say;

/// Passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many passed.
    pub passed: u64,
    /// How many failed. A program that ends badly without saying so counts as one.
    pub failed: u64,
}

impl Count {
    /// One check that passed or failed as a whole.
    #[must_use]
    pub const fn of_one(passed: bool) -> Self {
        if passed { Self { passed: 1, failed: 0 } } else { Self { passed: 0, failed: 1 } }
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Runs a test program, shows what it prints, and counts.
pub fn counted(command: &mut Command) -> Result<Count> {
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().context("could not start a test program")?;
    let mut count = Count::default();
    let mut said = false;
    for line in child.stdout.take().map(BufReader::new).into_iter().flat_map(BufRead::lines) {
        // A test that prints bytes that are no text must not end the run.
        let Ok(line) = line else { continue };
        if let Some(part) = summary(&line) {
            count += part;
            said = true;
        }
        say::line(line);
    }
    let status = child.wait().context("a test program got lost")?;
    if !status.success() && count.failed == 0 {
        say::note(format!("The test program ended with {status}."));
        count.failed += 1;
    }
    if !said && status.success() {
        count.passed += 1;
    }
    Ok(count)
}

/// Reads `test result: ok. 12 passed; 0 failed; ...`.
fn summary(line: &str) -> Option<Count> {
    let rest = line.trim_start().strip_prefix("test result: ")?;
    let figure = |word: &str| {
        let before = rest.split(word).next()?;
        before.rsplit(|c: char| !c.is_ascii_digit()).find(|digits| !digits.is_empty())?.parse().ok()
    };
    Some(Count { passed: figure(" passed")?, failed: figure(" failed")? })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    #[test]
    fn the_summary_line_of_a_test_program_is_read() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.50s";
        assert_eq!(summary(line), Some(Count { passed: 12, failed: 3 }));
        assert_eq!(summary("test words::a_reply ... ok"), None);
    }

    #[test]
    fn a_program_that_ends_badly_in_silence_counts_as_a_failure() {
        assert_eq!(counted(Command::new("false").arg("x")).unwrap(), Count { passed: 0, failed: 1 });
    }
}
