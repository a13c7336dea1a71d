//! The wrapped keys, in a database of their own: who has the data alone has nothing that a master key could open, and a backup of
//! the keys may be forgotten earlier than one of the data, which is what makes destroying a key final (decision 0018).

use std::collections::BTreeMap;

use salus_protocol::{ids::PatientId, time::Timestamp};
use sqlx::{Any, Transaction};

use super::{
    StoreError, carry_keys,
    database::{Database, Kind},
};
use crate::{
    crypto::{Keyring, NewKey, Wrapped},
    world::World,
};

/// The owner under whose key everything is sealed that belongs to no patient.
pub(crate) const PRACTICE: &str = "practice";

/// How many keys there are under each master key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyCounts {
    /// Those in use, by the id of the master key that wrapped them.
    pub by_kek: BTreeMap<String, u64>,
    /// Those of patients that were destroyed.
    pub destroyed: u64,
}

/// The database of wrapped keys.
#[derive(Clone)]
pub(crate) struct WrappedKeys {
    database: Database,
}

/// A key that somebody has, or had.
#[derive(Clone, Debug)]
pub(super) enum OfPatient {
    /// It is here.
    Key(u32, Wrapped),
    /// It was destroyed.
    Destroyed,
}

/// Version, master key, wrapped key, check value.
pub(super) type KeyRow = (i64, String, Vec<u8>, Vec<u8>);

/// The same after whose key it is.
type OwnedRow = (String, i64, String, Vec<u8>, Vec<u8>);

/// The same with when it was destroyed.
type EndedRow = (i64, String, Vec<u8>, Vec<u8>, Option<i64>);

impl WrappedKeys {
    /// Opens the database, takes over what an older version kept beside the data, and makes sure that every key here can be
    /// opened with the master keys at hand.
    pub(super) async fn open(database: Database, data: &Database, keyring: &Keyring) -> Result<Self, StoreError> {
        database.migrate().await?;
        let keys = Self { database };
        carry_keys::from_data(data, &keys, keyring).await?;
        keys.check(keyring).await?;
        keys.check_against(data).await?;
        Ok(keys)
    }

    pub(super) fn database(&self) -> &Database {
        &self.database
    }

    /// Opens one key of each master key, which names the one that is missing.
    async fn check(&self, keyring: &Keyring) -> Result<(), StoreError> {
        for kek_id in self.counts().await?.by_kek.keys() {
            let practice: Option<KeyRow> =
                sqlx::query_as("SELECT version, kek_id, wrapped_key, kcv FROM practice_keys WHERE kek_id = $1 LIMIT 1")
                    .bind(kek_id)
                    .fetch_optional(self.database.reader())
                    .await?;
            let patient: Option<OwnedRow> = sqlx::query_as(
                "SELECT patient_id, version, kek_id, wrapped_key, kcv FROM patient_keys \
                 WHERE kek_id = $1 AND destroyed_at IS NULL LIMIT 1",
            )
            .bind(kek_id)
            .fetch_optional(self.database.reader())
            .await?;
            let patient = patient.map(|(owner, version, kek, key, kcv)| (owner, (version, kek, key, kcv)));
            for (owner, row) in practice.map(|row| (PRACTICE.to_owned(), row)).into_iter().chain(patient) {
                let (version, wrapped) = wrapped_of(row)?;
                keyring.unwrap_key(&owner, version, &wrapped)?;
            }
        }
        Ok(())
    }

