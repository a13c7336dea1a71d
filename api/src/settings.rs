//! How this deployment runs: from the command line, `SALUS_*` variables, a TOML file, in this order of precedence.

use std::{
    env, fs,
    net::{IpAddr, Ipv4Addr},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use salus_protocol::{session::Practice, words::LanguageTag};
use serde::Deserialize;
use url::Url;

use crate::{mail, tls};

/// Where the data are. Every command takes these.
#[derive(Args, Clone, Debug)]
pub struct DataArgs {
    /// The folder that holds the keys, and the database unless --database names another.
    #[arg(long, global = true, env = "SALUS_DATA", value_name = "DIR", default_value = "salus-data")]
    pub data: PathBuf,
    /// A database address, for example postgres://salus@db.example.org/salus. Without it: a SQLite file in the data folder.
    #[arg(long, global = true, env = "SALUS_DATABASE", value_name = "URL", hide_env_values = true)]
    pub database: Option<String>,
    /// Where the wrapped keys are: a file or a database address. Without it: wrapped-keys/keys.db in the data folder, or the
    /// schema salus_keys where --database is PostgreSQL.
    #[arg(long, global = true, env = "SALUS_KEY_DATABASE", value_name = "FILE or URL", hide_env_values = true)]
    pub key_database: Option<String>,
    /// Where the master key and the index key come from. From the environment (SALUS_MASTER_KEY, SALUS_INDEX_KEY) only for
    /// trying things out.
    #[arg(long, global = true, env = "SALUS_KEYS_FROM", value_name = "WHERE", default_value = "file")]
    pub keys_from: KeysFromArg,
}

/// Where the roots come from, as it is said on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum KeysFromArg {
    /// Files in the folder `keys` of the data folder.
    File,
    /// Credentials that systemd gives the service (LoadCredential=, LoadCredentialEncrypted=).
    Credential,
    /// Variables; for trying things out.
    Environment,
}

/// How the portal is served. Everything has a default that works on one computer.
#[derive(Args, Clone, Debug, Default)]
pub struct ServeArgs {
    /// A TOML file with the same settings: port = 8080, practice-name = "North Clinic", ...
    #[arg(long, env = "SALUS_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The settings themselves.
    #[command(flatten)]
    pub settings: Settings,
}

/// The settings, each of them optional until [`Settings::complete`].
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The port to listen on [default: 8080].
    #[arg(long, env = "SALUS_PORT")]
    pub port: Option<u16>,
    /// The address to listen on [default: 127.0.0.1]. One that other computers reach takes a certificate, or proxies that are named.
    #[arg(long, env = "SALUS_LISTEN", value_name = "IP")]
    pub listen: Option<IpAddr>,
    /// Where people reach the portal, for example https://portal.example.org [default: http://localhost:PORT].
    #[arg(long, env = "SALUS_ORIGIN", value_name = "URL")]
    pub origin: Option<Url>,
    /// The folder with the built portal [default: dist].
    #[arg(long, env = "SALUS_SPA", value_name = "DIR")]
    pub spa: Option<PathBuf>,
    /// The practice's name as patients know it [default: Your practice].
    #[arg(long, env = "SALUS_PRACTICE_NAME", value_name = "NAME")]
    pub practice_name: Option<String>,
    /// The number to call in an emergency [default: 112].
    #[arg(long, env = "SALUS_EMERGENCY_NUMBER", value_name = "NUMBER")]
    pub emergency_number: Option<String>,
    /// The practice's telephone number.
    #[arg(long, env = "SALUS_TELEPHONE", value_name = "NUMBER")]
    pub telephone: Option<String>,
    /// Within how many working days messages are answered [default: 2].
    #[arg(long, env = "SALUS_ANSWER_DAYS", value_name = "DAYS")]
    pub answer_days: Option<u8>,
    /// The language of the record's own words, as a language tag such as ar or pt-BR [default: en].
    #[arg(long, env = "SALUS_RECORD_LANGUAGE", value_name = "TAG")]
    pub record_language: Option<String>,
    /// How many proxies before this server tell the client's address in X-Forwarded-For [default: 0].
    #[arg(long, env = "SALUS_TRUSTED_PROXIES", value_name = "COUNT")]
    pub trusted_proxies: Option<usize>,
    /// The certificate for TLS in this server, with those between it and the authority, in PEM. It is read again when it changes.
    #[arg(long, env = "SALUS_TLS_CERTIFICATE", value_name = "FILE")]
    pub tls_certificate: Option<PathBuf>,
    /// The private key of the certificate, in PEM.
    #[arg(long, env = "SALUS_TLS_KEY", value_name = "FILE")]
    pub tls_key: Option<PathBuf>,
    /// The folder for checkpoints of the access log; best on another disk or computer than the database [default: DATA/checkpoints].
    #[arg(long, env = "SALUS_CHECKPOINTS", value_name = "DIR")]
    pub checkpoints: Option<PathBuf>,
    /// The mail server, for example smtps://portal@mail.example.org. Its password stands in SALUS_MAIL_PASSWORD or in a file.
    #[arg(long, env = "SALUS_MAIL_SERVER", value_name = "URL", hide_env_values = true)]
    pub mail_server: Option<String>,
    /// A folder for mails in place of a mail server, for trying out.
    #[arg(long, env = "SALUS_MAIL_FOLDER", value_name = "DIR")]
    pub mail_folder: Option<PathBuf>,
    /// The address that mails come from.
    #[arg(long, env = "SALUS_MAIL_FROM", value_name = "ADDRESS")]
    pub mail_from: Option<String>,
    /// The file with the password at the mail server, in place of SALUS_MAIL_PASSWORD.
    #[arg(long, env = "SALUS_MAIL_PASSWORD_FILE", value_name = "FILE")]
    pub mail_password_file: Option<PathBuf>,
}

