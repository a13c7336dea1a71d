//! The invented people of the demo: their records as FHIR R4 Bundles, and the plan of what they wrote and said.
//!
//! Nobody here exists. Every date counts back from the day given, so that the newest results are always some days old,
//! the last visit still waits for feedback, and the next one is near. The same day gives the same bytes.
//!
//! The stories read best in this order: [`lina`], [`omar`], [`peter`], [`maud`]; what they are made of is in [`chart`],
//! [`labs`], [`panels`], [`vitals`] and [`care`].

use std::{
    fs::{self, File},
    io::{BufWriter, Write as _},
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use jiff::civil::Date;

mod analytes;
mod bundle;
mod care;
mod chart;
mod copies;
mod days;
mod labs;
mod lina;
mod maud;
mod omar;
mod panels;
mod peter;
mod plan;
mod practice;
#[cfg(test)]
mod tests;
mod vitals;

pub use copies::{Copies, copies};
pub use plan::plan;

use bundle::Bundle;
use chart::Chart;
use days::Days;

/// Writes one transaction Bundle for each invented patient (`lina-marsh.json` and so on) and one of the practice
/// (`practice.json`) into `dir`, which is made if it is not there. Returns the files, the practice first.
///
/// # Errors
/// If the folder or a file cannot be written.
pub fn write(dir: &Path, today: Date) -> anyhow::Result<Vec<PathBuf>> {
    fs::create_dir_all(dir).with_context(|| format!("cannot make the folder {}", dir.display()))?;
    let mut files = vec![save(dir, "practice", &practice::bundle())?];
    for chart in charts(today) {
        let name = chart.who.id;
        files.push(save(dir, name, &chart.finish())?);
    }
    Ok(files)
}

/// The records of all invented patients, the one who is ready to enter first.
fn charts(today: Date) -> [Chart; 4] {
    let days = Days::new(today);
    [lina::chart(days), omar::chart(days), peter::chart(days), maud::chart(days)]
}

fn save(dir: &Path, name: &str, bundle: &Bundle) -> anyhow::Result<PathBuf> {
    let path = dir.join(format!("{name}.json"));
    let told = || format!("cannot write {}", path.display());
    let mut file = BufWriter::new(File::create(&path).with_context(told)?);
    write!(file, "{bundle}").with_context(told)?;
    file.flush().with_context(told)?;
    Ok(path)
}
