//! The way out: a mail server (SMTP), or a folder with one file for each mail.
//!
//! Headers are made by lettre's types only, which encode whatever is not plain text: no value can begin a header of its own.

use std::{
    fs,
    io::Write,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox,
        header::{ContentType, Header, HeaderName, HeaderValue},
    },
    transport::smtp::authentication::Credentials,
};
use salus_protocol::time::Timestamp;

use super::{
    letter::{Letter, one_line},
    setup::{Protection, Server, Setup, Way},
};

/// How long the mail server may take for a mail. Shorter than the first pause between two tries, so that no two tries of the
/// same mail overlap.
const TIMEOUT: Duration = Duration::from_secs(30);

/// A mail that could not be handed over. Says nothing of whom it was for or what it said.
#[derive(Debug, thiserror::Error)]
pub enum NotSent {
    /// An address that no mail can go to, or a letter that is none.
    #[error("the mail could not be written")]
    Unwritable,
    /// The server refused, or is not there.
    #[error("the mail server did not take it ({0})")]
    Refused(String),
    /// The folder could not be written to.
    #[error("the folder for mails cannot be written to: {0}")]
    Folder(#[from] std::io::Error),
}

/// Hands mails over.
pub struct Post {
    from: Mailbox,
    way: Sending,
    patience: Duration,
}

enum Sending {
    Server(Box<AsyncSmtpTransport<Tokio1Executor>>),
    Folder(PathBuf),
}

/// Who a mail is for, and what makes it the same mail when it is sent again.
#[derive(Clone, Copy)]
pub struct Envelope<'a> {
    /// The mail's own id.
    pub id: &'a str,
    /// The address.
    pub to: &'a str,
    /// When what it tells happened; a reminder is queued long before.
    pub at: Timestamp,
}

impl Post {
    /// Gets ready to send in the name of a practice. Speaks to nobody yet: a mail server that is down stops no start.
    ///
    /// # Errors
    /// [`NotSent`] if the folder cannot be made, the sender's address is none, or TLS cannot be set up.
    pub fn open(setup: &Setup, practice: &str) -> Result<Self, NotSent> {
        let address: Address = setup.from.as_str().parse().map_err(|_| NotSent::Unwritable)?;
        let from = Mailbox::new(Some(one_line(practice)), address);
        let way = match &setup.way {
            Way::Server(server) => Sending::Server(Box::new(transport(server)?)),
            Way::Folder(folder) => {
                fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
                Sending::Folder(folder.clone())
            }
        };
        Ok(Self { from, way, patience: TIMEOUT })
    }

    /// The same with less patience for a mail server.
    #[must_use]
    pub fn waiting_at_most(self, patience: Duration) -> Self {
        Self { patience: patience.min(TIMEOUT), ..self }
    }

    /// Hands a letter over; on success it is somebody else's to deliver.
    ///
    /// # Errors
    /// [`NotSent`], without a word of its content.
    pub async fn send(&self, envelope: Envelope<'_>, letter: &Letter) -> Result<(), NotSent> {
        let message = self.message(envelope, letter)?;
        match &self.way {
            // Around all of it: the library's own limit ends with the connection, and a server that says nothing would stop all mail.
            Sending::Server(server) => match tokio::time::timeout(self.patience, server.send(message)).await {
                Ok(Ok(_)) => Ok(()),
                Err(_) => Err(NotSent::Refused("no answer in time".to_owned())),
                // The server's own words may quote the address.
                Ok(Err(error)) => Err(NotSent::Refused(match error.status() {
                    Some(code) => format!("code {code}"),
                    None if error.is_timeout() => "no answer in time".to_owned(),
                    None => "no connection".to_owned(),
                })),
            },
            Sending::Folder(folder) => Ok(put(folder, envelope.id, &message.formatted())?),
        }
    }

    fn message(&self, envelope: Envelope<'_>, letter: &Letter) -> Result<Message, NotSent> {
        let to: Address = envelope.to.parse().map_err(|_| NotSent::Unwritable)?;
        let micros = u64::try_from(envelope.at.0).unwrap_or_default();
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(one_line(&letter.subject))
            .date(SystemTime::UNIX_EPOCH + Duration::from_micros(micros))
            // The same for every try: a reader's program shows a mail that arrives twice once.
            .message_id(Some(format!("<{}@{}>", envelope.id, self.from.email.domain())))
            .header(AutoSubmitted)
            .header(ContentType::TEXT_PLAIN)
            .body(letter.body.clone())
            .map_err(|_| NotSent::Unwritable)
    }
}

