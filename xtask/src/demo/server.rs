//! The server as a process of ours: started, awaited, and ended with us.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{bench::http::Connection, place, run};

/// Where the demo's mails lie.
#[must_use]
pub fn mail_folder(data: &Path) -> PathBuf {
    data.join("mail")
}

/// A running server. Dropping it ends the process.
pub struct Server {
    child: Child,
    port: u16,
    asked_to_stop: Arc<AtomicBool>,
}

impl Server {
    /// Starts `salus serve` with the finished portal. Mails go to the folder [`mail_folder`].
    pub fn start(salus: &Path, data: &Path, port: u16, origin: &str) -> Result<Self> {
        let mut command = run::command(salus);
        command.arg("serve").arg("--data").arg(data).args(["--port", &port.to_string(), "--origin", origin]);
        command.args(practice(data));
        command.arg("--mail-folder").arg(mail_folder(data)).args(["--mail-from", "portal@example.org"]);
        let child = command.arg("--spa").arg(place::dist()).spawn().context("could not start the server")?;
        Ok(Self { child, port, asked_to_stop: Arc::default() })
    }

    /// The process.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits until the server says that it is ready.
    pub fn wait_until_ready(&mut self) -> Result<()> {
        let began = Instant::now();
        loop {
            if Connection::open(self.port)
                .and_then(|mut connection| connection.get("/readyz"))
                .is_ok_and(|reply| reply.status == 200)
            {
                return Ok(());
            }
            if let Some(status) = self.child.try_wait()? {
                bail!("the server ended with {status}; its output above says why");
            }
            if began.elapsed() > Duration::from_secs(60) {
                bail!("the server did not become ready within a minute");
            }
            sleep(Duration::from_millis(50));
        }
    }

    /// From now on Ctrl-C, or a request to end us, ends the server.
    pub fn stop_with_us(&self) -> Result<()> {
        let (id, asked) = (AtomicU32::new(self.child.id()), Arc::clone(&self.asked_to_stop));
        ctrlc::set_handler(move || {
            asked.store(true, Ordering::SeqCst);
            terminate(id.load(Ordering::SeqCst));
        })
        .context("cannot listen for Ctrl-C")
    }

    /// Waits until the server ends. Being stopped on purpose is no failure.
    pub fn wait(mut self) -> Result<()> {
        let status: ExitStatus = self.child.wait()?;
        if !status.success() && !self.asked_to_stop.load(Ordering::SeqCst) {
            bail!("the server ended with {status}; its output above says why");
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Ok(None) = self.child.try_wait() {
            terminate(self.child.id());
            let _ = self.child.wait();
        }
    }
}

/// The practice of the demo's plan, as options of the command line.
fn practice(data: &Path) -> Vec<String> {
    let plan: serde_json::Value = fs::read_to_string(data.join("plan.json"))
        .ok()
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default();
    let options = [
        ("name", "--practice-name"),
        ("emergency_number", "--emergency-number"),
        ("telephone", "--telephone"),
        ("answer_days", "--answer-days"),
        ("record_language", "--record-language"),
    ];
    let told = options.iter().filter_map(|(key, option)| {
        let value = match plan.get("practice")?.get(key)? {
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        Some([(*option).to_owned(), value])
    });
    told.flatten().collect()
}

/// Asks a process of ours to end.
fn terminate(id: u32) {
    let _ = Command::new("kill").args(["-TERM", &id.to_string()]).status();
}
