//! `salus verify-log`: whether the access log is what was written. Prints counts, and a sentence for each finding; no names.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use clap::Args;
use salus_protocol::log_chain::Digest;

use crate::{
    checkpoints::{check::check, folder::Folder},
    store::Store,
};

/// What to hold the log against.
#[derive(Args, Clone, Debug, Default)]
pub struct VerifyLogArgs {
    /// A folder with checkpoints; once for each, where several servers keep their own [default: DATA/checkpoints].
    #[arg(long, env = "SALUS_CHECKPOINTS", value_name = "DIR")]
    pub checkpoints: Vec<PathBuf>,
    /// A public key that checkpoints were signed with; once for each, instead of the key of this server.
    #[arg(long, value_name = "HEX")]
    pub public_key: Vec<String>,
}

/// Checks every patient's log and every checkpoint.
///
/// # Errors
/// A sentence if something cannot be read, or if there was a finding.
pub async fn run(args: VerifyLogArgs, store: &Store, data: &Path, out: &mut (impl Write + Send)) -> Result<()> {
    let places = if args.checkpoints.is_empty() { vec![data.join("checkpoints")] } else { args.checkpoints };
    let mut folders = Vec::with_capacity(places.len());
    for place in &places {
        if !place.is_dir() {
            bail!("there is no checkpoint folder {}; name it with --checkpoints", place.display());
        }
        let unreadable = || format!("the checkpoint folder {} cannot be read", place.display());
        folders.push(Folder::open(place).with_context(unreadable)?);
    }
    let mut keys = Vec::with_capacity(args.public_key.len());
    for key in &args.public_key {
        keys.push(Digest::parse(key).context("--public-key is not a key: it has 64 hexadecimal digits")?);
    }
    if keys.is_empty() {
        keys.push(store.checkpoint_key().public());
    }
    // A line that cannot be printed must not keep the check from its end.
    let mut printed = Ok(());
    let counts = check(store, &folders, &keys, |finding| {
        if printed.is_ok() {
            printed = writeln!(out, "{finding}");
        }
    })
    .await?;
    printed?;
    writeln!(out, "{} logs with {} lines in order", counts.logs, counts.lines)?;
    writeln!(out, "{} checkpoints with {} ends of logs", counts.checkpoints, counts.heads)?;
    if counts.left_over > 0 {
        writeln!(out, "{} checkpoints were left over when a server stopped early", counts.left_over)?;
    }
    for key in &keys {
        writeln!(out, "signed with {key}")?;
    }
    // A line without a checkpoint says that one is missing, and not that anybody has changed anything.
    let next = if counts.findings == counts.overdue {
        "if it is there again with a server running, keep everything as it is, and find out who keeps checkpoints from being written"
    } else {
        "keep the database and the checkpoints as they are, and find out who could change them"
    };
    match counts.findings {
        0 => {
            writeln!(out, "Everything is as it was written.")?;
            Ok(())
        }
        1 => bail!("there is 1 finding; {next}"),
        many => bail!("there are {many} findings; {next}"),
    }
}
