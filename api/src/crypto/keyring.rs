//! The two roots, open: the master keys that wrap data keys, and the index root behind keyed hashes.
//!
//! One master key is active and wraps; older ones only open what they wrapped. Another process may make a new one at any time
//! (`salus keys rotate`): a ring that meets a key it does not know asks its provider again, and so does one that is to wrap.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{Arc, PoisonError, RwLock},
};

use aes_gcm::{
    Aes256Gcm, Key, KeyInit, Nonce,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use salus_protocol::protection::KeysFrom;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{
    blob::DataKey,
    provider::{KeyProvider, KeyringError, Root, Roots},
    signing::CheckpointKey,
};
use crate::world::World;

/// The roots, open. Has no `Debug`.
pub struct Keyring {
    provider: Option<Box<dyn KeyProvider>>,
    masters: RwLock<Arc<Masters>>,
    index_root: Root,
}

/// The master keys by their ids.
struct Masters {
    active: String,
    ciphers: BTreeMap<String, Aes256Gcm>,
}

/// A data key that was just made, before it is wrapped. Wiped when dropped, and without `Debug`.
pub struct NewKey {
    bytes: Root,
}

impl NewKey {
    /// The key, to seal with.
    #[must_use]
    pub fn open(&self, version: u32) -> DataKey {
        DataKey::new(version, &self.bytes)
    }
}

/// A wrapped data key, as its row holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrapped {
    /// The master key that wrapped it.
    pub kek_id: String,
    /// `nonce(12) | ciphertext and tag`.
    pub key: Vec<u8>,
    /// Eight bytes that tell this data key from another ([`Keyring::unwrap_key`]).
    pub kcv: Vec<u8>,
}

impl Keyring {
    /// Opens the ring that a provider gives.
    ///
    /// # Errors
    /// [`KeyringError`] if a root is missing, open to others or malformed.
    pub fn open(provider: impl KeyProvider + 'static) -> Result<Self, KeyringError> {
        let Roots { active, older, index } = provider.read()?;
        let masters = RwLock::new(Arc::new(Masters::of(&active, &older)));
        Ok(Self { provider: Some(Box::new(provider)), masters, index_root: index })
    }

    /// A ring of two roots that nobody changes.
    #[must_use]
    pub fn from_bytes(master: &Root, index_root: Root) -> Self {
        Self { provider: None, masters: RwLock::new(Arc::new(Masters::of(master, &[]))), index_root }
    }

    /// Where the roots come from; for a ring of bytes the least that can be said.
    #[must_use]
    pub fn keys_from(&self) -> KeysFrom {
        self.provider.as_ref().map_or(KeysFrom::Environment, |provider| provider.kind())
    }

