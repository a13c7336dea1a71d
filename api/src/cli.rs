//! The command line `salus`: one command does one thing, is safe to repeat, and says what to do next.
//!
//! A wrong command line exits with 2, a failed operation with 1.

pub mod demo;
pub mod import;
pub mod invite;
pub mod patients;
pub mod serve;
pub mod staff;

use std::{fs, path::Path};

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use url::Url;

use crate::{
    crypto::Keyring,
    settings::{DataArgs, ServeArgs},
    store::{Store, database::Database},
    world::World,
};

/// Salus: the patient portal's server.
#[derive(Debug, Parser)]
#[command(name = "salus", version, about, arg_required_else_help = true)]
pub struct Cli {
    /// Where the data are.
    #[command(flatten)]
    pub data: DataArgs,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serves the portal and its API.
    #[command(
        after_help = "Example: salus serve --data /var/lib/salus --origin https://portal.example.org --spa /usr/share/salus"
    )]
    Serve(Box<ServeArgs>),
    /// Imports FHIR R4 files. Running it twice changes nothing.
    #[command(after_help = "Example: salus import --data /var/lib/salus exports/ --rejects rejects.ndjson")]
    Import(import::ImportArgs),
    /// Lists the patients who are here, by the ids that `invite` takes. Prints no names.
    #[command(after_help = "Example: salus patients --data /var/lib/salus")]
    Patients,
    /// Prints a link with which a patient makes their account.
    Invite {
        /// Whom.
        #[command(flatten)]
        args: invite::InviteArgs,
        /// Where the link leads.
        #[command(flatten)]
        origin: OriginArgs,
    },
    /// Members of the care team.
    Staff {
        /// What to do.
        #[command(flatten)]
        args: staff::StaffArgs,
        /// Where links lead.
        #[command(flatten)]
        origin: OriginArgs,
    },
    /// Accounts, messages and feedback of invented people beside their imported records.
    #[command(hide = true, after_help = "Example: salus demo plan.json --origin http://localhost:8080")]
    Demo {
        /// Who they are.
        #[command(flatten)]
        args: demo::DemoArgs,
        /// Where links lead.
        #[command(flatten)]
        origin: OriginArgs,
    },
}

/// Where people reach the portal, for commands that print links.
#[derive(Clone, Debug, clap::Args)]
pub struct OriginArgs {
    /// Where people reach the portal, for example https://portal.example.org.
    #[arg(long, global = true, env = "SALUS_ORIGIN", value_name = "URL", default_value = "http://localhost:8080")]
    pub origin: Url,
}

/// Runs a command line.
///
/// # Errors
/// A sentence that says what went wrong and what to do next.
pub async fn run(cli: Cli) -> Result<()> {
    let store = open(&cli.data).await?;
    match cli.command {
        Command::Serve(args) => serve::run(*args, store).await,
        Command::Import(args) => import::run(args, &store, &mut std::io::stdout()).await,
        Command::Patients => patients::run(&store, &mut std::io::stdout()).await,
        Command::Invite { args, origin } => invite::run(args, &store, &origin.origin, &mut std::io::stdout()).await,
        Command::Staff { args, origin } => staff::run(args, &store, &origin.origin, &mut std::io::stdout()).await,
        Command::Demo { args, origin } => demo::run(args, &store, &origin.origin, &mut std::io::stdout()).await,
    }
}

/// Opens the store, and makes it where there is none.
async fn open(args: &DataArgs) -> Result<Store> {
    let folder = &args.data;
    make_folder(folder).with_context(|| format!("the data folder {} cannot be used", folder.display()))?;
    let database = match &args.database {
        Some(address) => Database::connect(address).await.context("the database does not answer; check --database")?,
        None => Database::sqlite(folder).await.context("the database file cannot be opened")?,
    };
    let world = World::real();
    // New keys only where nothing depends on old ones.
    let may_make = !database.holds_keys().await?;
    let keyring = Keyring::open(&folder.join("keys"), &world, may_make)?;
    Ok(Store::open(database, keyring, world).await?)
}

/// Makes the data folder for its owner alone.
fn make_folder(folder: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    if !folder.exists() {
        fs::create_dir_all(folder)?;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}
