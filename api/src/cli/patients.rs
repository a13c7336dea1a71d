//! `salus patients`: which patients are here, by the ids that `salus invite` takes. Prints no names.

use std::io::Write;

use anyhow::Result;

use crate::store::{Store, roll::AccountState};

/// Prints one line for each patient.
///
/// # Errors
/// A sentence if the store cannot be read.
pub async fn run(store: &Store, out: &mut (impl Write + Send)) -> Result<()> {
    let roll = store.roll().await?;
    if roll.is_empty() {
        writeln!(out, "There is nobody here yet. Bring records in: salus import FILE")?;
        return Ok(());
    }
    writeln!(out, "{:<10} {:<44} id here", "account", "id in the files")?;
    for line in roll {
        let account = match line.account {
            AccountState::None => "none",
            AccountState::Invited => "invited",
            AccountState::Active => "active",
        };
        writeln!(out, "{account:<10} {:<44} {}", line.source, line.id)?;
    }
    Ok(())
}
