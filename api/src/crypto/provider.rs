//! Where the roots come from: files, the service manager's credentials, or variables while one tries things out.

mod environment;
mod folder;

use std::path::{Path, PathBuf};

use salus_protocol::protection::KeysFrom;
use zeroize::Zeroizing;

pub use environment::Environment;
pub use folder::{Credentials, KeyFolder};

/// The 32 bytes of a root. Wiped when dropped, and without `Debug`.
pub type Root = Zeroizing<[u8; 32]>;

/// What keeps the keyring from opening.
#[derive(Debug, thiserror::Error)]
pub enum KeyringError {
    /// The file cannot be read or written.
    #[error("the key file {path} cannot be used: {source}")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Others than the owner may read the file.
    #[error("the key file {path} can be read by others; run: chmod 0400 {path}")]
    Open {
        /// Which file.
        path: PathBuf,
    },
    /// The file does not hold a key.
    #[error("the key file {path} does not hold 64 hexadecimal digits; restore it from your backup")]
    Malformed {
        /// Which file.
        path: PathBuf,
    },
    /// The file holds another key than its name says.
    #[error(
        "the key file {path} holds the master key {kek_id}, which its name does not say; restore it from your backup"
    )]
    Misnamed {
        /// Which file.
        path: PathBuf,
        /// Which key is in it.
        kek_id: String,
    },
    /// Another process is making a new master key in this folder.
    #[error("another process is making a new master key in {path}; wait until it has ended")]
    Busy {
        /// Which folder.
        path: PathBuf,
    },
    /// The service manager has given no credentials.
    #[error(
        "CREDENTIALS_DIRECTORY is not set: keys come from credentials only where systemd starts the program with them"
    )]
    NoCredentials,
    /// A variable is not set.
    #[error("the variable {name} is not set, and keys are to come from the environment")]
    NotSet {
        /// Which variable.
        name: &'static str,
    },
    /// A variable holds no key.
    #[error("the variable {name} does not hold 64 hexadecimal digits")]
    Variable {
        /// Which variable.
        name: &'static str,
    },
    /// What is on file is not found by this index key.
    #[error("the data are found by another index key than the one in the key folder; restore the file index.key")]
    WrongIndex,
    /// No master key of this id is here.
    #[error(
        "the data were locked with the master key {kek_id}, and it is not among the keys that were given; \
         restore the file master.key or master-{kek_id}.key that holds it"
    )]
    WrongMaster {
        /// Which key is needed.
        kek_id: String,
    },
    /// A wrapped key was changed since the master key wrapped it, or stands in another's row.
    #[error(
        "a wrapped key does not open with the master key {kek_id} that wrapped it; restore the wrapped keys from their backup"
    )]
    Damaged {
        /// With which key it was wrapped.
        kek_id: String,
    },
}

/// The roots, as they are read.
pub struct Roots {
    /// The master key that wraps.
    pub active: Root,
    /// Those that only unwrap what they wrapped before.
    pub older: Vec<Root>,
    /// The root behind keyed hashes.
    pub index: Root,
}

/// Gives the roots, as often as it is asked: another process may have changed them.
pub trait KeyProvider: Send + Sync {
    /// What kind of place it is.
    fn kind(&self) -> KeysFrom;

    /// Reads the roots.
    ///
    /// # Errors
    /// [`KeyringError`] if one is missing, open to others or malformed.
    fn read(&self) -> Result<Roots, KeyringError>;

    /// Makes another master key the active one, and keeps the one before; `false` where only the operator can do that.
    ///
    /// # Errors
    /// [`KeyringError`] if it cannot be written; then the one before is active still.
    fn replace(&self, master: &Root) -> Result<bool, KeyringError>;

    /// The folder in which they lie, if they are files that lie here for good.
    fn folder(&self) -> Option<&Path>;
}

/// Reads a root that is written as 64 hexadecimal digits, with white space around it or without; `None` for anything else.
#[must_use]
pub fn root_of(text: &str) -> Option<Root> {
    let digits = text.trim().as_bytes();
    if digits.len() != 64 {
        return None;
    }
    let mut root = Zeroizing::new([0; 32]);
    for (byte, pair) in root.iter_mut().zip(digits.chunks_exact(2)) {
        for digit in pair {
            *byte = *byte << 4 | u8::try_from(char::from(*digit).to_digit(16)?).ok()?;
        }
    }
    Some(root)
}

/// Writes a root as 64 hexadecimal digits.
#[must_use]
pub fn text_of(root: &Root) -> Zeroizing<String> {
    // As large as it will be, so that no shorter copy is left behind on the way.
    let mut text = Zeroizing::new(String::with_capacity(64));
    for byte in root.iter() {
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_root_reads_as_it_was_written(bytes: [u8; 32]) {
            let root = Zeroizing::new(bytes);
            prop_assert_eq!(*root_of(&format!(" {}\n", *text_of(&root))).unwrap(), bytes);
        }

        #[test]
        fn what_is_not_64_digits_is_no_root(text in "\\PC{0,80}") {
            let right = text.trim().len() == 64 && text.trim().bytes().all(|byte| byte.is_ascii_hexdigit());
            prop_assert_eq!(root_of(&text).is_some(), right);
        }

        #[test]
        fn any_other_character_among_the_digits_makes_it_no_root(place in 0_usize..64, odd in "[^0-9a-fA-F\\s]") {
            let mut text = "a".repeat(64);
            text.replace_range(place..=place, &odd);
            prop_assert!(root_of(&text).is_none());
        }
    }
}