/// The settings with nothing left open.
#[derive(Clone, Debug)]
pub struct Complete {
    /// The port.
    pub port: u16,
    /// The address to listen on.
    pub listen: IpAddr,
    /// Where people reach the portal.
    pub origin: Url,
    /// The folder with the built portal.
    pub spa: PathBuf,
    /// Who the portal belongs to.
    pub practice: Practice,
    /// How many proxies before this server tell the client's address.
    pub trusted_proxies: usize,
    /// The certificate for TLS in this server; without one it speaks plain HTTP, to this computer or to a proxy before it.
    pub tls: Option<tls::Files>,
    /// The folder for checkpoints of the access log; without one it lies in the data folder.
    pub checkpoints: Option<PathBuf>,
    /// How mail is sent; without it the portal sends none.
    pub mail: Option<mail::setup::Setup>,
}

impl ServeArgs {
    /// Joins the command line, the variables and the file.
    ///
    /// # Errors
    /// A sentence that names the setting that is wrong and what it may be.
    pub fn complete(self) -> Result<Complete> {
        let file = self.config.as_deref().map(read).transpose()?.unwrap_or_default();
        self.settings.or(file).complete()
    }
}

/// Reads a settings file.
fn read(path: &Path) -> Result<Settings> {
    let text =
        fs::read_to_string(path).with_context(|| format!("the settings file {} cannot be read", path.display()))?;
    toml::from_str(&text).with_context(|| format!("the settings file {} has a mistake", path.display()))
}

impl Settings {
    /// These settings, with what they leave open taken from others.
    fn or(self, other: Self) -> Self {
        Self {
            port: self.port.or(other.port),
            listen: self.listen.or(other.listen),
            origin: self.origin.or(other.origin),
            spa: self.spa.or(other.spa),
            practice_name: self.practice_name.or(other.practice_name),
            emergency_number: self.emergency_number.or(other.emergency_number),
            telephone: self.telephone.or(other.telephone),
            answer_days: self.answer_days.or(other.answer_days),
            record_language: self.record_language.or(other.record_language),
            trusted_proxies: self.trusted_proxies.or(other.trusted_proxies),
            tls_certificate: self.tls_certificate.or(other.tls_certificate),
            tls_key: self.tls_key.or(other.tls_key),
            checkpoints: self.checkpoints.or(other.checkpoints),
            mail_server: self.mail_server.or(other.mail_server),
            mail_folder: self.mail_folder.or(other.mail_folder),
            mail_from: self.mail_from.or(other.mail_from),
            mail_password_file: self.mail_password_file.or(other.mail_password_file),
        }
    }