    /// The folder with the key files, if they are files that lie here for good.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.provider.as_ref()?.folder()
    }

    /// Which master key wraps: a short name that tells nothing of the key.
    #[must_use]
    pub fn kek_id(&self) -> String {
        self.masters().active.clone()
    }

    /// The ids of all master keys, the active one among them.
    #[must_use]
    pub fn kek_ids(&self) -> Vec<String> {
        self.masters().ciphers.keys().cloned().collect()
    }

    /// Reads the roots again, where somebody may have changed them.
    ///
    /// # Errors
    /// [`KeyringError`] if they cannot be read.
    pub fn refresh(&self) -> Result<(), KeyringError> {
        let Some(provider) = &self.provider else { return Ok(()) };
        let Roots { active, older, .. } = provider.read()?;
        let masters = Arc::new(Masters::of(&active, &older));
        *self.masters.write().unwrap_or_else(PoisonError::into_inner) = masters;
        Ok(())
    }

    /// Makes a new master key the active one; `None` where only the operator can do that.
    ///
    /// # Errors
    /// [`KeyringError`] if it cannot be written.
    pub fn replace_master(&self, world: &World) -> Result<Option<String>, KeyringError> {
        let Some(provider) = &self.provider else { return Ok(None) };
        let replaced = provider.replace(&Zeroizing::new(world.bytes()))?;
        self.refresh()?;
        Ok(replaced.then(|| self.kek_id()))
    }

    /// Makes a data key.
    #[must_use]
    pub fn new_key(&self, world: &World) -> NewKey {
        NewKey { bytes: Zeroizing::new(world.bytes()) }
    }

    /// Wraps an owner's data key with the active master key.
    #[must_use]
    pub fn wrap(&self, world: &World, owner: &str, version: u32, key: &NewKey) -> Wrapped {
        let masters = self.masters();
        let nonce = world.bytes::<12>();
        let aad = wrap_associated(owner, version, &masters.active);
        let payload = Payload { msg: &*key.bytes, aad: &aad };
        #[expect(
            clippy::expect_used,
            reason = "the active key is in the ring, and 32 bytes are within every limit of the mode"
        )]
        let sealed = masters
            .ciphers
            .get(&masters.active)
            .and_then(|cipher| cipher.encrypt(&Nonce::from(nonce), payload).ok())
            .expect("a key can be wrapped");
        let kcv = check_value(&key.bytes);
        Wrapped { kek_id: masters.active.clone(), key: [nonce.as_slice(), &sealed].concat(), kcv }
    }

    /// Unwraps an owner's data key.
    ///
    /// The mode does not bind a ciphertext to one key alone, so the check value has to agree as well; rows of the first
    /// versions have none.
    ///
    /// # Errors
    /// [`KeyringError::WrongMaster`] if the master key is not here, [`KeyringError::Damaged`] if the row was changed or is
    /// another owner's.
    pub fn unwrap_key(&self, owner: &str, version: u32, wrapped: &Wrapped) -> Result<DataKey, KeyringError> {
        Ok(self.unwrapped(owner, version, wrapped)?.open(version))
    }

    /// Wraps with the active master key what another one wrapped.
    ///
    /// # Errors
    /// As for [`Keyring::unwrap_key`].
    pub fn rewrap(&self, world: &World, owner: &str, version: u32, wrapped: &Wrapped) -> Result<Wrapped, KeyringError> {
        Ok(self.wrap(world, owner, version, &self.unwrapped(owner, version, wrapped)?))
    }

    /// A key of the first versions, which had no check value, with the one that it should have.
    ///
    /// # Errors
    /// As for [`Keyring::unwrap_key`].
    pub fn with_check_value(&self, owner: &str, version: u32, wrapped: &Wrapped) -> Result<Wrapped, KeyringError> {
        let kcv = check_value(&self.unwrapped(owner, version, wrapped)?.bytes);
        Ok(Wrapped { kcv, ..wrapped.clone() })
    }

    fn unwrapped(&self, owner: &str, version: u32, wrapped: &Wrapped) -> Result<NewKey, KeyringError> {
        let kek_id = wrapped.kek_id.as_str();
        let mut masters = self.masters();
        if !masters.ciphers.contains_key(kek_id) {
            self.refresh()?;
            masters = self.masters();
        }
        let cipher =
            masters.ciphers.get(kek_id).ok_or_else(|| KeyringError::WrongMaster { kek_id: kek_id.to_owned() })?;
        let damaged = || KeyringError::Damaged { kek_id: kek_id.to_owned() };
        let (nonce, sealed) = wrapped.key.split_at_checked(12).ok_or_else(damaged)?;
        let nonce: [u8; 12] = nonce.try_into().map_err(|_| damaged())?;
        let aad = wrap_associated(owner, version, kek_id);
        let opened = cipher
            .decrypt(&Nonce::from(nonce), Payload { msg: sealed, aad: &aad })
            .map(Zeroizing::new)
            .map_err(|_| damaged())?;
        let mut bytes = Zeroizing::new([0; 32]);
        if opened.len() != bytes.len() {
            return Err(damaged());
        }
        bytes.copy_from_slice(&opened);
        if !wrapped.kcv.is_empty() && wrapped.kcv != check_value(&bytes) {
            return Err(damaged());
        }
        Ok(NewKey { bytes })
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

    fn masters(&self) -> Arc<Masters> {
        Arc::clone(&self.masters.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Masters {
    fn of(active: &Root, older: &[Root]) -> Self {
        let all = older.iter().chain([active]);
        let ciphers = all.map(|root| {
            let key: &Key<Aes256Gcm> = (&**root).into();
            (kek_id_of(root), Aes256Gcm::new(key))
        });
        Self { active: kek_id_of(active), ciphers: ciphers.collect() }
    }
}

/// A master key's short name, made of its hash.
pub(super) fn kek_id_of(master: &Root) -> String {
    let mut digest = Sha256::new();
    digest.update(b"salus/kek-id/v1");
    digest.update(master.as_slice());
    digest.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// Eight bytes that tell one data key from another and give nothing of it away.
fn check_value(key: &Root) -> Vec<u8> {
    #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
    let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&**key).expect("HMAC takes any key");
    mac.update(b"salus/kcv/v1");
    mac.finalize().into_bytes()[..8].to_vec()
}

/// What a wrapped key is bound to.
fn wrap_associated(owner: &str, version: u32, kek_id: &str) -> Vec<u8> {
    format!("salus/data-key/v1|{owner}|{version}|{kek_id}").into_bytes()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

    use super::*;
    use crate::crypto::{Place, provider::KeyFolder};

    const PLACE: Place<'static> = Place { table: "t", column: "c", row: "1", owner: "alice" };

    fn ring(master: u8) -> Keyring {
        Keyring::from_bytes(&Zeroizing::new([master; 32]), Zeroizing::new([2; 32]))
    }

    #[test]
    fn a_data_key_opens_for_its_owner_and_its_master_only() {
        let world = World::real();
        let wrapped = ring(1).wrap(&world, "alice", 1, &ring(1).new_key(&world));
        assert!(ring(1).unwrap_key("alice", 1, &wrapped).is_ok());
        assert!(matches!(ring(1).unwrap_key("bruno", 1, &wrapped), Err(KeyringError::Damaged { .. })));
        assert!(matches!(ring(1).unwrap_key("alice", 2, &wrapped), Err(KeyringError::Damaged { .. })));
        assert!(matches!(ring(3).unwrap_key("alice", 1, &wrapped), Err(KeyringError::WrongMaster { .. })));
        let other = Wrapped { kcv: vec![0; 8], ..wrapped };
        assert!(matches!(ring(1).unwrap_key("alice", 1, &other), Err(KeyringError::Damaged { .. })));
    }

    #[test]
    fn a_ring_opens_what_an_older_master_wrapped_and_wraps_with_the_active_one() {
        let (folder, world) = (tempfile::tempdir().unwrap(), World::real());
        let open = || Keyring::open(KeyFolder::open(folder.path(), &world, true).unwrap()).unwrap();
        let (here, elsewhere) = (open(), open());
        let key = here.new_key(&world);
        let before = here.wrap(&world, "alice", 1, &key);
        let blob = key.open(1).seal(&world, PLACE, b"secret").unwrap();

        let id = elsewhere.replace_master(&world).unwrap().unwrap();
        let after = elsewhere.rewrap(&world, "alice", 1, &before).unwrap();
        assert_eq!((after.kek_id == id, after.kcv == before.kcv, here.kek_id() == before.kek_id), (true, true, true));
        // A ring that was opened before meets the new key, and asks for it.
        for wrapped in [&before, &after] {
            assert_eq!(here.unwrap_key("alice", 1, wrapped).unwrap().open(PLACE, &blob).unwrap(), b"secret");
        }
        assert_eq!(here.kek_id(), id);
    }

    #[test]
    fn an_index_depends_on_its_label_and_its_value() {
        let ring = ring(1);
        assert_eq!(ring.index("a", b"x"), ring.index("a", b"x"));
        assert_ne!(ring.index("a", b"x"), ring.index("b", b"x"));
        assert_ne!(ring.index("a", b"bx"), ring.index("ab", b"x"));
    }
}
