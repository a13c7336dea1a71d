//! Data keys: one for the practice, one for each patient, wrapped by the master key and kept open for a while.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use salus_protocol::ids::PatientId;
use sqlx::{Any, Transaction};

use super::{Store, StoreError, database::Database, import::source_place};
use crate::{
    crypto::{DataKey, Keyring, KeyringError, Place},
    world::World,
};

/// How many patients' keys are kept open at most; a key is 32 bytes and its schedule, together some 800 bytes.
const OPEN_AT_MOST: usize = 4096;

/// The owner under whose key everything is sealed that belongs to no patient.
pub(crate) const PRACTICE: &str = "practice";

pub(crate) struct Keys {
    practice: Arc<DataKey>,
    patients: Mutex<HashMap<PatientId, Arc<DataKey>>>,
}

impl Keys {
    /// Opens the practice's key, and makes it in an empty database.
    pub(super) async fn open(database: &Database, keyring: &Keyring, world: &World) -> Result<Self, StoreError> {
        let mut transaction = database.begin().await?;
        let row: Option<(i64, String, Vec<u8>)> =
            sqlx::query_as("SELECT version, kek_id, wrapped_key FROM practice_keys ORDER BY version DESC LIMIT 1")
                .fetch_optional(&mut *transaction)
                .await?;
        let practice = match row {
            Some((version, kek_id, wrapped)) => {
                keyring.unwrap_key(PRACTICE, version_of(version)?, &kek_id, &wrapped)?
            }
            None => {
                let (key, wrapped) = keyring.make_key(world, PRACTICE, 1);
                sqlx::query(
                    "INSERT INTO practice_keys (version, kek_id, wrapped_key, made_at) VALUES ($1, $2, $3, $4)",
                )
                .bind(1_i64)
                .bind(keyring.kek_id())
                .bind(wrapped)
                .bind(world.now().0)
                .execute(&mut *transaction)
                .await?;
                key
            }
        };
        transaction.commit().await?;
        Ok(Self { practice: Arc::new(practice), patients: Mutex::default() })
    }

    fn known(&self, patient: &PatientId) -> Option<Arc<DataKey>> {
        self.patients.lock().unwrap_or_else(PoisonError::into_inner).get(patient).cloned()
    }

    fn keep(&self, patient: &PatientId, key: Arc<DataKey>) {
        let mut patients = self.patients.lock().unwrap_or_else(PoisonError::into_inner);
        if patients.len() >= OPEN_AT_MOST {
            patients.clear();
        }
        patients.insert(patient.clone(), key);
    }
}

/// A key's version as it is stored.
fn version_of(stored: i64) -> Result<u32, StoreError> {
    u32::try_from(stored).map_err(|_| StoreError::Unexpected("key version"))
}

impl Store {
    /// Makes sure that the index root is the one by which this database was filled, on one row that holds both a value and
    /// its keyed hash. With another one nobody could sign in, and an import would make every patient a second time.
    pub(super) async fn check_index(&self) -> Result<(), StoreError> {
        let patient: Option<(String, Vec<u8>, Vec<u8>)> =
            sqlx::query_as("SELECT id, source_index, source_ct FROM patients ORDER BY id LIMIT 1")
                .fetch_optional(self.database().reader())
                .await?;
        let account: Option<(String, Vec<u8>, Vec<u8>)> =
            sqlx::query_as("SELECT id, email_index, email_ct FROM accounts ORDER BY id LIMIT 1")
                .fetch_optional(self.database().reader())
                .await?;
        let (stored, found) = if let Some((id, stored, sealed)) = patient {
            let patient = PatientId::parse(&id).map_err(|_| StoreError::Unexpected("patients.id"))?;
            let source = self.key_of(&patient).await?.open_text(source_place(&patient), &sealed)?;
            (stored, self.index("patients.source", source.as_bytes()))
        } else if let Some((id, stored, sealed)) = account {
            let email = self.open_text_for_practice("accounts", "email_ct", &id, &sealed)?;
            (stored, self.index("accounts.email", email.to_lowercase().as_bytes()))
        } else {
            return Ok(());
        };
        if stored == found { Ok(()) } else { Err(KeyringError::WrongIndex.into()) }
    }

    /// A patient's data key.
    pub(crate) async fn key_of(&self, patient: &PatientId) -> Result<Arc<DataKey>, StoreError> {
        if let Some(key) = self.inner.keys.known(patient) {
            return Ok(key);
        }
        let (version, kek_id, wrapped): (i64, String, Vec<u8>) = sqlx::query_as(
            "SELECT version, kek_id, wrapped_key FROM patient_keys WHERE patient_id = $1 ORDER BY version DESC LIMIT 1",
        )
        .bind(patient.as_str())
        .fetch_one(self.database().reader())
        .await?;
        let key = self.inner.keyring.unwrap_key(patient.as_str(), version_of(version)?, &kek_id, &wrapped)?;
        let key = Arc::new(key);
        self.inner.keys.keep(patient, Arc::clone(&key));
        Ok(key)
    }

    /// Makes a data key for a new patient inside the transaction that makes the patient.
    ///
    /// It is not kept open yet: the transaction may still fail.
    pub(crate) async fn make_key_for(
        &self,
        transaction: &mut Transaction<'static, Any>,
        patient: &PatientId,
    ) -> Result<Arc<DataKey>, StoreError> {
        let (key, wrapped) = self.inner.keyring.make_key(self.world(), patient.as_str(), 1);
        sqlx::query(
            "INSERT INTO patient_keys (patient_id, version, kek_id, wrapped_key, made_at) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(patient.as_str())
        .bind(1_i64)
        .bind(self.inner.keyring.kek_id())
        .bind(wrapped)
        .bind(self.world().now().0)
        .execute(&mut **transaction)
        .await?;
        Ok(Arc::new(key))
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
