//! A new master key: every data key is wrapped anew, a few at a time, while servers go on.

use super::{Store, StoreError, wrapped_keys::KeyCounts};

/// So many keys are wrapped anew in one transaction.
const BATCH: i64 = 200;

/// What a rotation has done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rotated {
    /// The master key that was active before; `None` if none was made, because an earlier rotation waited to be finished.
    pub from: Option<String>,
    /// The master key that is active now.
    pub to: String,
    /// How many data keys were wrapped anew.
    pub keys: u64,
}

impl Store {
    /// The ids of all master keys at hand, the active one first.
    #[must_use]
    pub fn master_keys(&self) -> Vec<String> {
        let active = self.inner.keyring.kek_id();
        let others = self.inner.keyring.kek_ids().into_iter().filter(|id| *id != active);
        std::iter::once(active.clone()).chain(others).collect()
    }

    /// How many data keys there are under each master key.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn key_counts(&self) -> Result<KeyCounts, StoreError> {
        self.inner.keys.wrapped.counts().await
    }

    /// Wraps all data keys with the active master key. Where they are already, makes a new one first; `None` if only the
    /// operator can do that.
    ///
    /// It may end at any moment, and be done again: every data key is always wrapped by a master key that is kept.
    ///
    /// # Errors
    /// [`StoreError`] if a key does not open, or something cannot be written.
    pub async fn rotate_keys(&self) -> Result<Option<Rotated>, StoreError> {
        let keyring = &self.inner.keyring;
        keyring.refresh()?;
        let before = keyring.kek_id();
        let unfinished = self.key_counts().await?.by_kek.keys().any(|id| *id != before);
        let from = if unfinished {
            None
        } else if keyring.replace_master(self.world())?.is_some() {
            Some(before)
        } else {
            return Ok(None);
        };
        let mut keys = 0;
        loop {
            match self.inner.keys.wrapped.rewrap_some(keyring, self.world(), BATCH).await? {
                // Nobody who knew only the old key was still adding one, or it would have waited for the lock.
                0 => return Ok(Some(Rotated { from, to: keyring.kek_id(), keys })),
                some => keys += some,
            }
        }
    }
}