    /// Makes sure that these keys are those of this database, as far as counting can tell: no data without the practice's key,
    /// and no fewer keys than patients. More keys are no harm: a patient's key is durable before the patient is.
    async fn check_against(&self, data: &Database) -> Result<(), StoreError> {
        if self.practice().await?.is_none() && data.depends_on_keys().await? {
            return Err(StoreError::NoWrappedKeys("not even the practice's own"));
        }
        let count = async |database: &Database, sql: &'static str| -> Result<i64, StoreError> {
            Ok(sqlx::query_as::<_, (i64,)>(sql).fetch_one(database.reader()).await?.0)
        };
        // In this order: whoever adds a patient at this moment adds the key first.
        let patients = count(data, "SELECT CAST(COUNT(*) AS BIGINT) FROM patients").await?;
        let keys = count(&self.database, "SELECT CAST(COUNT(DISTINCT patient_id) AS BIGINT) FROM patient_keys").await?;
        if keys < patients { Err(StoreError::NoWrappedKeys("there are fewer keys than patients")) } else { Ok(()) }
    }

    /// The practice's key.
    pub(super) async fn practice(&self) -> Result<Option<(u32, Wrapped)>, StoreError> {
        let row: Option<KeyRow> =
            sqlx::query_as("SELECT version, kek_id, wrapped_key, kcv FROM practice_keys ORDER BY version DESC LIMIT 1")
                .fetch_optional(self.database.reader())
                .await?;
        row.map(wrapped_of).transpose()
    }

    /// Makes the practice's key, unless another process has done so meanwhile.
    pub(super) async fn make_practice(&self, keyring: &Keyring, world: &World) -> Result<(), StoreError> {
        let mut transaction = self.begin(keyring).await?;
        let wrapped = keyring.wrap(world, PRACTICE, 1, &keyring.new_key(world));
        sqlx::query(
            "INSERT INTO practice_keys (version, kek_id, wrapped_key, kcv, made_at) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT DO NOTHING",
        )
        .bind(1_i64)
        .bind(wrapped.kek_id)
        .bind(wrapped.key)
        .bind(wrapped.kcv)
        .bind(world.now().0)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// A patient's key; `None` if there is no row for it.
    pub(super) async fn of_patient(&self, patient: &PatientId) -> Result<Option<OfPatient>, StoreError> {
        let row: Option<EndedRow> = sqlx::query_as(
            "SELECT version, kek_id, wrapped_key, kcv, destroyed_at FROM patient_keys WHERE patient_id = $1 \
             ORDER BY version DESC LIMIT 1",
        )
        .bind(patient.as_str())
        .fetch_optional(self.database.reader())
        .await?;
        row.map(|(version, kek_id, key, kcv, destroyed)| {
            if destroyed.is_some() {
                return Ok(OfPatient::Destroyed);
            }
            let (version, wrapped) = wrapped_of((version, kek_id, key, kcv))?;
            Ok(OfPatient::Key(version, wrapped))
        })
        .transpose()
    }

    /// Keeps the keys of new patients, in one transaction for all of them. They are durable when this returns, so call it before
    /// the patients' rows are committed: a key without a patient is harmless, a patient without a key is lost.
    pub(super) async fn keep<'k>(
        &self,
        keyring: &Keyring,
        world: &World,
        keys: impl Iterator<Item = (&'k PatientId, &'k NewKey)>,
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin(keyring).await?;
        for (patient, key) in keys {
            let wrapped = keyring.wrap(world, patient.as_str(), 1, key);
            sqlx::query(
                "INSERT INTO patient_keys (patient_id, version, kek_id, wrapped_key, kcv, made_at) \
                 VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(patient.as_str())
            .bind(1_i64)
            .bind(wrapped.kek_id)
            .bind(wrapped.key)
            .bind(wrapped.kcv)
            .bind(world.now().0)
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// How many keys there are under each master key.
    pub(super) async fn counts(&self) -> Result<KeyCounts, StoreError> {
        let rows: Vec<(String, i64)> = sqlx::query_as(
            "SELECT kek_id, CAST(COUNT(*) AS BIGINT) FROM (SELECT kek_id FROM practice_keys UNION ALL \
             SELECT kek_id FROM patient_keys WHERE destroyed_at IS NULL) AS all_keys GROUP BY kek_id",
        )
        .fetch_all(self.database.reader())
        .await?;
        let (destroyed,): (i64,) = sqlx::query_as(
            "SELECT CAST(COUNT(DISTINCT patient_id) AS BIGINT) FROM patient_keys WHERE destroyed_at IS NOT NULL",
        )
        .fetch_one(self.database.reader())
        .await?;
        let number = |count: i64| u64::try_from(count).unwrap_or(0);
        Ok(KeyCounts {
            by_kek: rows.into_iter().map(|(kek_id, count)| (kek_id, number(count))).collect(),
            destroyed: number(destroyed),
        })
    }

    /// Wraps up to `most` keys of patients, and the practice's, with the active master key, and says how many there were.
    ///
    /// While this holds the lock nobody adds a key; see [`WrappedKeys::begin`].
    pub(super) async fn rewrap_some(&self, keyring: &Keyring, world: &World, most: i64) -> Result<u64, StoreError> {
        let mut transaction = self.database.begin().await?;
        if self.database.kind() == Kind::Postgres {
            sqlx::query("LOCK TABLE patient_keys, practice_keys IN SHARE ROW EXCLUSIVE MODE")
                .execute(&mut *transaction)
                .await?;
        }
        keyring.refresh()?;
        let active = keyring.kek_id();
        let practice: Vec<KeyRow> =
            sqlx::query_as("SELECT version, kek_id, wrapped_key, kcv FROM practice_keys WHERE kek_id <> $1")
                .bind(&active)
                .fetch_all(&mut *transaction)
                .await?;
        let patients: Vec<OwnedRow> = sqlx::query_as(
            "SELECT patient_id, version, kek_id, wrapped_key, kcv FROM patient_keys \
             WHERE kek_id <> $1 AND destroyed_at IS NULL LIMIT $2",
        )
        .bind(&active)
        .bind(most)
        .fetch_all(&mut *transaction)
        .await?;
        let mut done = 0;
        for row in practice {
            let stored = row.0;
            let (version, wrapped) = wrapped_of(row)?;
            let wrapped = keyring.rewrap(world, PRACTICE, version, &wrapped)?;
            sqlx::query("UPDATE practice_keys SET kek_id = $1, wrapped_key = $2, kcv = $3 WHERE version = $4")
                .bind(wrapped.kek_id)
                .bind(wrapped.key)
                .bind(wrapped.kcv)
                .bind(stored)
                .execute(&mut *transaction)
                .await?;
            done += 1;
        }
        for (patient, stored, kek_id, key, kcv) in patients {
            let (version, wrapped) = wrapped_of((stored, kek_id, key, kcv))?;
            let wrapped = keyring.rewrap(world, &patient, version, &wrapped)?;
            sqlx::query(
                "UPDATE patient_keys SET kek_id = $1, wrapped_key = $2, kcv = $3 \
                 WHERE patient_id = $4 AND version = $5 AND destroyed_at IS NULL",
            )
            .bind(wrapped.kek_id)
            .bind(wrapped.key)
            .bind(wrapped.kcv)
            .bind(patient)
            .bind(stored)
            .execute(&mut *transaction)
            .await?;
            done += 1;
        }
        transaction.commit().await?;
        Ok(done)
    }

    /// Overwrites a patient's key with zeroes. The row stays, so that nobody takes the patient for one whose key got lost.
    /// `false` if there is no key that is not destroyed already.
    pub(super) async fn destroy(&self, patient: &PatientId, at: Timestamp) -> Result<bool, StoreError> {
        let mut transaction = self.database.begin().await?;
        let destroyed = sqlx::query(
            "UPDATE patient_keys SET wrapped_key = $1, kcv = $2, destroyed_at = $3 \
             WHERE patient_id = $4 AND destroyed_at IS NULL",
        )
        .bind(vec![0; 60])
        .bind(vec![0; 8])
        .bind(at.0)
        .bind(patient.as_str())
        .execute(&mut *transaction)
        .await?
        .rows_affected();
        transaction.commit().await?;
        self.database.scrub("patient_keys").await?;
        Ok(destroyed > 0)
    }

    /// The patients whose keys were destroyed.
    pub(super) async fn destroyed(&self) -> Result<Vec<PatientId>, StoreError> {
        let rows: Vec<(String,)> =
            sqlx::query_as("SELECT DISTINCT patient_id FROM patient_keys WHERE destroyed_at IS NOT NULL")
                .fetch_all(self.database.reader())
                .await?;
        rows.into_iter()
            .map(|(id,)| PatientId::parse(&id).map_err(|_| StoreError::Unexpected("patient_keys.patient_id")))
            .collect()
    }

    /// Begins to add keys. The ring reads its roots again under the lock that a rotation takes as well: whoever is in time to
    /// use the master key of before is in time to be wrapped anew, and whoever comes later uses the new one.
    async fn begin(&self, keyring: &Keyring) -> Result<Transaction<'static, Any>, StoreError> {
        let mut transaction = self.database.begin().await?;
        if self.database.kind() == Kind::Postgres {
            sqlx::query("LOCK TABLE patient_keys, practice_keys IN ROW EXCLUSIVE MODE")
                .execute(&mut *transaction)
                .await?;
        }
        keyring.refresh()?;
        Ok(transaction)
    }
}

/// A row's key.
pub(super) fn wrapped_of((version, kek_id, key, kcv): KeyRow) -> Result<(u32, Wrapped), StoreError> {
    let version = u32::try_from(version).map_err(|_| StoreError::Unexpected("key version"))?;
    Ok((version, Wrapped { kek_id, key, kcv }))
}
