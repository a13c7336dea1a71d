//! How fast records come in: the demo's people over and over under new ids, into an empty store.

use std::{path::Path, time::Instant};

use anyhow::Result;

use crate::{people, run, say};

/// Enough patients for more than 20,000 resources.
const PATIENTS: usize = 80;

/// Imports and gives how many resources there were, and how many seconds it took.
pub fn measure(salus: &Path) -> Result<(usize, f64)> {
    say::step("Measuring the import");
    let folder = tempfile::Builder::new().prefix("salus-bench-").tempdir()?;
    let (bundles, data) = (folder.path().join("bundles"), folder.path().join("data"));
    let written = people::copies(&bundles, jiff::Zoned::now().date(), PATIENTS)?;
    let mut import = run::command(salus);
    import.arg("import").arg(&bundles).arg("--data").arg(&data);
    let began = Instant::now();
    run::read(&mut import)?;
    let seconds = began.elapsed().as_secs_f64();
    say::note(format!("{} resources of {PATIENTS} patients in {seconds:.1} s", written.resources));
    Ok((written.resources, seconds))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    #[test]
    fn the_copies_are_more_than_twenty_thousand_resources() {
        let folder = tempfile::tempdir().unwrap();
        let four = crate::people::copies(folder.path(), jiff::civil::date(2026, 11, 22), 4).unwrap();
        assert!(four.resources / 4 * super::PATIENTS > 20_000, "{} for four patients", four.resources);
    }
}
