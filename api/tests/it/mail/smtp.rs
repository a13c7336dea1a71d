//! Mail through a real mail server: aiosmtpd, whose program `SALUS_TEST_SMTP` names. `cargo xtask test` always gives one; where a
//! test is run by itself without it, it says so and passes.

use std::{
    fs,
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use salus_api::mail::worker::send_due;

use super::outbox::{free_port, to_server};
use crate::harness::{TestApp, authenticator::Authenticator, mail::letterhead};

/// A handler that keeps mails in a folder and turns away the first one that it is offered.
const REFUSES_ONCE: &str = r#"
from aiosmtpd.handlers import Mailbox

class RefusesOnce(Mailbox):
    refused = False

    async def handle_DATA(self, server, session, envelope):
        if not self.refused:
            self.refused = True
            return "451 4.3.0 Try again later"
        return await super().handle_DATA(server, session, envelope)
"#;

/// A mail server of our own.
struct MailServer {
    child: Child,
    folder: tempfile::TempDir,
}

impl MailServer {
    /// Starts one on a port, and waits until it answers; `None` where there is no program for it.
    fn start(port: u16, handler: &str) -> Option<Self> {
        let Some(program) = std::env::var_os("SALUS_TEST_SMTP").map(PathBuf::from) else {
            eprintln!("not tested: SALUS_TEST_SMTP names no mail server (Debian: python3-aiosmtpd)");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("refusing.py"), REFUSES_ONCE).unwrap();
        let mut child = Command::new(program)
            .args(["-n", "-l", &format!("127.0.0.1:{port}"), "-c", handler])
            .arg(folder.path().join("mails"))
            .env("PYTHONPATH", folder.path())
            .stdin(Stdio::null())
            .spawn()
            .expect("the mail server starts");
        let began = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(child.try_wait().unwrap().is_none(), "the mail server has ended");
            assert!(began.elapsed() < Duration::from_secs(60), "the mail server does not answer");
            std::thread::yield_now();
        }
        Some(Self { child, folder })
    }

    /// What has arrived.
    fn mails(&self) -> Vec<String> {
        let new: &Path = &self.folder.path().join("mails/new");
        let Ok(entries) = fs::read_dir(new) else { return Vec::new() };
        entries.map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap()).collect()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test]
async fn a_mail_server_takes_what_is_due() {
    let port = free_port();
    let Some(server) = MailServer::start(port, "aiosmtpd.handlers.Mailbox") else { return };
    let app = TestApp::start().await;
    app.activated("alice", &mut Authenticator::new("phone")).await;
    assert_eq!(send_due(&app.app.store, &to_server(port), &letterhead()).await.unwrap(), 1);
    let mails = server.mails();
    assert_eq!(mails.len(), 1);
    for line in ["To: alice@example.org", "Subject: North Clinic: Account active", "Auto-Submitted: auto-generated"] {
        assert!(mails[0].contains(line), "{line} is missing in {}", mails[0]);
    }
}

#[tokio::test]
async fn a_mail_that_the_server_turns_away_is_offered_again_and_arrives_once() {
    let port = free_port();
    let Some(server) = MailServer::start(port, "refusing.RefusesOnce") else { return };
    let app = TestApp::start().await;
    app.activated("alice", &mut Authenticator::new("phone")).await;
    let post = to_server(port);
    assert_eq!(send_due(&app.app.store, &post, &letterhead()).await.unwrap(), 0);
    assert_eq!(send_due(&app.app.store, &post, &letterhead()).await.unwrap(), 0, "not before its pause is over");
    assert!(server.mails().is_empty());
    app.clock.advance(60);
    assert_eq!(send_due(&app.app.store, &post, &letterhead()).await.unwrap(), 1);
    app.clock.advance(60 * 60);
    assert_eq!(send_due(&app.app.store, &post, &letterhead()).await.unwrap(), 0);
    assert_eq!(server.mails().len(), 1);
}

#[tokio::test]
async fn while_the_server_is_down_mail_is_kept_and_arrives_later() {
    let port = free_port();
    let app = TestApp::start().await;
    app.activated("alice", &mut Authenticator::new("phone")).await;
    let post = to_server(port);
    assert_eq!(send_due(&app.app.store, &post, &letterhead()).await.unwrap(), 0);
    let Some(server) = MailServer::start(port, "aiosmtpd.handlers.Mailbox") else { return };
    app.clock.advance(60);
    assert_eq!(send_due(&app.app.store, &post, &letterhead()).await.unwrap(), 1);
    assert_eq!(server.mails().len(), 1);
}
