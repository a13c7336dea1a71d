//! A practice of its own for each journey: the real server on a free port, over a copy of the demo's data.

use std::{
    env, fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::Stdio,
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use tempfile::TempDir;
use tokio::process::{Child, Command};

use crate::{
    browser::{Browser, Screen},
    http_get,
    mails::{self, Mail},
    people::{self, Somebody},
    wait::until,
};

/// The practice: its server, its people, and the browsers that look at it.
pub struct Practice {
    folder: TempDir,
    port: u16,
    plan: Value,
    printed: String,
    server: tokio::sync::Mutex<Option<Child>>,
    browsers: Mutex<Vec<Arc<Browser>>>,
}

/// How a command of the program ended.
#[derive(Clone, Debug)]
pub struct Said {
    /// Its exit code; `None` if it was killed.
    pub code: Option<i32>,
    /// What it printed.
    pub text: String,
    /// What it printed about what went wrong.
    pub errors: String,
}

impl Practice {
    /// Copies the demo's data and starts the server over it.
    pub async fn open() -> Result<Self> {
        let template = given("SALUS_PRACTICE")?;
        let folder = tempfile::Builder::new().prefix("salus-e2e-").tempdir()?;
        copy(&template, folder.path())?;
        let plan = serde_json::from_str(
            &fs::read_to_string(template.join("plan.json")).context("the practice has no plan.json")?,
        )?;
        let printed = fs::read_to_string(template.join("sign-in.txt")).context("the practice has no sign-in.txt")?;
        let port = free_port()?;
        let practice = Self { folder, port, plan, printed, server: Default::default(), browsers: Default::default() };
        practice.start().await?;
        Ok(practice)
    }

    /// Starts the server, again after [`Self::stop`], and waits until it is ready.
    pub async fn start(&self) -> Result<()> {
        self.start_with(&given("SALUS_SPA")?).await
    }

    /// The same with another folder of the portal's files.
    pub async fn start_with(&self, spa: &Path) -> Result<()> {
        let log = fs::OpenOptions::new().create(true).append(true).open(self.log_file())?;
        let child = Command::new(given("SALUS_BIN")?)
            .arg("serve")
            .arg("--data")
            .arg(self.folder.path())
            .args(["--port", &self.port.to_string(), "--origin", &self.origin()])
            .args(["--practice-name", &self.name()])
            .arg("--mail-folder")
            .arg(self.mail_folder())
            .args(["--mail-from", "portal@example.org", "--spa"])
            .arg(spa)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .kill_on_drop(true)
            .spawn()
            .context("could not start the server")?;
        let mut server = self.server.lock().await;
        *server = Some(child);
        until("the server to be ready", async || {
            if let Some(status) = server.as_mut().and_then(|child| child.try_wait().transpose()).transpose()? {
                bail!("the server ended with {status}: {}", self.log());
            }
            Ok((http_get::get(self.port, "/readyz", &[]).await?.status == 200).then_some(()))
        })
        .await
    }

    /// Ends the server at once, as a broken network looks to a browser.
    pub async fn stop(&self) -> Result<()> {
        if let Some(mut server) = self.server.lock().await.take() {
            server.kill().await?;
        }
        Ok(())
    }

    /// Runs a command of the operator and gives what it printed, for example `["invite", "--patient", "Patient/1"]`.
    pub async fn operator(&self, args: &[&str]) -> Result<String> {
        let said = self.salus(args).await?;
        ensure!(said.code == Some(0), "salus {} failed: {}", args.join(" "), said.errors);
        Ok(said.text)
    }

    /// Runs any command of the program over the practice's data, and gives how it ended.
    pub async fn salus(&self, args: &[&str]) -> Result<Said> {
        let output = Command::new(given("SALUS_BIN")?)
            .args(args)
            .arg("--data")
            .arg(self.folder.path())
            .env("SALUS_ORIGIN", self.origin())
            .stdin(Stdio::null())
            .kill_on_drop(true)
            .output()
            .await?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ok(Said { code: output.status.code(), text: text(&output.stdout), errors: text(&output.stderr) })
    }

    /// The folder with the practice's data.
    #[must_use]
    pub fn data(&self) -> &Path {
        self.folder.path()
    }

    fn mail_folder(&self) -> PathBuf {
        self.folder.path().join("mail")
    }

    /// All mails that were sent so far.
    pub fn mails(&self) -> Result<Vec<Mail>> {
        mails::read_all(&self.mail_folder())
    }

    /// Waits for the mail to this address that has these words in its subject.
    pub async fn mail(&self, to: &str, subject: &str) -> Result<Mail> {
        until(&format!("a mail \"{subject}\""), async || {
            Ok(self.mails()?.into_iter().find(|mail| mail.to == to && mail.subject.contains(subject)))
        })
        .await
    }

    /// The number of a patient's record, from the file that was imported.
    pub fn record_number(&self, patient: &Somebody) -> Result<String> {
        for file in fs::read_dir(self.folder.path().join("bundles"))? {
            let bundle: Value = serde_json::from_str(&fs::read_to_string(file?.path())?)?;
            let entries = bundle.get("entry").and_then(Value::as_array).into_iter().flatten();
            let resources = entries.filter_map(|entry| entry.get("resource"));
            let mut own = resources.filter(|it| it.get("resourceType").is_some_and(|kind| kind == "Patient"));
            let number = own.find_map(|it| {
                it.pointer("/name/0/text").filter(|name| *name == &patient.name)?;
                it.pointer("/identifier/0/value")?.as_str()
            });
            if let Some(number) = number {
                return Ok(number.to_owned());
            }
        }
        bail!("no file that was imported holds the record of {}", patient.name)
    }

    /// The name of the practice.
    #[must_use]
    pub fn name(&self) -> String {
        let name = self.plan.get("practice").and_then(|practice| practice.get("name")).and_then(Value::as_str);
        name.unwrap_or("Our practice").to_owned()
    }

    /// The address at which the portal is reached.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// The server's port.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// A new browser on a phone.
    pub async fn phone(&self) -> Result<Arc<Browser>> {
        self.browser(Screen::PHONE).await
    }

    /// A new browser on a desk.
    pub async fn desk(&self) -> Result<Arc<Browser>> {
        self.browser(Screen::DESK).await
    }

    /// A new browser.
    pub async fn browser(&self, screen: Screen) -> Result<Arc<Browser>> {
        let browser = Arc::new(Browser::open(&self.origin(), screen).await?);
        self.browsers().push(Arc::clone(&browser));
        Ok(browser)
    }

    /// A new browser that notes what comes over the network.
    pub async fn listening(&self, screen: Screen) -> Result<Arc<Browser>> {
        let browser = Arc::new(Browser::open_listening(&self.origin(), screen).await?);
        self.browsers().push(Arc::clone(&browser));
        Ok(browser)
    }

    /// All browsers that were opened.
    #[must_use]
    pub fn opened(&self) -> Vec<Arc<Browser>> {
        self.browsers().clone()
    }

    fn browsers(&self) -> std::sync::MutexGuard<'_, Vec<Arc<Browser>>> {
        self.browsers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All patients.
    pub fn patients(&self) -> Result<Vec<Somebody>> {
        people::read(&self.plan, "patients", &self.printed)
    }

    /// All members of the care team.
    pub fn staff(&self) -> Result<Vec<Somebody>> {
        people::read(&self.plan, "staff", &self.printed)
    }

    /// The patient who has a password and recovery codes.
    pub fn patient_with_password(&self) -> Result<Somebody> {
        self.patients()?.into_iter().find(|it| it.password.is_some()).context("no patient has a password")
    }

    /// The first patient who holds an activation link.
    pub fn invited_patient(&self) -> Result<Somebody> {
        self.patients()?.into_iter().find(|it| it.activation.is_some()).context("no patient holds an activation link")
    }

    /// The member of the care team who has a password and recovery codes.
    pub fn staff_with_password(&self) -> Result<Somebody> {
        self.staff()?.into_iter().find(|it| it.password.is_some()).context("nobody in the care team has a password")
    }

    /// The members of the care team who hold an activation link.
    pub fn invited_staff(&self) -> Result<Vec<Somebody>> {
        Ok(self.staff()?.into_iter().filter(|it| it.activation.is_some()).collect())
    }

    /// What the server wrote.
    #[must_use]
    pub fn log(&self) -> String {
        fs::read_to_string(self.log_file()).unwrap_or_default()
    }

    fn log_file(&self) -> PathBuf {
        self.folder.path().join("server.log")
    }
}

/// A path or text that `cargo xtask test` hands over.
pub fn given(name: &str) -> Result<PathBuf> {
    env::var_os(name)
        .map(PathBuf::from)
        .with_context(|| format!("{name} is not set: run this with `cargo xtask test --only e2e`"))
}

/// A port that nobody listens on.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let path = entry?.path();
        let Some(name) = path.file_name() else { continue };
        if path.is_dir() {
            fs::create_dir_all(to.join(name))?;
            copy(&path, &to.join(name))?;
        } else {
            fs::copy(&path, to.join(name))?;
        }
    }
    Ok(())
}
