//! The two roots: the master key that wraps data keys, and the index root behind keyed hashes.
//!
//! Both live in files of 32 bytes as 64 hexadecimal digits, readable by their owner alone, apart from the database. The
//! program refuses files that others can read, and refuses to make new ones where a database already depends on old ones.

use std::{
    fs::{self, OpenOptions},
    io::Write,
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use aes_gcm::{
    Aes256Gcm, Key, KeyInit, Nonce,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{blob::DataKey, signing::CheckpointKey};
use crate::world::World;

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
    /// What is on file is not found by this index key.
    #[error("the data are found by another index key than the one in the key folder; restore the file index.key")]
    WrongIndex,
    /// A wrapped data key does not open with this master key.
    #[error("the data were locked with the master key {kek_id}, and this is another one; restore that key file")]
    WrongMaster {
        /// Which key is needed.
        kek_id: String,
    },
}

/// The roots, open. Has no `Debug`.
pub struct Keyring {
    kek_id: String,
    master: Aes256Gcm,
    index_root: Zeroizing<[u8; 32]>,
}

impl Keyring {
    /// Opens the keyring in a folder, and makes its two files if `may_make` and neither is there.
    ///
    /// # Errors
    /// [`KeyringError`] if a file is missing, open to others or malformed.
    pub fn open(folder: &Path, world: &World, may_make: bool) -> Result<Self, KeyringError> {
        let (master, index) = (folder.join("master.key"), folder.join("index.key"));
        if may_make && !master.exists() && !index.exists() {
            make_folder(folder)?;
            write_key(&master, &Zeroizing::new(world.bytes()))?;
            write_key(&index, &Zeroizing::new(world.bytes()))?;
        }
        Ok(Self::from_bytes(&read_key(&master)?, read_key(&index)?))
    }

    /// A keyring of its two roots.
    #[must_use]
    pub fn from_bytes(master: &Zeroizing<[u8; 32]>, index_root: Zeroizing<[u8; 32]>) -> Self {
        let digest = Sha256::digest([b"salus/kek-id/v1".as_slice(), &**master].concat());
        let kek_id = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        let key: &Key<Aes256Gcm> = (&**master).into();
        Self { kek_id, master: Aes256Gcm::new(key), index_root }
    }

    /// Which master key this is: a short name that tells nothing of the key.
    #[must_use]
    pub fn kek_id(&self) -> &str {
        &self.kek_id
    }

    /// Makes a data key for an owner and wraps it: `nonce(12) | ciphertext and tag`.
    #[must_use]
    pub fn make_key(&self, world: &World, owner: &str, version: u32) -> (DataKey, Vec<u8>) {
        let bytes = Zeroizing::new(world.bytes::<32>());
        let nonce = world.bytes::<12>();
        let aad = wrap_associated(owner, version, &self.kek_id);
        #[expect(clippy::expect_used, reason = "32 bytes are within every limit of the mode")]
        let sealed = self
            .master
            .encrypt(&Nonce::from(nonce), Payload { msg: &*bytes, aad: &aad })
            .expect("a key can be wrapped");
        (DataKey::new(version, &bytes), [nonce.as_slice(), &sealed].concat())
    }

    /// Unwraps an owner's data key.
    ///
    /// # Errors
    /// [`KeyringError::WrongMaster`] if it was wrapped by another master key, for another owner, or was changed.
    pub fn unwrap_key(&self, owner: &str, version: u32, kek_id: &str, wrapped: &[u8]) -> Result<DataKey, KeyringError> {
        let wrong = || KeyringError::WrongMaster { kek_id: kek_id.to_owned() };
        let (nonce, sealed) = wrapped.split_at_checked(12).ok_or_else(wrong)?;
        let nonce: [u8; 12] = nonce.try_into().map_err(|_| wrong())?;
        let aad = wrap_associated(owner, version, kek_id);
        let bytes = self
            .master
            .decrypt(&Nonce::from(nonce), Payload { msg: sealed, aad: &aad })
            .map(Zeroizing::new)
            .map_err(|_| wrong())?;
        let bytes: [u8; 32] = bytes.as_slice().try_into().map_err(|_| wrong())?;
        Ok(DataKey::new(version, &Zeroizing::new(bytes)))
    }

    /// A keyed hash for look-ups (HMAC-SHA-256 under the index root). `label` keeps one use apart from another:
    /// `accounts.email`, `sessions.token`, ...
    #[must_use]
    pub fn index(&self, label: &str, value: &[u8]) -> Vec<u8> {
        #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
        let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&*self.index_root).expect("HMAC takes any key");
        mac.update(&u32::try_from(label.len()).unwrap_or(u32::MAX).to_be_bytes());
        mac.update(label.as_bytes());
        mac.update(value);
        mac.finalize().into_bytes().to_vec()
    }

    /// The key that signs checkpoints of the access log. It follows from the index root, never from the master key.
    #[must_use]
    pub fn checkpoint_key(&self) -> CheckpointKey {
        CheckpointKey::derive(&self.index_root)
    }
}

