//! A PostgreSQL server of our own, in a temporary folder on a free port, gone when the tests are.

use std::{
    fs,
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use crate::{place, run, tools::apt};

/// A running server.
pub struct Postgres {
    child: Child,
    port: u16,
    folder: TempDir,
}

impl Postgres {
    /// Starts one, and waits until it answers.
    pub fn start() -> Result<Self> {
        let programs = match programs() {
            Some(programs) => programs,
            None => {
                apt::install(&["postgresql"], "testing the server on PostgreSQL")?;
                programs().context("PostgreSQL is installed, but its programs are not under /usr/lib/postgresql")?
            }
        };
        let folder = tempfile::Builder::new().prefix("salus-postgres-").tempdir()?;
        let data = folder.path().join("data");
        let user = user_to_become();
        if let Some(user) = &user {
            // PostgreSQL refuses to run as root.
            run::go(run::command("chown").arg(user).arg(folder.path()))?;
        }
        let start = |program: &str| {
            let path = programs.join(program);
            let mut command = match &user {
                Some(user) => {
                    let mut command = Command::new("setpriv");
                    command.args(["--reuid", user, "--regid", user, "--clear-groups"]).arg(path);
                    command
                }
                None => Command::new(path),
            };
            command.current_dir(folder.path()).stdin(Stdio::null());
            command
        };
        let mut init = start("initdb");
        init.args(["--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-locale", "--no-sync", "--pgdata"])
            .arg(&data);
        run::go(init.stdout(Stdio::null()))?;
        let port = free_port()?;
        let log = fs::File::create(folder.path().join("log"))?;
        let mut server = start("postgres");
        server.arg("-D").arg(&data).args(["-p", &port.to_string(), "-k"]).arg(folder.path());
        // The tests make hundreds of small databases; none of them has to survive a power cut.
        for setting in [
            "listen_addresses=127.0.0.1",
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "max_connections=400",
        ] {
            server.args(["-c", setting]);
        }
        let child = server.stdout(Stdio::null()).stderr(log).spawn().context("could not start PostgreSQL")?;
        let mut postgres = Self { child, port, folder };
        postgres.wait_until_it_answers()?;
        Ok(postgres)
    }

    /// Its address, without the name of a database.
    #[must_use]
    pub fn address(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}", self.port)
    }

    fn wait_until_it_answers(&mut self) -> Result<()> {
        let began = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            let log = || fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
            if let Some(status) = self.child.try_wait()? {
                bail!("PostgreSQL ended with {status}: {}", log());
            }
            if began.elapsed() > Duration::from_secs(60) {
                bail!("PostgreSQL did not answer within a minute: {}", log());
            }
            sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // SIGQUIT ends it at once and still gives back its shared memory, which SIGKILL would not.
        let _ = Command::new("kill").args(["-QUIT", &self.child.id().to_string()]).status();
        let _ = self.child.wait();
    }
}

/// A port that nobody listens on.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// The folder of the newest PostgreSQL on this machine.
fn programs() -> Option<PathBuf> {
    let complete = |dir: &Path| dir.join("initdb").is_file() && dir.join("postgres").is_file();
    let mut debian: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .collect();
    debian.sort();
    debian.into_iter().rev().find(|dir| complete(dir)).or_else(|| {
        let dir = place::program("initdb")?.parent()?.to_path_buf();
        complete(&dir).then_some(dir)
    })
}

/// For root: the account under which PostgreSQL may run.
fn user_to_become() -> Option<String> {
    if !apt::is_root() {
        return None;
    }
    let has_account = run::command("id")
        .arg("postgres")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    Some(if has_account { "postgres" } else { "nobody" }.to_owned())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    #[test]
    fn a_server_of_our_own_answers_and_is_gone_afterwards() {
        if programs().is_none() {
            crate::say::note("skipped: PostgreSQL is not installed here");
            return;
        }
        let postgres = Postgres::start().unwrap();
        let (port, folder) = (postgres.port, postgres.folder.path().to_path_buf());
        assert!(TcpStream::connect(("127.0.0.1", port)).is_ok());
        drop(postgres);
        assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
        assert!(!folder.exists());
    }
}