    fn complete(self) -> Result<Complete> {
        let port = self.port.unwrap_or(8080);
        let tls = match (self.tls_certificate, self.tls_key) {
            (Some(certificate), Some(key)) => Some(tls::Files { certificate, key }),
            (None, None) => None,
            (Some(_), None) => bail!("tls-certificate is given without tls-key; give both"),
            (None, Some(_)) => bail!("tls-key is given without tls-certificate; give both"),
        };
        let scheme = if tls.is_some() { "https" } else { "http" };
        let origin = match self.origin {
            Some(origin) if tls.is_some() && origin.scheme() != "https" => {
                bail!("origin is {origin}, but with a certificate people reach the portal at an address with https://")
            }
            Some(origin) => origin,
            None => Url::parse(&format!("{scheme}://localhost:{port}")).context("the default origin")?,
        };
        let listen = self.listen.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
        let trusted_proxies = self.trusted_proxies.unwrap_or(0);
        if tls.is_none() && trusted_proxies == 0 && !listen.to_canonical().is_loopback() {
            bail!(
                "listen is {listen}, which other computers reach, and without a certificate they would be spoken to in plain HTTP; \
                 give tls-certificate and tls-key, or say with trusted-proxies how many proxies stand before this server and end TLS"
            );
        }
        let spa = self.spa.unwrap_or_else(|| PathBuf::from("dist"));
        if !spa.join("index.html").is_file() {
            bail!(
                "there is no built portal in {}; build it with `cargo xtask dist`, or name its folder with --spa",
                spa.display()
            );
        }
        let answer_days = self.answer_days.unwrap_or(2);
        if !(1..=30).contains(&answer_days) {
            bail!("answer-days is {answer_days}; it must be between 1 and 30");
        }
        let emergency_number = self.emergency_number.unwrap_or_else(|| "112".to_owned());
        if emergency_number.is_empty() || !emergency_number.chars().all(|c| c.is_ascii_digit() || " +-".contains(c)) {
            bail!("emergency-number is not a telephone number");
        }
        let record_language = self.record_language.as_deref().unwrap_or("en");
        let Ok(record_language) = LanguageTag::parse(record_language) else {
            bail!("record-language is {record_language}; it must be a language tag such as en, ar or pt-BR");
        };
        let mail = mail::setup::Said {
            server: self.mail_server,
            folder: self.mail_folder,
            from: self.mail_from,
            // Not an option: a command line is seen by everybody on the computer.
            password: env::var("SALUS_MAIL_PASSWORD").ok(),
            password_file: self.mail_password_file,
        }
        .complete()?;
        Ok(Complete {
            port,
            listen,
            origin,
            spa,
            trusted_proxies,
            practice: Practice {
                mail: mail.is_some(),
                name: self.practice_name.unwrap_or_else(|| "Your practice".to_owned()),
                emergency_number,
                telephone: self.telephone,
                answer_days,
                record_language,
            },
            tls,
            checkpoints: self.checkpoints,
            mail,
        })
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

    use proptest::prelude::*;

    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("index.html"), "<!doctype html>").unwrap();
        folder
    }

    #[test]
    fn the_command_line_wins_over_the_file() {
        let folder = folder();
        let config = folder.path().join("salus.toml");
        fs::write(&config, "port = 9000\npractice-name = \"North Clinic\"\n").unwrap();
        let settings = Settings { port: Some(9001), spa: Some(folder.path().to_owned()), ..Settings::default() };
        let complete = ServeArgs { config: Some(config), settings }.complete().unwrap();
        assert_eq!((complete.port, complete.practice.name.as_str()), (9001, "North Clinic"));
        assert_eq!(complete.origin.as_str(), "http://localhost:9001/");
    }

    proptest! {
        #[test]
        fn any_file_gives_settings_or_a_sentence(
            any in "\\PC{0,80}", name in "[a-z]{1,8}(-[a-z]{1,8})?", value in "([0-9]{1,6}|\"\\PC{0,20}\"|\\[\\]|true)",
            known in proptest::sample::select(vec!["port", "origin", "listen", "answer-days", "record-language", "mail-server", "trusted-proxies"]),
        ) {
            for text in [any, format!("{name} = {value}"), format!("{known} = {value}")] {
                let spa = folder();
                let here = Settings { spa: Some(spa.path().to_owned()), ..Settings::default() };
                let settings = toml::from_str::<Settings>(&text).map_err(anyhow::Error::from);
                let sentence = settings.and_then(|settings| here.or(settings).complete()).map_err(|error| format!("{error:#}"));
                prop_assert!(sentence.err().is_none_or(|sentence| !sentence.is_empty()));
            }
        }
    }

    #[test]
    fn a_setting_that_does_not_exist_is_named() {
        let folder = folder();
        let config = folder.path().join("salus.toml");
        fs::write(&config, "prot = 9000\n").unwrap();
        let error = ServeArgs { config: Some(config), settings: Settings::default() }.complete().unwrap_err();
        assert!(format!("{error:#}").contains("prot"), "{error:#}");
    }

    #[test]
    fn the_language_of_the_record_is_a_language_tag_and_english_where_nothing_is_said() {
        let folder = folder();
        let with = |tag: Option<&str>| {
            let spa = Some(folder.path().to_owned());
            Settings { spa, record_language: tag.map(str::to_owned), ..Settings::default() }.complete()
        };
        assert_eq!(with(None).unwrap().practice.record_language.as_str(), "en");
        assert_eq!(with(Some("pt-br")).unwrap().practice.record_language.as_str(), "pt-BR");
        for wrong in ["english please", "", "en_US"] {
            let error = with(Some(wrong)).unwrap_err().to_string();
            assert!(error.contains("record-language") && error.contains("pt-BR"), "{error}");
        }
    }

    #[test]
    fn a_missing_portal_and_a_wrong_promise_are_refused() {
        let folder = folder();
        let spa = Some(folder.path().to_owned());
        assert!(Settings { spa: Some("/nonexistent".into()), ..Settings::default() }.complete().is_err());
        assert!(Settings { spa: spa.clone(), answer_days: Some(0), ..Settings::default() }.complete().is_err());
        assert!(Settings { spa, emergency_number: Some("call us".into()), ..Settings::default() }.complete().is_err());
    }

    #[test]
    fn the_portal_says_that_it_sends_mail_only_if_it_does() {
        let folder = folder();
        let with = |mails: Option<&str>, from: Option<&str>| {
            let spa = Some(folder.path().to_owned());
            let mail_from = from.map(str::to_owned);
            Settings { spa, mail_folder: mails.map(PathBuf::from), mail_from, ..Settings::default() }.complete()
        };
        let off = with(None, None).unwrap();
        assert!(!off.practice.mail && off.mail.is_none());
        let on = with(Some("mails"), Some("portal@example.org")).unwrap();
        assert!(on.practice.mail && on.mail.is_some());
        assert!(with(Some("mails"), None).is_err());
    }

    #[test]
    fn plain_http_leaves_this_computer_only_for_a_proxy_that_is_named() {
        let folder = folder();
        let with = |listen: &str, proxies: Option<usize>, tls: bool| {
            Settings {
                spa: Some(folder.path().to_owned()),
                listen: Some(listen.parse().unwrap()),
                trusted_proxies: proxies,
                origin: Some(Url::parse("https://portal.example.org").unwrap()),
                tls_certificate: tls.then(|| "tls.crt".into()),
                tls_key: tls.then(|| "tls.key".into()),
                ..Settings::default()
            }
            .complete()
        };
        for everywhere in ["0.0.0.0", "::", "192.0.2.7", "::ffff:192.0.2.7"] {
            for proxies in [None, Some(0)] {
                let said = with(everywhere, proxies, false).unwrap_err().to_string();
                assert!(said.contains(everywhere) && said.contains("tls-certificate"), "{said}");
                assert!(said.contains("trusted-proxies"), "{said}");
            }
            assert!(with(everywhere, Some(1), false).is_ok(), "{everywhere} behind a proxy");
            assert!(with(everywhere, None, true).is_ok(), "{everywhere} with a certificate");
        }
        for here in ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"] {
            assert!(with(here, None, false).is_ok(), "{here}");
        }
    }

    #[test]
    fn a_certificate_comes_with_its_key_and_makes_the_address_https() {
        let folder = folder();
        let with = |certificate: bool, key: bool, origin: Option<&str>| {
            Settings {
                spa: Some(folder.path().to_owned()),
                tls_certificate: certificate.then(|| "tls.crt".into()),
                tls_key: key.then(|| "tls.key".into()),
                origin: origin.map(|origin| Url::parse(origin).unwrap()),
                ..Settings::default()
            }
            .complete()
        };
        assert!(with(false, false, None).unwrap().tls.is_none());
        let complete = with(true, true, None).unwrap();
        assert_eq!((complete.origin.as_str(), complete.tls.is_some()), ("https://localhost:8080/", true));
        for (certificate, key, origin) in
            [(true, false, None), (false, true, None), (true, true, Some("http://localhost"))]
        {
            assert!(with(certificate, key, origin).is_err(), "{certificate} {key} {origin:?}");
        }
    }
}
