//! Whether and how this deployment sends mail, out of its settings.

use std::{
    fmt,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use salus_protocol::words::EmailAddress;
use url::Url;
use zeroize::Zeroizing;

/// What was said about mail.
#[derive(Default)]
pub struct Said {
    /// The mail server, for example `smtps://portal@mail.example.org`.
    pub server: Option<String>,
    /// The folder in its place.
    pub folder: Option<PathBuf>,
    /// The address that mails come from.
    pub from: Option<String>,
    /// The password at the mail server, from the environment.
    pub password: Option<String>,
    /// The file with the password.
    pub password_file: Option<PathBuf>,
}

/// How mail is sent.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The address that mails come from.
    pub from: EmailAddress,
    /// Which way they leave.
    pub way: Way,
}

/// Which way mails leave.
#[derive(Clone, Debug)]
pub enum Way {
    /// Through a mail server.
    Server(Server),
    /// Into a folder, one file each: for trying out.
    Folder(PathBuf),
}

/// A mail server.
#[derive(Clone, Debug)]
pub struct Server {
    /// Its name.
    pub host: String,
    /// Its port; `None` for the usual one.
    pub port: Option<u16>,
    /// How the connection is protected.
    pub protection: Protection,
    /// Who we are there.
    pub login: Option<Login>,
}

/// How the connection to a mail server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protection {
    /// TLS from the first byte (RFC 8314).
    Tls,
    /// TLS before anything is said, by STARTTLS; without it nothing is sent.
    StartTls,
    /// None: the server is on this computer.
    ThisComputer,
}

/// A name and a password at a mail server.
#[derive(Clone)]
pub struct Login {
    /// The name.
    pub user: String,
    /// The password.
    pub password: Zeroizing<String>,
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Login(***)")
    }
}

impl Said {
    /// Makes sense of it; `None` if nothing was said, and mail is off.
    ///
    /// # Errors
    /// A sentence that names what is wrong or missing.
    pub fn complete(self) -> Result<Option<Setup>> {
        let has_password = self.password.is_some() || self.password_file.is_some();
        if has_password && self.server.is_none() {
            bail!("there is a password for mail without mail-server; name the server, or take the password away");
        }
        let from = self.from.clone();
        let way = match (&self.server, &self.folder) {
            (Some(_), Some(_)) => bail!("mail-server and mail-folder are both given; mail can leave only one way"),
            (None, None) if from.is_some() => {
                bail!(
                    "mail-from is given without mail-server; name the server, for example smtps://portal@mail.example.org"
                )
            }
            (None, None) => return Ok(None),
            (None, Some(folder)) => Way::Folder(folder.clone()),
            (Some(server), None) => Way::Server(self.server(server)?),
        };
        let Some(from) = from else {
            bail!("mail-from is missing; give the address that mails come from, for example portal@example.org")
        };
        let Ok(from) = EmailAddress::parse(&from) else { bail!("mail-from is not an e-mail address") };
        Ok(Some(Setup { from, way }))
    }

    fn server(&self, address: &str) -> Result<Server> {
        let wrong = "mail-server is not an address of a mail server; it looks like smtps://portal@mail.example.org";
        // Its own message could quote a password.
        let Ok(url) = Url::parse(address) else { bail!(wrong) };
        if url.password().is_some() {
            bail!(
                "mail-server holds a password; put it into SALUS_MAIL_PASSWORD or a file named by mail-password-file"
            );
        }
        let (Some(host), "" | "/") = (url.host_str(), url.path()) else { bail!(wrong) };
        let protection = match url.scheme() {
            "smtps" => Protection::Tls,
            "smtp" if ["localhost", "127.0.0.1", "[::1]"].contains(&host) => Protection::ThisComputer,
            "smtp" => Protection::StartTls,
            _ => bail!(wrong),
        };
        let user = match url.username() {
            "" => None,
            user => Some(decoded(user)),
        };
        let login = match (user, self.password()?) {
            (Some(user), Some(password)) => Some(Login { user, password }),
            (None, None) => None,
            (Some(_), None) => {
                bail!(
                    "mail-server names a user without a password; put it into SALUS_MAIL_PASSWORD or mail-password-file"
                )
            }
            (None, Some(_)) => {
                bail!("there is a password for mail, but mail-server names no user; write smtps://USER@HOST")
            }
        };
        Ok(Server { host: host.trim_matches(['[', ']']).to_owned(), port: url.port(), protection, login })
    }

    fn password(&self) -> Result<Option<Zeroizing<String>>> {
        match (&self.password, &self.password_file) {
            (Some(_), Some(_)) => bail!("SALUS_MAIL_PASSWORD and mail-password-file are both given; give one of them"),
            (Some(password), None) => Ok(Some(Zeroizing::new(password.clone()))),
            (None, Some(file)) => read_password(file).map(Some),
            (None, None) => Ok(None),
        }
    }
}

