//! `cargo xtask demo`: from a fresh machine to a portal full of invented people that one can enter.

pub mod folder;
pub mod server;

use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};

use crate::{dist, people, run, say};
use folder::Folder;
use server::{Server, mail_folder};

/// Where and how the demo runs.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// The port on which the portal is reached.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The folder that holds the demo's data.
    #[arg(long, value_name = "DIR", default_value = ".demo")]
    data: PathBuf,
    /// Begin with empty data. Only a folder that a demo has made is emptied.
    #[arg(long)]
    fresh: bool,
}

/// Builds, fills and starts the demo, until it is stopped with Ctrl-C.
pub fn run(options: &Options) -> Result<()> {
    // Before the long work: nobody should wait for a build to learn this.
    must_be_free(options.port)?;
    let folder = Folder::open(&options.data, options.fresh)?;
    dist::portal()?;
    let salus = dist::server()?;
    let origin = format!("http://localhost:{}", options.port);
    if folder.sign_in_details().is_none() {
        fill(&salus, &folder, &origin)?;
    } else {
        say::note(format!("Keeping the data in {}. Add --fresh to begin anew.", folder.path().display()));
    }
    say::step("Starting the server");
    let mut server = Server::start(&salus, folder.path(), options.port, &origin)?;
    server.stop_with_us()?;
    server.wait_until_ready()?;
    welcome(&folder, &origin);
    server.wait()
}

/// Writes the invented people below a folder: their bundles in `bundles/`, and the plan of their accounts.
pub fn write_people(dir: &Path) -> Result<(PathBuf, PathBuf)> {
    let (bundles, plan) = (dir.join("bundles"), dir.join("plan.json"));
    if bundles.is_dir() {
        fs::remove_dir_all(&bundles).with_context(|| format!("cannot empty {}", bundles.display()))?;
    }
    fs::create_dir_all(&bundles).with_context(|| format!("cannot make {}", bundles.display()))?;
    let today = jiff::Zoned::now().date();
    people::write(&bundles, today)?;
    folder::write_private(&plan, &serde_json::to_string_pretty(&people::plan(today))?)?;
    Ok((bundles, plan))
}

/// Imports the invented people, makes their accounts, and keeps how to sign in.
pub fn fill(salus: &Path, folder: &Folder, origin: &str) -> Result<()> {
    say::step("Inventing patients and a care team");
    let (bundles, plan) = write_people(folder.path())?;
    run::go(run::command(salus).arg("import").arg(&bundles).arg("--data").arg(folder.path()))?;
    let mut demo = run::command(salus);
    demo.arg("demo").arg(&plan).arg("--data").arg(folder.path()).args(["--origin", origin]);
    let details = run::read(&mut demo)?;
    folder.keep_sign_in_details(details.trim())
}

/// Says where the portal is and how to enter.
fn welcome(folder: &Folder, origin: &str) {
    let rule = "-".repeat(78);
    say::line(format!("\n{rule}\n Salus is running: {origin}\n Everyone in it is invented.\n{rule}"));
    if let Some(details) = folder.sign_in_details() {
        say::line(details);
    }
    say::line(format!(
        "{rule}\n Kept in {}.\n Mails lie in {}, one file each.\n Stop with Ctrl-C.\n{rule}",
        folder.details_path().display(),
        mail_folder(folder.path()).display()
    ));
}

/// Refuses a port on which somebody listens already.
fn must_be_free(port: u16) -> Result<()> {
    if let Err(error) = TcpListener::bind(("127.0.0.1", port)) {
        bail!("port {port} cannot be used ({error}): choose another one with --port");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    #[test]
    fn a_taken_port_is_told_at_once_with_the_way_out() {
        let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let error = must_be_free(taken.local_addr().unwrap().port()).unwrap_err();
        assert!(error.to_string().contains("--port"), "{error}");
    }
}
