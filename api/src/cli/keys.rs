//! `salus keys`: which keys there are, a new master key, the end of one patient's key.

use std::io::Write;

use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use salus_protocol::protection::KeysFrom;

use crate::store::{Store, keys::OPEN_SECONDS, rotate::Rotated};

/// What to do with the keys.
#[derive(Args, Clone, Debug)]
pub struct KeysArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: KeysCommand,
}

/// What to do with the keys.
#[derive(Clone, Debug, Subcommand)]
pub enum KeysCommand {
    /// Lists the master keys, and how many patients' keys each of them wraps. Prints no keys.
    #[command(after_help = "Example: salus keys list --data /var/lib/salus")]
    List,
    /// Makes a new master key and wraps every patient's key with it, while the portal runs.
    #[command(
        after_help = "Example: salus keys rotate --data /var/lib/salus\n\nSafe to repeat, also after it was interrupted."
    )]
    Rotate,
    /// Destroys one patient's key: nobody can read this patient's record any more.
    #[command(after_help = "Example: salus keys destroy --patient 0198c0de-0000-7000-8000-000000000001 \
                      --yes-destroy 0198c0de-0000-7000-8000-000000000001\n\n\
                      There is no way back but a backup of the wrapped keys.")]
    Destroy(DestroyArgs),
}

/// Whose key is to be destroyed.
#[derive(Args, Clone, Debug)]
pub struct DestroyArgs {
    /// The patient's id here, as `salus patients` lists it.
    #[arg(long, value_name = "ID")]
    pub patient: String,
    /// The same id once more, because nothing brings the record back.
    #[arg(long, value_name = "ID")]
    pub yes_destroy: String,
}

/// Does it.
///
/// # Errors
/// A sentence that says what is wrong and what to do.
pub async fn run(args: KeysArgs, store: &Store, out: &mut (impl Write + Send)) -> Result<()> {
    match args.command {
        KeysCommand::List => list(store, out).await,
        KeysCommand::Rotate => rotate(store, out).await,
        KeysCommand::Destroy(args) => destroy(&args, store, out).await,
    }
}

async fn list(store: &Store, out: &mut (impl Write + Send)) -> Result<()> {
    let counts = store.key_counts().await?;
    writeln!(out, "{:<14} {:<8} keys wrapped", "master key", "")?;
    for (place, id) in store.master_keys().iter().enumerate() {
        let state = if place == 0 { "active" } else { "older" };
        writeln!(out, "{id:<14} {state:<8} {}", counts.by_kek.get(id).unwrap_or(&0))?;
    }
    writeln!(out, "\nDestroyed keys of patients: {}.", counts.destroyed)?;
    Ok(())
}

async fn rotate(store: &Store, out: &mut (impl Write + Send)) -> Result<()> {
    let Some(Rotated { from, to, keys }) = store.rotate_keys().await? else {
        return say_how(store, out);
    };
    let Some(from) = from else {
        writeln!(
            out,
            "{keys} keys were still wrapped with an older master key. All are wrapped with {to} now.\n\
             No new master key was made; run this again if you want one."
        )?;
        return Ok(());
    };
    writeln!(out, "New master key: {to}. {keys} keys were wrapped with it.")?;
    writeln!(
        out,
        "The one before is kept as keys/master-{from}.key. Backups of the wrapped keys made until now need it: keep a copy of it \
         with them, and delete it when the last of them is gone. Give servers on other computers the new master.key, and keep \
         master-{from}.key there too, before you restart them.\n\
         Next: back up keys/master.key, apart from the data."
    )?;
    Ok(())
}

/// Where only the operator can bring a new master key: what to set.
fn say_how(store: &Store, out: &mut impl Write) -> Result<()> {
    let active = store.master_keys().into_iter().next().unwrap_or_default();
    match store.keys_from() {
        KeysFrom::Credential => writeln!(
            out,
            "The keys come from credentials, which only you can change:\n\
             1. Make a new key: openssl rand -hex 32\n\
             2. In the unit, give the key of today as credential master-{active}.key, and the new one as master.key.\n\
             3. Restart the portal, and run this again with the same credentials: it wraps every key with the new one."
        )?,
        KeysFrom::Environment | KeysFrom::File => writeln!(
            out,
            "The keys come from variables, which only you can change:\n\
             1. Make a new key: openssl rand -hex 32\n\
             2. Set SALUS_MASTER_KEY to the new key, a comma, and the key of today.\n\
             3. Restart the portal, and run this again with the same variables: it wraps every key with the new one."
        )?,
    }
    Ok(())
}

async fn destroy(args: &DestroyArgs, store: &Store, out: &mut (impl Write + Send)) -> Result<()> {
    if args.patient != args.yes_destroy {
        bail!("--yes-destroy does not repeat the id of --patient; nothing was destroyed");
    }
    let Some(patient) = store.find_patient(&args.patient).await?.filter(|found| found.as_str() == args.patient) else {
        bail!("there is no patient {} here; `salus patients` lists the ids", args.patient);
    };
    if !store.destroy_key(&patient).await? {
        writeln!(out, "This patient's key was destroyed before. Nothing is left to destroy.")?;
        return Ok(());
    }
    writeln!(
        out,
        "The key of patient {patient} is destroyed. The account is closed, and its sessions have ended. A server that runs may \
         have had the key open: it lets go of it within {} minutes, at once if you restart it.",
        OPEN_SECONDS / 60
    )?;
    writeln!(
        out,
        "What remains: rows that nobody can read, and in plain when something was written and how much, the lines of the access \
         log, and marks given for visits. An import does not bring the patient back.\n\
         Backups of the wrapped keys made until now undo this. The record is gone for good when the last of them is \
         deleted; Salus does not know when that is."
    )?;
    Ok(())
}
