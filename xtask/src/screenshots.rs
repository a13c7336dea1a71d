//! `cargo xtask screenshots DIR`: every page at two widths, light and dark, for critical eyes.

use std::path::Path;

use anyhow::{Context, Result};

use crate::{
    place, say,
    test::{programs, rings::Stand},
};

/// Takes the pictures; the walk through the pages is one of the end-to-end tests.
pub fn take(to: &Path) -> Result<()> {
    let to = std::env::current_dir()?.join(to);
    std::fs::create_dir_all(&to).with_context(|| format!("cannot make {}", to.display()))?;
    let stand = Stand::build(&programs::server()?)?;
    for program in programs::all()?.iter().filter(|program| program.target == programs::PICTURES) {
        let mut command = program.command();
        stand.give(&mut command);
        crate::run::go(command.env("SALUS_PICTURES", &to).args(["--include-ignored", "--nocapture"]))?;
    }
    say::note(format!("the pictures are in {}", to.strip_prefix(place::root()).unwrap_or(&to).display()));
    Ok(())
}
