//! `salus backup`: a whole copy of the data, and one of the wrapped keys in another place, while the portal runs.

use std::{
    fs,
    io::Write,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::store::Store;

/// Where to.
#[derive(Args, Clone, Debug)]
pub struct BackupArgs {
    /// The folder for the copy of the data, made if it is not there.
    #[arg(value_name = "DIR")]
    pub to: PathBuf,
    /// Another folder, for the copy of the wrapped keys. Without it they are left out.
    #[arg(long, value_name = "DIR")]
    pub keys_to: Option<PathBuf>,
}

/// Makes the copies.
///
/// # Errors
/// A sentence, if a file is there already, the folders are one, or the data lie in PostgreSQL.
pub async fn run(args: BackupArgs, store: &Store, out: &mut (impl Write + Send)) -> Result<()> {
    let (data_in_file, keys_in_file) = store.lies_in_files();
    if !data_in_file {
        bail!(
            "the data lie in PostgreSQL, which copies them itself; run these, and keep the two files apart:\n  \
             pg_dump --schema=public --format=custom --file=data.dump DATABASE\n  \
             pg_dump --schema=salus_keys --format=custom --file=keys.dump DATABASE\n\
             The first one first: the second has then the keys of all patients in it"
        );
    }
    if args.keys_to.is_some() && !keys_in_file {
        bail!(
            "the wrapped keys lie in PostgreSQL, which copies them itself: \
             pg_dump --schema=salus_keys --format=custom --file=keys.dump DATABASE"
        );
    }
    let data = target(&args.to, "salus.db")?;
    let keys = args.keys_to.as_deref().map(|folder| target(folder, "keys.db")).transpose()?;
    if keys.as_ref().and_then(|keys| keys.parent()) == data.parent() {
        bail!("both copies would lie in one folder; keep the wrapped keys apart from the data, with another --keys-to");
    }
    store.copy_data(&data).await.context("the data could not be copied")?;
    writeln!(out, "The data are in {}.", data.display())?;
    match keys {
        Some(keys) => {
            store.copy_keys(&keys).await.context("the wrapped keys could not be copied")?;
            writeln!(out, "The wrapped keys are in {}. Keep them apart from the data.", keys.display())?;
        }
        None => writeln!(
            out,
            "The wrapped keys were left out. Without them this copy cannot be read: copy them with --keys-to DIR."
        )?,
    }
    writeln!(out, "The master key and the index key are in neither: keep a copy of them in a third place.")?;
    Ok(())
}

/// The file to be written, in a folder that is made for its owner alone.
fn target(folder: &Path, name: &str) -> Result<PathBuf> {
    if !folder.exists() {
        fs::create_dir_all(folder)
            .and_then(|()| fs::set_permissions(folder, fs::Permissions::from_mode(0o700)))
            .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    }
    let file = folder.canonicalize().with_context(|| format!("{} cannot be used", folder.display()))?.join(name);
    if file.exists() {
        bail!("{} is there already; choose another folder, nothing is overwritten", file.display());
    }
    Ok(file)
}
