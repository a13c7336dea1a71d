//! The command line `salus`: one command does one thing, is safe to repeat, and says what to do next.
//!
//! A wrong command line exits with 2, a failed operation with 1.

pub mod backup;
pub mod demo;
pub mod import;
pub mod invite;
pub mod keys;
mod open;
pub mod patients;
pub mod serve;
pub mod staff;
pub mod verify_log;

use anyhow::Result;
use clap::{Parser, Subcommand};
use url::Url;

use crate::settings::{DataArgs, ServeArgs};

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
    /// Checks the access log: finds lines that were changed, moved, taken out or cut off. Prints no names.
    #[command(after_help = "Example: salus verify-log --data /var/lib/salus --checkpoints /mnt/other/checkpoints")]
    VerifyLog(verify_log::VerifyLogArgs),
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
    /// The keys: which there are, a new master key, the end of one patient's.
    Keys(keys::KeysArgs),
    /// Copies data and wrapped keys while the portal runs (SQLite).
    #[command(
        after_help = "Example: salus backup /backup/data/2026-11-28 --keys-to /backup/keys/2026-11-28 --data /var/lib/salus"
    )]
    Backup(backup::BackupArgs),
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
    let store = open::store(&cli.data).await?;
    match cli.command {
        Command::Serve(args) => serve::run(*args, store, &cli.data.data).await,
        Command::Import(args) => import::run(args, &store, &mut std::io::stdout()).await,
        Command::Patients => patients::run(&store, &mut std::io::stdout()).await,
        Command::VerifyLog(args) => verify_log::run(args, &store, &cli.data.data, &mut std::io::stdout()).await,
        Command::Invite { args, origin } => invite::run(args, &store, &origin.origin, &mut std::io::stdout()).await,
        Command::Staff { args, origin } => staff::run(args, &store, &origin.origin, &mut std::io::stdout()).await,
        Command::Keys(args) => keys::run(args, &store, &mut std::io::stdout()).await,
        Command::Backup(args) => backup::run(args, &store, &mut std::io::stdout()).await,
        Command::Demo { args, origin } => demo::run(args, &store, &origin.origin, &mut std::io::stdout()).await,
    }
}