/// A connection for each mail: there are few.
fn transport(server: &Server) -> Result<AsyncSmtpTransport<Tokio1Executor>, NotSent> {
    let builder = match server.protection {
        Protection::Tls => AsyncSmtpTransport::<Tokio1Executor>::relay(&server.host),
        Protection::StartTls => AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(&server.host),
        Protection::ThisComputer => Ok(AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(server.host.as_str())),
    };
    let mut builder = builder.map_err(|_| NotSent::Refused("TLS could not be set up".to_owned()))?;
    if let Some(port) = server.port {
        builder = builder.port(port);
    }
    if let Some(login) = &server.login {
        builder = builder.credentials(Credentials::new(login.user.clone(), login.password.to_string()));
    }
    Ok(builder.timeout(Some(TIMEOUT)).build())
}

/// Writes a mail to a file that only its owner can read, whole or not at all.
fn put(folder: &Path, id: &str, mail: &[u8]) -> std::io::Result<()> {
    let part = folder.join(format!("{id}.part"));
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&part)?;
    file.write_all(mail)?;
    file.sync_all()?;
    fs::rename(&part, folder.join(format!("{id}.eml")))
}

/// Says that no person wrote this, so that no program answers it (RFC 3834, section 5).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

    use std::os::unix::fs::PermissionsExt;

    use salus_protocol::words::EmailAddress;

    use super::*;

    fn folder_post(folder: &Path, practice: &str) -> Post {
        let from = EmailAddress::parse("portal@example.org").unwrap();
        Post::open(&Setup { from, way: Way::Folder(folder.join("mails")) }, practice).unwrap()
    }

    fn letter(subject: &str) -> Letter {
        Letter { subject: subject.to_owned(), body: "Hello,\n\nمرحبًا\n".to_owned() }
    }

    const ENVELOPE: Envelope<'static> =
        Envelope { id: "one", to: "lina@example.org", at: Timestamp(1_795_338_000_000_000) };

    #[tokio::test]
    async fn a_mail_in_a_folder_is_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let post = folder_post(folder.path(), "North Clinic");
        for _ in 0..2 {
            post.send(ENVELOPE, &letter("North Clinic: News")).await.unwrap();
        }
        let mails = folder.path().join("mails");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&mails), mode(&mails.join("one.eml"))), (0o700, 0o600));
        assert_eq!(fs::read_dir(&mails).unwrap().count(), 1, "sent again it is the same mail");
        let text = fs::read_to_string(mails.join("one.eml")).unwrap();
        for line in [
            "From: \"North Clinic\" <portal@example.org>",
            "To: lina@example.org",
            "Subject: North Clinic: News",
            "Message-ID: <one@example.org>",
            "Auto-Submitted: auto-generated",
            "Date: Sun, 22 Nov 2026 09:00:00 +0000",
        ] {
            assert!(text.contains(&format!("{line}\r\n")), "{line} is missing in {text}");
        }
    }

    #[tokio::test]
    async fn nothing_in_a_name_or_subject_begins_a_header_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let sly = "North\r\nBcc: thief@example.org\r\n\r\nClinic";
        let post = folder_post(folder.path(), sly);
        post.send(ENVELOPE, &letter(&format!("{sly}: News"))).await.unwrap();
        let text = fs::read_to_string(folder.path().join("mails/one.eml")).unwrap();
        let head = text.split("\r\n\r\n").next().unwrap();
        assert!(!head.to_lowercase().contains("\nbcc:"), "{head}");
        assert!(head.contains("From:") && head.contains("Subject:") && head.contains("Content-Type:"), "{head}");
    }

    #[tokio::test]
    async fn an_address_with_a_line_break_gets_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let post = folder_post(folder.path(), "North Clinic");
        for to in ["lina@example.org\r\nBcc: thief@example.org", "lina@example.org, thief@example.org", "lina", ""] {
            let sent = post.send(Envelope { to, ..ENVELOPE }, &letter("News")).await;
            assert!(matches!(sent, Err(NotSent::Unwritable)), "{to}");
        }
        assert_eq!(fs::read_dir(folder.path().join("mails")).unwrap().count(), 0);
    }
}
