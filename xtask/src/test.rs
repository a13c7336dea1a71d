//! `cargo xtask test`: everything that CI runs, ring by ring.
//!
//! Nothing is built twice: one `cargo test --workspace --no-run` makes all test programs and the server that the
//! end-to-end tests start, and the rings then run the programs of their packages.

pub mod count;
pub mod postgres;
pub mod programs;
pub mod rings;

use std::time::Instant;

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::say;
use count::Count;

/// A part of the tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Ring {
    /// The code is laid out as rustfmt does it.
    Format,
    /// Clippy finds nothing, for this machine and for the browser.
    Clippy,
    /// Rules and widgets, without a browser.
    Unit,
    /// The server's router on SQLite and on PostgreSQL.
    Server,
    /// Components and pages, mounted in Chromium.
    Browser,
    /// Every story and page of the gallery: axe, accessible trees, walks with the keyboard, sizes, pictures.
    Looks,
    /// Journeys through the real server in Chromium with a virtual passkey.
    E2e,
}

impl Ring {
    fn run(self, accept: bool) -> Result<Count> {
        match self {
            Self::Format => rings::format(),
            Self::Clippy => rings::clippy(),
            Self::Unit => rings::unit(),
            Self::Server => rings::server(),
            Self::Browser => rings::browser(),
            Self::Looks => rings::looks(accept),
            Self::E2e => rings::e2e(),
        }
    }

    fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

/// Runs all rings, or one, to the end, and fails if anything failed. `accept` makes what the stories look like now, and
/// what they tell assistive technology, that with which later runs compare.
pub fn run(only: Option<Ring>, accept: bool) -> Result<()> {
    if accept && only != Some(Ring::Looks) {
        bail!("--accept goes with --only looks: nothing else is compared with what was accepted");
    }
    let mut rows = vec![["ring", "passed", "failed", "seconds"].map(String::from).to_vec()];
    let mut all = Count::default();
    for ring in Ring::value_variants().iter().copied().filter(|ring| only.is_none_or(|only| only == *ring)) {
        say::step(format!("Ring: {}", ring.name()));
        let began = Instant::now();
        let count = ring.run(accept).unwrap_or_else(|error| {
            say::failure(&error);
            Count { passed: 0, failed: 1 }
        });
        rows.push(vec![
            ring.name(),
            count.passed.to_string(),
            count.failed.to_string(),
            began.elapsed().as_secs().to_string(),
        ]);
        all += count;
    }
    say::step("Summary");
    say::line(say::table(&rows));
    say::line(format!("{} passed, {} failed", all.passed, all.failed));
    if all.failed > 0 {
        bail!("not everything passed; the output above says what did not");
    }
    Ok(())
}
