//! The sealed blob: `version(1) | key version(4, big-endian) | nonce(12) | AES-256-GCM ciphertext and tag`.
//!
//! The associated data name the place (table, column, row, owner) and the key version, so that a blob that was cut from one
//! place and pasted into another does not open (NIST SP 800-38D for the mode; 96-bit random nonces, far below 2^32 per key).

use aes_gcm::{
    Aes256Gcm, Key, KeyInit, Nonce,
    aead::{Aead, Payload},
};
use zeroize::Zeroizing;

use crate::world::World;

/// The blob's format.
const FORMAT: u8 = 1;
/// Bytes before the ciphertext.
const HEAD: usize = 1 + 4 + 12;

/// Where a sealed value lives.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The table.
    pub table: &'a str,
    /// The column.
    pub column: &'a str,
    /// The row's id.
    pub row: &'a str,
    /// Whose key sealed it: a patient's id, or `practice`.
    pub owner: &'a str,
}

/// A blob that did not open: damaged, moved, or sealed with another key. Says nothing more, on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a sealed value did not open")]
pub struct Unsealed;

/// A key that seals and opens one owner's values. Has no `Debug` and is wiped when dropped.
pub struct DataKey {
    version: u32,
    cipher: Aes256Gcm,
}

impl DataKey {
    /// Makes a key of its 32 bytes.
    #[must_use]
    pub fn new(version: u32, bytes: &Zeroizing<[u8; 32]>) -> Self {
        let key: &Key<Aes256Gcm> = (&**bytes).into();
        Self { version, cipher: Aes256Gcm::new(key) }
    }

    /// The key's version.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.version
    }

    /// Seals a value for its place.
    ///
    /// # Errors
    /// [`Unsealed`] if the value is larger than the mode allows (64 GiB).
    pub fn seal(&self, world: &World, place: Place<'_>, plain: &[u8]) -> Result<Vec<u8>, Unsealed> {
        let nonce = world.bytes::<12>();
        let aad = self.associated(place);
        let sealed =
            self.cipher.encrypt(&Nonce::from(nonce), Payload { msg: plain, aad: &aad }).map_err(|_| Unsealed)?;
        let mut blob = Vec::with_capacity(HEAD + sealed.len());
        blob.push(FORMAT);
        blob.extend_from_slice(&self.version.to_be_bytes());
        blob.extend_from_slice(&nonce);
        blob.extend_from_slice(&sealed);
        Ok(blob)
    }

    /// Opens a value at its place.
    ///
    /// # Errors
    /// [`Unsealed`] if anything about it is not as it was sealed.
    pub fn open(&self, place: Place<'_>, blob: &[u8]) -> Result<Vec<u8>, Unsealed> {
        self.opened(place, blob).inspect_err(|_| {
            // Nothing that the program does itself leads here: somebody looks after this line.
            let Place { table, column, row, owner } = place;
            tracing::error!(alert = "unsealed", table, column, row, owner, "a sealed value was changed or moved");
        })
    }

    fn opened(&self, place: Place<'_>, blob: &[u8]) -> Result<Vec<u8>, Unsealed> {
        let (head, sealed) = blob.split_at_checked(HEAD).ok_or(Unsealed)?;
        let (&format, rest) = head.split_first().ok_or(Unsealed)?;
        let (version, nonce) = rest.split_at_checked(4).ok_or(Unsealed)?;
        if format != FORMAT || version != self.version.to_be_bytes() {
            return Err(Unsealed);
        }
        let nonce: [u8; 12] = nonce.try_into().map_err(|_| Unsealed)?;
        let aad = self.associated(place);
        self.cipher.decrypt(&Nonce::from(nonce), Payload { msg: sealed, aad: &aad }).map_err(|_| Unsealed)
    }

    /// Opens a value that is text.
    ///
    /// # Errors
    /// [`Unsealed`] as for [`DataKey::open`], or if it is not UTF-8.
    pub fn open_text(&self, place: Place<'_>, blob: &[u8]) -> Result<String, Unsealed> {
        String::from_utf8(self.open(place, blob)?).map_err(|_| Unsealed)
    }

    /// The associated data. Each part carries its length, so that no two places read the same.
    fn associated(&self, place: Place<'_>) -> Vec<u8> {
        let mut aad = b"salus/blob/v1".to_vec();
        for part in [place.table, place.column, place.row, place.owner] {
            aad.extend_from_slice(&u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
            aad.extend_from_slice(part.as_bytes());
        }
        aad.extend_from_slice(&self.version.to_be_bytes());
        aad
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

    use proptest::prelude::*;

    use super::*;

    const HERE: Place<'static> = Place { table: "messages", column: "body_ct", row: "1", owner: "alice" };

    fn key(byte: u8) -> DataKey {
        DataKey::new(1, &Zeroizing::new([byte; 32]))
    }

    #[test]
    fn what_was_sealed_opens_at_its_place_and_nowhere_else() {
        let sealed = key(7).seal(&World::real(), HERE, b"secret").unwrap();
        assert_eq!(key(7).open(HERE, &sealed).unwrap(), b"secret");
        for place in [
            Place { table: "threads", ..HERE },
            Place { column: "subject_ct", ..HERE },
            Place { row: "2", ..HERE },
            Place { owner: "bruno", ..HERE },
            Place { row: "1alice", owner: "", ..HERE },
        ] {
            assert_eq!(key(7).open(place, &sealed), Err(Unsealed), "{place:?}");
        }
        assert_eq!(key(8).open(HERE, &sealed), Err(Unsealed));
        assert_eq!(DataKey::new(2, &Zeroizing::new([7; 32])).open(HERE, &sealed), Err(Unsealed));
    }

    #[test]
    fn a_blob_with_any_bit_changed_or_cut_does_not_open() {
        let sealed = key(7).seal(&World::real(), HERE, b"secret").unwrap();
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert_eq!(key(7).open(HERE, &changed), Err(Unsealed), "byte {place}");
            assert_eq!(key(7).open(HERE, &sealed[..place]), Err(Unsealed), "cut at {place}");
        }
    }

    proptest! {
        #[test]
        fn what_is_no_blob_does_not_open(blob: Vec<u8>) {
            prop_assert_eq!(key(7).open(HERE, &blob), Err(Unsealed));
        }

        #[test]
        fn a_blob_that_was_changed_anywhere_does_not_open(
            plain: Vec<u8>, at: prop::sample::Index, change in 1_u8.., more: Vec<u8>,
        ) {
            let sealed = key(7).seal(&World::real(), HERE, &plain).unwrap();
            prop_assert_eq!(key(7).open(HERE, &sealed), Ok(plain));
            let mut changed = sealed.clone();
            changed[at.index(sealed.len())] ^= change;
            prop_assert_eq!(key(7).open(HERE, &changed), Err(Unsealed));
            let longer = [sealed.as_slice(), &more].concat();
            prop_assert_eq!(key(7).open(HERE, &longer).is_ok(), more.is_empty());
        }
    }

    #[test]
    fn the_same_value_never_seals_to_the_same_bytes() {
        let world = World::real();
        assert_ne!(key(7).seal(&world, HERE, b"x").unwrap(), key(7).seal(&world, HERE, b"x").unwrap());
    }
}
