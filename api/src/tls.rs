//! TLS in the server itself, where the operator gives it a certificate and a key.
//!
//! TLS 1.2 and 1.3 only, with the cipher suites of rustls, all of which keep past connections secret if the key is lost later
//! (RFC 9325, sections 3.1 and 4.2). The files are read again when they change or the process is told so (SIGHUP), so that a
//! renewed certificate needs no restart; one that cannot be used is refused and the one before stays.

mod listener;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
    time::{Duration, SystemTime},
};

use anyhow::{Context, Result, ensure};
use rustls::{
    ServerConfig,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    version::{TLS12, TLS13},
};
use tokio::signal::unix::{SignalKind, signal};

pub use listener::{FROM_ONE_NETWORK, TlsListener};

/// How often the files are looked at.
const LOOK_EVERY: Duration = Duration::from_secs(60);

/// The files of a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Files {
    /// The certificate and those between it and the authority, in PEM.
    pub certificate: PathBuf,
    /// Its private key, in PEM.
    pub key: PathBuf,
}

/// What connections are opened with; follows the files.
#[derive(Clone, Debug)]
pub struct Tls {
    files: Arc<Files>,
    config: Arc<RwLock<Arc<ServerConfig>>>,
}

impl Tls {
    /// Reads a certificate and its key.
    ///
    /// # Errors
    /// A sentence that names the file that is missing or wrong, or says that the two do not belong together.
    pub fn open(files: Files) -> Result<Self> {
        let config = config(&files)?;
        Ok(Self { files: Arc::new(files), config: Arc::new(RwLock::new(config)) })
    }

    /// Reads the files again. Connections that are open go on as they are.
    ///
    /// # Errors
    /// As [`Self::open`]; the certificate before stays in use.
    pub fn reload(&self) -> Result<()> {
        let fresh = config(&self.files)?;
        *self.config.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        Ok(())
    }

    /// What the next connection is opened with.
    fn current(&self) -> Arc<ServerConfig> {
        Arc::clone(&self.config.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the files again whenever they change, and whenever the process gets a SIGHUP. Never ends.
    pub async fn follow(self) {
        let mut seen = self.changed_at();
        let mut look = tokio::time::interval(LOOK_EVERY);
        let mut hang_up = signal(SignalKind::hangup()).ok();
        loop {
            let told = async {
                match &mut hang_up {
                    Some(hang_up) => hang_up.recv().await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                _ = told => {}
                _ = look.tick() => if self.changed_at() == seen { continue },
            }
            seen = self.changed_at();
            match self.reload() {
                Ok(()) => tracing::info!("the certificate was read again"),
                Err(error) => {
                    tracing::error!(cause = %format!("{error:#}"), "the certificate cannot be used; the one before stays")
                }
            }
        }
    }

    /// When the files were written.
    fn changed_at(&self) -> [Option<SystemTime>; 2] {
        let at = |path: &Path| path.metadata().and_then(|data| data.modified()).ok();
        [at(&self.files.certificate), at(&self.files.key)]
    }
}

/// The configuration for these files.
fn config(Files { certificate, key }: &Files) -> Result<Arc<ServerConfig>> {
    let chain: Vec<_> = CertificateDer::pem_file_iter(certificate)
        .and_then(Iterator::collect)
        .with_context(|| format!("the certificate {} cannot be read as PEM", certificate.display()))?;
    ensure!(!chain.is_empty(), "there is no certificate in {}", certificate.display());
    let private = PrivateKeyDer::from_pem_file(key)
        .with_context(|| format!("there is no private key in PEM in {}", key.display()))?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_protocol_versions(&[&TLS13, &TLS12])?
        .with_no_client_auth()
        .with_single_cert(chain, private)
        .with_context(|| {
            format!("the certificate {} and the key {} do not work together", certificate.display(), key.display())
        })?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

    use std::fs;

    use super::*;

    fn made() -> (String, String) {
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        (made.cert.pem(), made.signing_key.serialize_pem())
    }

    fn written(certificate: &str, key: &str) -> (tempfile::TempDir, Files) {
        let folder = tempfile::tempdir().unwrap();
        let files = Files { certificate: folder.path().join("tls.crt"), key: folder.path().join("tls.key") };
        fs::write(&files.certificate, certificate).unwrap();
        fs::write(&files.key, key).unwrap();
        (folder, files)
    }

    fn refusal(certificate: &str, key: &str) -> String {
        let (_folder, files) = written(certificate, key);
        format!("{:#}", Tls::open(files).unwrap_err())
    }

    #[test]
    fn what_cannot_be_used_is_refused_with_the_file_named() {
        let (certificate, key) = made();
        assert!(refusal("nothing", &key).contains("tls.crt"));
        assert!(refusal(&certificate, "nothing").contains("tls.key"));
        assert!(refusal(&key, &certificate).contains("tls.crt"));
        let of_another = made().1;
        assert!(refusal(&certificate, &of_another).contains("do not work together"));
        let (_folder, files) = written(&certificate, &key);
        assert!(Tls::open(files.clone()).is_ok());
        fs::remove_file(&files.certificate).unwrap();
        assert!(format!("{:#}", Tls::open(files).unwrap_err()).contains("tls.crt"));
    }

    #[test]
    fn a_renewed_certificate_is_used_and_a_broken_one_is_not() {
        let (certificate, key) = made();
        let (_folder, files) = written(&certificate, &key);
        let tls = Tls::open(files.clone()).unwrap();
        let first = tls.current();
        fs::write(&files.certificate, "broken").unwrap();
        assert!(tls.reload().is_err());
        assert!(Arc::ptr_eq(&first, &tls.current()), "the one before stays");
        let (certificate, key) = made();
        fs::write(&files.certificate, certificate).unwrap();
        fs::write(&files.key, key).unwrap();
        tls.reload().unwrap();
        assert!(!Arc::ptr_eq(&first, &tls.current()), "the renewed one is used");
    }
}
