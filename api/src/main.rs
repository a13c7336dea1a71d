//! The binary `salus`: the patient portal's server and its operator's commands.

use std::process::ExitCode;

use clap::Parser;
use rustix::process::{Resource, Rlimit, setrlimit};
use salus_api::cli::{self, Cli};
use tracing_subscriber::EnvFilter;

/// Switches core dumps off: one of this process would hold keys and what they open.
fn keep_memory_to_ourselves() -> std::io::Result<()> {
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    Ok(setrlimit(Resource::Core, none)?)
}

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    let filter = EnvFilter::try_from_env("SALUS_LOG").unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    if let Err(cause) = keep_memory_to_ourselves() {
        tracing::warn!(%cause, "core dumps could not be switched off; see docs/operations.md");
    }
    match cli::run(cli).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "the one place where a failure is told to the operator")]
            {
                eprintln!("salus: {error:#}");
            }
            ExitCode::FAILURE
        }
    }
}
