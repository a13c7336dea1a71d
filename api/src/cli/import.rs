//! `salus import`: files of FHIR into the store, with a truthful account of what became of them.

use std::{
    fs::File,
    io::{self, BufWriter, IsTerminal, Write},
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use anyhow::{Context, Result, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use crate::{
    fhir::source::Reject,
    import::{self, ImportReport, Progress, Step},
    store::Store,
};

/// So many rejects are printed; the others are in the file that --rejects names.
const MOST_PRINTED: usize = 20;
/// Without a terminal, a line is printed after so many resources.
const LINE_EVERY: u64 = 10_000;

/// What to import.
#[derive(Args, Clone, Debug)]
pub struct ImportArgs {
    /// FHIR R4 bundles, single resources, NDJSON files, or folders of them.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Writes everything that was not imported to this file, one JSON object a line. It names files and places in them, never
    /// their content.
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
}

/// Runs `salus import`.
///
/// # Errors
/// A sentence, if the store fails, the report cannot be written, or nothing could be imported.
pub async fn run(args: ImportArgs, store: &Store, out: &mut impl Write) -> Result<()> {
    let bar = bar();
    let result = import::run(store, &args.paths, progress(&bar)).await;
    bar.finish_and_clear();
    let report = result.context("the import stopped half-way; what was stored stays, run it again to go on")?;
    if let Some(path) = &args.rejects {
        write_rejects(path, &report.rejects).with_context(|| format!("{} cannot be written", path.display()))?;
    }
    print(&report, args.rejects.is_some(), out)?;
    if report.total().all() == 0 {
        bail!("nothing could be imported: no FHIR resource was found in what was named");
    }
    Ok(())
}

/// A moving line on a terminal; nothing elsewhere.
fn bar() -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}

/// Tells the bar how the import goes on, or prints a line now and then where there is no terminal.
fn progress(bar: &ProgressBar) -> Progress {
    let bar = bar.clone();
    let (looked_through, told) = (AtomicU64::new(0), AtomicU64::new(0));
    Arc::new(move |step| {
        let message = match step {
            Step::Files(files) => format!("Looking through {files} files"),
            Step::LookedThrough => {
                format!("Looking through files: {}", looked_through.fetch_add(1, Ordering::Relaxed) + 1)
            }
            Step::Resources(resources) => {
                let due = told.load(Ordering::Relaxed) + LINE_EVERY;
                if bar.is_hidden() && resources >= due {
                    told.store(resources, Ordering::Relaxed);
                    let _ = writeln!(io::stderr(), "Stored {resources} resources");
                }
                format!("Storing resources: {resources}")
            }
            Step::Records(records) => format!("Putting records together: {records}"),
        };
        bar.set_message(message);
    })
}

fn write_rejects(path: &PathBuf, rejects: &[Reject]) -> Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    for reject in rejects {
        let mut line = serde_json::to_value(reject)?;
        if let Some(line) = line.as_object_mut() {
            line.insert("sentence".into(), reject.reason.sentence().into());
        }
        serde_json::to_writer(&mut file, &line)?;
        writeln!(file)?;
    }
    file.flush()?;
    Ok(())
}

/// Prints the account.
fn print(report: &ImportReport, written: bool, out: &mut impl Write) -> io::Result<()> {
    let total = report.total();
    let width = report.types.keys().map(String::len).max().unwrap_or(0).max("Resource type".len());
    let mut line = |name: &str, new: &str, changed: &str, unchanged: &str| {
        writeln!(out, "{name:width$}  {new:>9}  {changed:>9}  {unchanged:>9}")
    };
    line("Resource type", "new", "changed", "unchanged")?;
    for (kind, counts) in &report.types {
        line(kind, &counts.new.to_string(), &counts.changed.to_string(), &counts.unchanged.to_string())?;
    }
    line("All", &total.new.to_string(), &total.changed.to_string(), &total.unchanged.to_string())?;
    writeln!(
        out,
        "\nPatients: {} new, {} known. Records put together: {}.",
        report.patients_new, report.patients_known, report.records
    )?;
    if report.patients_new > 0 {
        writeln!(out, "Next: `salus patients` lists their ids, `salus invite` takes one.")?;
    }
    if !report.unmatched.is_empty() {
        let kinds: Vec<String> = report.unmatched.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
        writeln!(
            out,
            "\nKept for patients who are not here yet: {}. They show as soon as their Patient is imported.",
            kinds.join(", ")
        )?;
    }
    if report.destroyed > 0 {
        writeln!(out, "\nLeft out, because the patient's key was destroyed here: {}.", report.destroyed)?;
    }
    if report.rejected.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nNot imported: {}.", report.rejected.values().sum::<u64>())?;
    for (reason, count) in &report.rejected {
        writeln!(out, "  {count:>6}  {}", reason.sentence())?;
    }
    if written {
        return Ok(());
    }
    for reject in report.rejects.iter().take(MOST_PRINTED) {
        let kind = reject.resource_type.as_deref().map_or_else(String::new, |kind| format!(" ({kind})"));
        writeln!(out, "  {}, {}{kind}: {}", reject.file.display(), reject.spot, reject.reason.sentence())?;
    }
    if report.rejects.len() > MOST_PRINTED {
        writeln!(out, "  ... and {} more. Add --rejects FILE to have them all.", report.rejects.len() - MOST_PRINTED)?;
    }
    Ok(())
}