/// Reads a password from a file that only its owner can read.
fn read_password(file: &Path) -> Result<Zeroizing<String>> {
    let cannot = || format!("the file {} with the password for mail cannot be read", file.display());
    let mode = std::fs::metadata(file).with_context(cannot)?.permissions().mode();
    if mode & 0o077 != 0 {
        bail!("others can read {}, which holds the password for mail; run: chmod 600 {0}", file.display());
    }
    let text = Zeroizing::new(std::fs::read_to_string(file).with_context(cannot)?);
    let password = text.trim_end_matches(['\r', '\n']);
    if password.is_empty() {
        bail!("the file {} with the password for mail is empty", file.display());
    }
    Ok(Zeroizing::new(password.to_owned()))
}

/// A user's name as it was meant: addresses of the web write `@` as `%40`.
fn decoded(user: &str) -> String {
    url::form_urlencoded::parse(format!("u={}", user.replace('+', "%2B")).as_bytes())
        .next()
        .map_or_else(|| user.to_owned(), |(_, user)| user.into_owned())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

    use std::fs;

    use super::*;

    fn said(server: Option<&str>, folder: Option<&str>, from: Option<&str>, password: Option<&str>) -> Said {
        Said {
            server: server.map(str::to_owned),
            folder: folder.map(PathBuf::from),
            from: from.map(str::to_owned),
            password: password.map(str::to_owned),
            password_file: None,
        }
    }

    fn server(address: &str, password: Option<&str>) -> Server {
        match said(Some(address), None, Some("portal@example.org"), password).complete().unwrap().unwrap().way {
            Way::Server(server) => server,
            Way::Folder(_) => panic!("a server"),
        }
    }

    #[test]
    fn without_a_word_about_mail_it_is_off() {
        assert!(Said::default().complete().unwrap().is_none());
    }

    #[test]
    fn a_server_anywhere_else_is_spoken_to_under_tls_only() {
        assert_eq!(server("smtps://mail.example.org", None).protection, Protection::Tls);
        assert_eq!(server("smtp://mail.example.org:587", None).protection, Protection::StartTls);
        assert_eq!(server("smtp://localhost.example.org", None).protection, Protection::StartTls);
        for here in ["smtp://localhost:1025", "smtp://127.0.0.1:25", "smtp://[::1]"] {
            assert_eq!(server(here, None).protection, Protection::ThisComputer, "{here}");
        }
        let full = server("smtps://portal%40example.org@mail.example.org:4650", Some("hunter two"));
        assert_eq!((full.host.as_str(), full.port), ("mail.example.org", Some(4650)));
        assert_eq!(full.login.as_ref().unwrap().user, "portal@example.org");
        assert!(!format!("{full:?}").contains("hunter"), "{full:?}");
    }

    #[test]
    fn what_does_not_go_together_is_refused_with_what_to_do() {
        let from = Some("portal@example.org");
        let tls = Some("smtps://portal@mail.example.org");
        for (said, word) in [
            (said(tls, Some("mails"), from, Some("x")), "only one way"),
            (said(None, None, from, None), "mail-server"),
            (said(None, Some("mails"), None, None), "mail-from"),
            (said(None, Some("mails"), Some("not an address"), None), "mail-from"),
            (said(None, Some("mails"), Some("a@example.org\nBcc: b@example.org"), None), "mail-from"),
            (said(tls, None, from, None), "password"),
            (said(None, None, None, Some("x")), "mail-server"),
            (said(Some("smtps://mail.example.org"), None, from, Some("x")), "no user"),
            (said(Some("smtps://portal:secret@mail.example.org"), None, from, None), "SALUS_MAIL_PASSWORD"),
            (said(Some("https://mail.example.org"), None, from, None), "smtps://"),
            (said(Some("mail.example.org"), None, from, None), "smtps://"),
        ] {
            let error = said.complete().unwrap_err().to_string();
            assert!(error.contains(word) && !error.contains("secret"), "{error}");
        }
    }

    #[test]
    fn a_password_lies_in_a_file_that_nobody_else_can_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("password");
        fs::write(&file, "hunter two\n").unwrap();
        let read = |mode: u32| {
            fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
            let said = said(Some("smtps://portal@mail.example.org"), None, Some("portal@example.org"), None);
            Said { password_file: Some(file.clone()), ..said }.complete()
        };
        assert!(read(0o644).unwrap_err().to_string().contains("chmod 600"));
        let Way::Server(server) = read(0o600).unwrap().unwrap().way else { panic!("a server") };
        assert_eq!(server.login.unwrap().password.as_str(), "hunter two");
    }
}
