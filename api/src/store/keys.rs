//! Data keys, open: one for the practice, one for each patient who was asked for lately.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use salus_protocol::{ids::PatientId, protection::KeysFrom, time::Timestamp};

pub(crate) use super::wrapped_keys::PRACTICE;
use super::{
    Store, StoreError,
    import::source_place,
    wrapped_keys::{OfPatient, WrappedKeys},
};
use crate::{
    crypto::{DataKey, Keyring, KeyringError, NewKey, Place},
    running,
    world::World,
};

/// How many patients' keys are kept open at most; a key is 32 bytes and its schedule, together some 800 bytes.
const OPEN_AT_MOST: usize = 4096;
/// How long a key is kept open, in seconds, however often it is used: so long a running server can read on after another process
/// destroyed a patient's key.
pub const OPEN_SECONDS: i64 = 5 * 60;

pub(crate) struct Keys {
    pub(super) wrapped: WrappedKeys,
    practice: Arc<DataKey>,
    patients: Mutex<Open>,
}

/// Keys that are open, and when each was opened and used.
#[derive(Default)]
struct Open {
    keys: HashMap<PatientId, OpenKey>,
    /// Counts uses: the higher, the later.
    uses: u64,
}

struct OpenKey {
    key: Arc<DataKey>,
    opened_at: Timestamp,
    used: u64,
}

impl Keys {
    /// Opens the practice's key, and makes it in an empty database.
    pub(super) async fn open(wrapped: WrappedKeys, keyring: &Keyring, world: &World) -> Result<Self, StoreError> {
        if wrapped.practice().await?.is_none() {
            wrapped.make_practice(keyring, world).await?;
        }
        let (version, row) = wrapped.practice().await?.ok_or(StoreError::Unexpected("practice_keys"))?;
        let practice = keyring.unwrap_key(PRACTICE, version, &row)?;
        Ok(Self { wrapped, practice: Arc::new(practice), patients: Mutex::default() })
    }

    fn known(&self, patient: &PatientId, now: Timestamp) -> Option<Arc<DataKey>> {
        self.patients.lock().unwrap_or_else(PoisonError::into_inner).get(patient, now)
    }

    fn keep(&self, patient: &PatientId, key: Arc<DataKey>, now: Timestamp) {
        self.patients.lock().unwrap_or_else(PoisonError::into_inner).insert(patient, key, now);
    }

    /// Closes a patient's key; only a later look-up opens it again.
    pub(super) fn forget(&self, patient: &PatientId) {
        self.patients.lock().unwrap_or_else(PoisonError::into_inner).keys.remove(patient);
    }
}

impl Open {
    fn get(&mut self, patient: &PatientId, now: Timestamp) -> Option<Arc<DataKey>> {
        self.uses += 1;
        let open = self.keys.get_mut(patient)?;
        if is_over(open, now) {
            self.keys.remove(patient);
            return None;
        }
        open.used = self.uses;
        Some(Arc::clone(&open.key))
    }

    fn insert(&mut self, patient: &PatientId, key: Arc<DataKey>, now: Timestamp) {
        if self.keys.len() >= OPEN_AT_MOST {
            self.make_room(now);
        }
        self.uses += 1;
        self.keys.insert(patient.clone(), OpenKey { key, opened_at: now, used: self.uses });
    }

    /// Closes what has been open for long enough, and if that is little, what was not used for the longest: an eighth at once, so
    /// that the next ones find room.
    fn make_room(&mut self, now: Timestamp) {
        self.keys.retain(|_, open| !is_over(open, now));
        let keep = OPEN_AT_MOST - OPEN_AT_MOST / 8;
        if self.keys.len() > keep {
            let mut used: Vec<u64> = self.keys.values().map(|open| open.used).collect();
            let surplus = used.len() - keep;
            let (_, oldest_kept, _) = used.select_nth_unstable(surplus);
            let oldest_kept = *oldest_kept;
            self.keys.retain(|_, open| open.used >= oldest_kept);
        }
    }
}

/// Whether a key has been open for as long as it may.
fn is_over(open: &OpenKey, now: Timestamp) -> bool {
    open.opened_at.plus_seconds(OPEN_SECONDS) <= now
}

impl Store {
    /// Makes sure that the index root is the one by which this database was filled, on one row that holds both a value and
    /// its keyed hash. With another one nobody could sign in, and an import would make every patient a second time.
    pub(super) async fn check_index(&self) -> Result<(), StoreError> {
        let patient: Option<(String, Vec<u8>, Vec<u8>)> = sqlx::query_as(
            "SELECT id, source_index, source_ct FROM patients WHERE destroyed_at IS NULL ORDER BY id LIMIT 1",
        )
        .fetch_optional(self.database().reader())
        .await?;
        let account: Option<(String, Vec<u8>, Vec<u8>)> =
            // A closed account is found by nothing any more.
            sqlx::query_as(
                "SELECT id, email_index, email_ct FROM accounts WHERE patient_id IS NULL \
                 OR patient_id NOT IN (SELECT id FROM patients WHERE destroyed_at IS NOT NULL) ORDER BY id LIMIT 1",
            )
            .fetch_optional(self.database().reader())
            .await?;
        let (stored, found) = if let Some((id, stored, sealed)) = patient {
            let patient = PatientId::parse(&id).map_err(|_| StoreError::Unexpected("patients.id"))?;
            let key = match self.key_of(&patient).await {
                // Destroyed a moment ago, by a process that has not closed the record yet.
                Err(StoreError::Destroyed) => return Ok(()),
                key => key?,
            };
            let source = key.open_text(source_place(&patient), &sealed)?;
            (stored, self.index("patients.source", source.as_bytes()))
        } else if let Some((id, stored, sealed)) = account {
            let email = self.open_text_for_practice("accounts", "email_ct", &id, &sealed)?;
            (stored, self.index("accounts.email", email.to_lowercase().as_bytes()))
        } else {
            return Ok(());
        };
        if stored == found { Ok(()) } else { Err(KeyringError::WrongIndex.into()) }
    }

