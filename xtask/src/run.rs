//! Runs other programs, and says what they were when they fail.

use std::{
    ffi::OsStr,
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};

/// A command that inherits the terminal.
#[must_use]
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(crate::place::root());
    command
}

/// Cargo, the one that runs us.
#[must_use]
pub fn cargo() -> Command {
    let mut cargo = command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // Set by `cargo run` for us; they must not look like a change to the builds that we start.
    for (name, _) in std::env::vars_os() {
        if let Some(name) = name.to_str()
            && (name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") || name == "CARGO")
        {
            cargo.env_remove(name);
        }
    }
    cargo
}

/// Runs to the end; a failure tells which command it was.
pub fn go(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("could not start {}", name_of(command)))?;
    if !status.success() {
        bail!("{} ended with {status}; its output above says why", name_of(command));
    }
    Ok(())
}

/// Runs to the end and shows what it wrote only if it failed: for tools that warn about what is none of our concern.
pub fn quietly(command: &mut Command) -> Result<()> {
    let output =
        command.stdin(Stdio::null()).output().with_context(|| format!("could not start {}", name_of(command)))?;
    if !output.status.success() {
        bail!("{} ended with {}: {}", name_of(command), output.status, String::from_utf8_lossy(&output.stderr));
    }
    Ok(())
}

/// Runs to the end and gives what it wrote on standard output.
pub fn read(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("could not start {}", name_of(command)))?;
    if !output.status.success() {
        bail!("{} ended with {}; its output above says why", name_of(command), output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// What a tool says of its version: the first line of `--version`, or nothing if it does not run.
#[must_use]
pub fn version(program: &Path) -> Option<String> {
    let output = Command::new(program).arg("--version").stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines().next().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty() && output.status.success())
}

/// The command as a person would type it, with the program's file name only.
fn name_of(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let args = command.get_args().map(|arg| arg.to_string_lossy().into_owned()).take(8);
    std::iter::once(program).chain(args).collect::<Vec<_>>().join(" ")
}
