//! The test programs of the workspace, built in one go.

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::OnceLock,
};

use anyhow::{Context, Result, anyhow, bail};
use serde_json::Value;

use super::count::{Count, counted};
use crate::{place, run, say};

/// Looks like a test program, but takes pictures: `cargo xtask screenshots`.
pub const PICTURES: &str = "pictures";

/// One test program.
#[derive(Clone, Debug)]
pub struct Program {
    /// The folder of its package, relative to the repository; empty for the portal.
    pub package: String,
    /// The name of its target.
    pub target: String,
    /// The program.
    pub path: PathBuf,
}

impl Program {
    /// The command that runs it, in the folder of its package as cargo does.
    #[must_use]
    pub fn command(&self) -> Command {
        let dir = place::root().join(&self.package);
        let mut command = run::command(&self.path);
        command.current_dir(&dir).env("CARGO_MANIFEST_DIR", &dir).env("INSTA_WORKSPACE_ROOT", place::root());
        command
    }
}

/// Those tests of the stories that are a ring of their own.
pub const LOOKS: &str = "looks";

/// Runs the test programs of a package, but for those that are no ring's or another's.
pub fn run_package(package: &str, prepare: impl Fn(&mut Command)) -> Result<Count> {
    run_those(|program| program.package == package && ![PICTURES, LOOKS].contains(&program.target.as_str()), prepare)
}

/// Runs some of the test programs.
pub fn run_those(which: impl Fn(&Program) -> bool, prepare: impl Fn(&mut Command)) -> Result<Count> {
    let mut count = Count::default();
    for program in all()?.iter().filter(|program| which(program)) {
        let package = &program.package;
        say::note(format!("{} ({})", if package.is_empty() { "portal" } else { package }, program.target));
        let mut command = program.command();
        prepare(&mut command);
        count += counted(&mut command)?;
    }
    Ok(count)
}

/// All test programs of the workspace; built at the first call.
pub fn all() -> Result<&'static [Program]> {
    static BUILT: OnceLock<Result<Vec<Program>, String>> = OnceLock::new();
    BUILT.get_or_init(|| build().map_err(|error| format!("{error:#}"))).as_deref().map_err(|error| anyhow!("{error}"))
}

fn build() -> Result<Vec<Program>> {
    crate::tools::for_the_server()?;
    say::step("Building the test programs");
    let mut cargo = run::cargo();
    cargo.args(["test", "--workspace", "--no-run", "--message-format=json-render-diagnostics"]);
    let mut child = cargo.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().context("could not start cargo")?;
    let lines = child.stdout.take().map(BufReader::new).into_iter().flat_map(BufRead::lines).map_while(Result::ok);
    let mut programs: Vec<Program> = lines.filter_map(|line| program(&serde_json::from_str(&line).ok()?)).collect();
    if !child.wait()?.success() {
        bail!("the test programs do not compile; the messages above say where");
    }
    programs.sort_by(|a, b| (&a.package, &a.target).cmp(&(&b.package, &b.target)));
    Ok(programs)
}

/// Reads one message of cargo: a test program, or nothing.
fn program(message: &Value) -> Option<Program> {
    if message.get("reason")? != "compiler-artifact" || message.get("profile")?.get("test")? != true {
        return None;
    }
    let manifest = Path::new(message.get("manifest_path")?.as_str()?);
    let package = manifest.parent()?.strip_prefix(place::root()).ok()?.to_string_lossy().into_owned();
    let target = message.get("target")?.get("name")?.as_str()?.to_owned();
    Some(Program { package, target, path: message.get("executable")?.as_str()?.into() })
}

/// The server that cargo has built beside the tests.
pub fn server() -> Result<PathBuf> {
    all()?;
    let path = place::target().join("debug/salus");
    if !path.is_file() {
        // The tests of the server's package need its binary, so cargo has built it, unless that package has none.
        run::go(run::cargo().args(["build", "--workspace", "--bin", "salus"]))?;
    }
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_test_programs_are_taken_from_what_cargo_tells() {
        let root = place::root();
        let message = |test: bool| {
            serde_json::json!({
                "reason": "compiler-artifact", "profile": { "test": test }, "executable": "/t/it-1",
                "manifest_path": root.join("api/Cargo.toml"), "target": { "name": "it" },
            })
        };
        assert!(program(&message(false)).is_none());
        assert_eq!(program(&message(true)).map(|program| program.package), Some("api".to_owned()));
    }
}
