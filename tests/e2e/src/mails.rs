//! The mails that the server has sent: it puts each into a folder, as the demo's does.

use std::{fs, path::Path};

use anyhow::{Context, Result};

/// A mail as its reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The address it went to.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
}

impl Mail {
    /// Reads a mail file (RFC 5322) with one plain text in it.
    #[must_use]
    pub fn read(file: &str) -> Option<Self> {
        let (head, body) = file.split_once("\r\n\r\n")?;
        // A line that begins with a space goes on with the one before.
        let head = head.replace("\r\n ", " ");
        let header = |name: &str| {
            head.lines().find_map(|line| {
                let (own, value) = line.split_once(':')?;
                own.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
            })
        };
        let text = match header("Content-Transfer-Encoding")?.as_str() {
            "7bit" => body.to_owned(),
            "quoted-printable" => quoted_printable(body)?,
            _ => return None,
        };
        Some(Self { to: header("To")?, subject: header("Subject")?, text: text.replace("\r\n", "\n") })
    }

    /// The code for a forgotten password: eight digits in two halves, on a line of their own.
    pub fn code(&self) -> Result<String> {
        let digits = |line: &str| line.chars().filter(char::is_ascii_digit).collect::<String>();
        let is_code = |line: &&str| line.chars().all(|c| c == ' ' || c.is_ascii_digit()) && digits(line).len() == 8;
        self.text.lines().find(is_code).map(digits).context("the mail holds no code")
    }

    /// The path of the link that stops a reset, with its code.
    pub fn stop_link(&self) -> Result<String> {
        let link = self.text.split_whitespace().find(|word| word.contains("/stop-reset")).context("no link")?;
        Ok(link.find("/stop-reset").and_then(|at| link.get(at..)).context("no link")?.to_owned())
    }
}

/// All mails in a folder; there need not be one yet.
pub fn read_all(folder: &Path) -> Result<Vec<Mail>> {
    let Ok(files) = fs::read_dir(folder) else { return Ok(Vec::new()) };
    let mut mails = Vec::new();
    for file in files {
        let path = file?.path();
        if path.extension().is_some_and(|kind| kind == "eml") {
            mails.push(Mail::read(&fs::read_to_string(&path)?).context("a mail cannot be read")?);
        }
    }
    Ok(mails)
}

/// Reads what RFC 2045, section 6.7, writes.
fn quoted_printable(text: &str) -> Option<String> {
    let joined = text.replace("=\r\n", "");
    let mut parts = joined.split('=');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let (hex, rest) = part.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(hex, 16).ok()?);
        bytes.extend(rest.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    #[test]
    fn a_mail_is_read_as_it_was_written() {
        let file = "From: \"North Clinic\" <portal@example.org>\r\nTo: lina@example.org\r\nSubject: North Clinic:\r\n Your code\r\n\
            Content-Transfer-Encoding: quoted-printable\r\n\r\nCaf=C3=A9 and a lo=\r\nng line:\r\n\r\n4021 1765\r\n\
            http://localhost:1/stop-reset?lang=3Den#ABC\r\n";
        let mail = Mail::read(file).unwrap();
        assert_eq!((mail.to.as_str(), mail.subject.as_str()), ("lina@example.org", "North Clinic: Your code"));
        assert!(mail.text.starts_with("Café and a long line:\n"), "{}", mail.text);
        assert_eq!(mail.code().unwrap(), "40211765");
        assert_eq!(mail.stop_link().unwrap(), "/stop-reset?lang=en#ABC");
    }
}
