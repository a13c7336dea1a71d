//! `cargo xtask`: one command each for what a newcomer, a developer, an operator and CI want.
//!
//! Read in this order: [`say`], [`place`], [`run`] (how this tool speaks, finds and starts things), [`tools`] (what it
//! brings), then the commands: [`demo`] with its invented [`people`], [`dev`], [`dist`], [`test`], [`bench`],
//! [`screenshots`].

pub mod place;
pub mod run;
pub mod say;
pub mod tools;

pub mod bench;
pub mod demo;
pub mod dev;
pub mod dist;
pub mod people;
pub mod screenshots;
pub mod test;

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
    /// Build everything, invent patients and a care team, start the portal, and print how to sign in.
    #[command(after_help = "Example: cargo xtask demo --port 8099 --fresh")]
    Demo(demo::Options),
    /// The portal with live reload at http://localhost:8080, in front of a server with the demo's people.
    Dev,
    /// Every component in every state, with live reload.
    Gallery {
        /// The port on which the gallery is reached.
        #[arg(long, default_value_t = 8082)]
        port: u16,
    },
    /// Build the portal as it ships into dist/, and the server in release.
    Dist {
        /// Build the portal only.
        #[arg(long)]
        portal: bool,
    },
    /// Everything that CI runs.
    Test {
        /// Run one ring only.
        #[arg(long, value_name = "RING")]
        only: Option<test::Ring>,
        /// With `--only looks`: what the stories look like now is right; keep it.
        #[arg(long)]
        accept: bool,
    },
    /// The numbers: size, speed, memory. Printed as a table and written to target/bench.json.
    Bench,
    /// Take pictures of ten key screens in four combinations of width, colours and language, or in those asked for.
    #[command(after_help = "Example: cargo xtask screenshots pictures --lang en,ar --theme dark --width 320,1280")]
    Screenshots(screenshots::Options),
}

/// Reads the command line and does what it says: 0 when done, 1 when it failed, 2 when the command line was wrong.
#[must_use]
pub fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Task::Demo(options) => demo::run(&options),
        Task::Dev => dev::run(),
        Task::Gallery { port } => dev::gallery(port),
        Task::Dist { portal: true } => dist::portal(),
        Task::Dist { portal: false } => dist::all(),
        Task::Test { only, accept } => test::run(only, accept),
        Task::Bench => bench::run(),
        Task::Screenshots(options) => screenshots::take(&options),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say::failure(&error);
            ExitCode::FAILURE
        }
    }
}
