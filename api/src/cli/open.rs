//! Opens the store that a command line names, and makes it where there is none.

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use anyhow::{Context, Result, bail};

use crate::{
    crypto::{
        Keyring, KeyringError,
        provider::{Credentials, Environment, KeyFolder},
    },
    settings::{DataArgs, KeysFromArg},
    store::{
        Store, StoreError,
        database::{self, Database},
    },
    world::World,
};

/// Opens it.
///
/// # Errors
/// A sentence that says what does not open and what to do.
pub(super) async fn store(args: &DataArgs) -> Result<Store> {
    let folder = &args.data;
    make_folder(folder).with_context(|| format!("the data folder {} cannot be used", folder.display()))?;
    let data = match &args.database {
        Some(address) => Database::connect(address).await.context("the database does not answer; check --database")?,
        None => Database::sqlite(folder).await.context("the database file cannot be opened")?,
    };
    let place = match (&args.key_database, &args.database) {
        (Some(place), _) => place.clone(),
        (None, Some(address)) if data.file().is_none() => address.clone(),
        (None, _) => database::usual_file(folder),
    };
    let keys = Database::wrapped_keys(&place)
        .await
        .context("the database of wrapped keys cannot be opened; check --key-database")?;
    if keys.file().is_some() && keys.file() == data.file() {
        bail!("--key-database names the database of the data; wrapped keys need a file of their own");
    }
    let world = World::real();
    // New keys only where nothing depends on old ones.
    let may_make = !data.depends_on_keys().await? && !keys.depends_on_keys().await?;
    let keyring = keyring(args, &world, may_make)?;
    Store::open_with_keys(data, keys, keyring, world).await.map_err(|cause| match cause {
        StoreError::Keys(cause @ KeyringError::WrongMaster { .. }) => {
            anyhow::anyhow!("{cause} (see docs/operations.md, Keys)")
        }
        cause => cause.into(),
    })
}

/// Opens the ring from where it was said to come.
fn keyring(args: &DataArgs, world: &World, may_make: bool) -> Result<Keyring, KeyringError> {
    match args.keys_from {
        KeysFromArg::File => Keyring::open(KeyFolder::open(&args.data.join("keys"), world, may_make)?),
        KeysFromArg::Credential => Keyring::open(Credentials::given()?),
        KeysFromArg::Environment => {
            tracing::warn!("{}", Environment::WARNING);
            #[expect(clippy::print_stderr, reason = "it has to be seen where the log is not")]
            {
                eprintln!("\nsalus: WARNING: {}\n", Environment::WARNING);
            }
            Keyring::open(Environment::take()?)
        }
    }
}

/// Makes the data folder for its owner alone.
fn make_folder(folder: &Path) -> Result<()> {
    if !folder.exists() {
        fs::create_dir_all(folder)?;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}