/// What a wrapped key is bound to.
fn wrap_associated(owner: &str, version: u32, kek_id: &str) -> Vec<u8> {
    format!("salus/data-key/v1|{owner}|{version}|{kek_id}").into_bytes()
}

/// Makes the folder for keys, for its owner alone.
fn make_folder(folder: &Path) -> Result<(), KeyringError> {
    let failed = |source| KeyringError::File { path: folder.to_owned(), source };
    fs::create_dir_all(folder).map_err(failed)?;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).map_err(failed)
}

/// Writes a key to a new file that only its owner can read.
fn write_key(path: &Path, key: &Zeroizing<[u8; 32]>) -> Result<(), KeyringError> {
    let failed = |source| KeyringError::File { path: path.to_owned(), source };
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o400).open(path).map_err(failed)?;
    let text: Zeroizing<String> = Zeroizing::new(key.iter().map(|byte| format!("{byte:02x}")).collect());
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(failed)
}

/// Reads a key from a file that only its owner can read.
fn read_key(path: &Path) -> Result<Zeroizing<[u8; 32]>, KeyringError> {
    let failed = |source| KeyringError::File { path: path.to_owned(), source };
    let mode = fs::metadata(path).map_err(failed)?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(KeyringError::Open { path: path.to_owned() });
    }
    let text = Zeroizing::new(fs::read_to_string(path).map_err(failed)?);
    let text = text.trim();
    let malformed = || KeyringError::Malformed { path: path.to_owned() };
    if text.len() != 64 || !text.is_ascii() {
        return Err(malformed());
    }
    let mut key = Zeroizing::new([0; 32]);
    for (place, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * place..2 * place + 2], 16).map_err(|_| malformed())?;
    }
    Ok(key)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

    use super::*;

    #[test]
    fn a_key_file_that_others_can_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let world = World::real();
        Keyring::open(folder.path(), &world, true).unwrap();
        let master = folder.path().join("master.key");
        fs::set_permissions(&master, fs::Permissions::from_mode(0o444)).unwrap();
        assert!(matches!(Keyring::open(folder.path(), &world, true), Err(KeyringError::Open { .. })));
    }

    #[test]
    fn a_missing_key_is_not_replaced_where_data_depend_on_it() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(Keyring::open(folder.path(), &World::real(), false), Err(KeyringError::File { .. })));
        assert!(!folder.path().join("master.key").exists());
    }

    #[test]
    fn a_data_key_opens_for_its_owner_and_its_master_only() {
        let world = World::real();
        let ring = Keyring::from_bytes(&Zeroizing::new([1; 32]), Zeroizing::new([2; 32]));
        let other = Keyring::from_bytes(&Zeroizing::new([3; 32]), Zeroizing::new([2; 32]));
        let (_, wrapped) = ring.make_key(&world, "alice", 1);
        assert!(ring.unwrap_key("alice", 1, ring.kek_id(), &wrapped).is_ok());
        assert!(ring.unwrap_key("bruno", 1, ring.kek_id(), &wrapped).is_err());
        assert!(ring.unwrap_key("alice", 2, ring.kek_id(), &wrapped).is_err());
        assert!(other.unwrap_key("alice", 1, ring.kek_id(), &wrapped).is_err());
    }

    #[test]
    fn an_index_depends_on_its_label_and_its_value() {
        let ring = Keyring::from_bytes(&Zeroizing::new([1; 32]), Zeroizing::new([2; 32]));
        assert_eq!(ring.index("a", b"x"), ring.index("a", b"x"));
        assert_ne!(ring.index("a", b"x"), ring.index("b", b"x"));
        assert_ne!(ring.index("a", b"bx"), ring.index("ab", b"x"));
    }
}
