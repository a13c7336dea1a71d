//! `cargo xtask`: one command each for what a newcomer, a developer, an operator and CI want.
//!
//! Read in this order: [`say`], [`place`], [`run`] (how this tool speaks, finds and starts things), [`tools`] (what it
//! brings), then the commands.

pub mod place;
pub mod run;
pub mod say;
pub mod tools;

pub mod dist;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Builds, shows and tests Salus. Brings the tools that it needs.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the portal as it ships into dist/, and the server in release.
    Dist,
}

/// Reads the command line and does what it says: 0 when done, 1 when it failed, 2 when the command line was wrong.
#[must_use]
pub fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Task::Dist => dist::all(),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say::failure(&error);
            ExitCode::FAILURE
        }
    }
}