    /// Where the master key and the index root come from.
    #[must_use]
    pub fn keys_from(&self) -> KeysFrom {
        self.inner.keyring.keys_from()
    }

    /// Whether the master key lies apart from the database; see [`running::keys_apart`].
    #[must_use]
    pub fn keys_apart(&self) -> bool {
        running::keys_apart(self.inner.keyring.folder(), self.database().file().as_deref())
    }

    /// A patient's data key.
    ///
    /// # Errors
    /// [`StoreError::Destroyed`] if it was destroyed.
    pub(crate) async fn key_of(&self, patient: &PatientId) -> Result<Arc<DataKey>, StoreError> {
        let (keys, now) = (&self.inner.keys, self.world().now());
        if let Some(key) = keys.known(patient, now) {
            return Ok(key);
        }
        let (version, wrapped) = match keys.wrapped.of_patient(patient).await? {
            Some(OfPatient::Key(version, wrapped)) => (version, wrapped),
            Some(OfPatient::Destroyed) => return Err(StoreError::Destroyed),
            None => return Err(StoreError::Unexpected("patient_keys: no row for a patient")),
        };
        let key = Arc::new(self.inner.keyring.unwrap_key(patient.as_str(), version, &wrapped)?);
        keys.keep(patient, Arc::clone(&key), now);
        Ok(key)
    }

    /// Makes a data key for a new patient, to be kept with [`Store::keep_keys`] before the patient is.
    pub(crate) fn new_key(&self) -> NewKey {
        self.inner.keyring.new_key(self.world())
    }

    /// Keeps the keys of new patients; durable when this returns.
    pub(crate) async fn keep_keys(&self, keys: &HashMap<PatientId, NewKey>) -> Result<(), StoreError> {
        self.inner.keys.wrapped.keep(&self.inner.keyring, self.world(), keys.iter()).await
    }

    /// Seals a value that belongs to no patient.
    pub(crate) fn seal_for_practice(
        &self,
        table: &str,
        column: &str,
        row: &str,
        plain: &[u8],
    ) -> Result<Vec<u8>, StoreError> {
        Ok(self.inner.keys.practice.seal(self.world(), Place { table, column, row, owner: PRACTICE }, plain)?)
    }

    /// Opens a value that belongs to no patient.
    pub(crate) fn open_for_practice(
        &self,
        table: &str,
        column: &str,
        row: &str,
        blob: &[u8],
    ) -> Result<Vec<u8>, StoreError> {
        Ok(self.inner.keys.practice.open(Place { table, column, row, owner: PRACTICE }, blob)?)
    }

    /// Opens a text that belongs to no patient.
    pub(crate) fn open_text_for_practice(
        &self,
        table: &str,
        column: &str,
        row: &str,
        blob: &[u8],
    ) -> Result<String, StoreError> {
        Ok(self.inner.keys.practice.open_text(Place { table, column, row, owner: PRACTICE }, blob)?)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

    use zeroize::Zeroizing;

    use super::*;

    fn patient(number: usize) -> PatientId {
        PatientId::parse(&format!("00000000-0000-4000-8000-{number:012}")).unwrap()
    }

    fn key() -> Arc<DataKey> {
        Arc::new(DataKey::new(1, &Zeroizing::new([1; 32])))
    }

    #[test]
    fn a_key_closes_after_five_minutes_however_often_it_is_used() {
        let (mut open, began) = (Open::default(), Timestamp(0));
        open.insert(&patient(1), key(), began);
        for second in 0..OPEN_SECONDS {
            assert!(open.get(&patient(1), began.plus_seconds(second)).is_some());
        }
        assert!(open.get(&patient(1), began.plus_seconds(OPEN_SECONDS)).is_none());
        assert!(open.keys.is_empty());
    }

    #[test]
    fn the_keys_that_were_not_used_for_the_longest_make_room() {
        let (mut open, now) = (Open::default(), Timestamp(0));
        for number in 0..OPEN_AT_MOST {
            open.insert(&patient(number), key(), now);
        }
        assert!(open.get(&patient(0), now).is_some());
        open.insert(&patient(OPEN_AT_MOST), key(), now);
        assert!(open.keys.len() <= OPEN_AT_MOST);
        for (number, kept) in [(0, true), (1, false), (OPEN_AT_MOST - 1, true), (OPEN_AT_MOST, true)] {
            assert_eq!(open.get(&patient(number), now).is_some(), kept, "{number}");
        }
    }
}
