//! Databases of the first versions kept the wrapped keys beside the data: they are carried over when such a database is opened.

use sqlx::{Any, Transaction};

use super::{
    StoreError,
    database::{Database, Kind},
    wrapped_keys::{KeyRow, PRACTICE, WrappedKeys, wrapped_of},
};
use crate::crypto::{Keyring, Wrapped};

/// Owner, version, key, when it was made.
type Old = (String, u32, Wrapped, i64);

/// Owner, version, master key, wrapped key, when it was made.
type OldRow = (String, i64, String, Vec<u8>, i64);

/// Moves the keys out of the database of the data. Each is opened on the way, and the old tables go only when all are found in
/// their new place; whatever ends this half-way, the next start begins anew.
pub(super) async fn from_data(data: &Database, keys: &WrappedKeys, keyring: &Keyring) -> Result<(), StoreError> {
    if !data.has_table("practice_keys").await? {
        return Ok(());
    }
    let mut old = data.begin().await?;
    if data.kind() == Kind::Postgres {
        // Of several servers that start at once, one carries. (A number for this lock alone.)
        sqlx::query("SELECT CASE WHEN pg_advisory_xact_lock(7120018) IS NULL THEN 0 ELSE 1 END")
            .execute(&mut *old)
            .await?;
    }
    // Another process may have been faster.
    if !data.has_table("practice_keys").await? {
        return Ok(());
    }
    let practice =
        rows(&mut old, "SELECT 'practice', version, kek_id, wrapped_key, made_at FROM practice_keys").await?;
    let patients = rows(&mut old, "SELECT patient_id, version, kek_id, wrapped_key, made_at FROM patient_keys").await?;

    let mut new = keys.database().begin().await?;
    for (owner, version, wrapped, made_at) in practice.iter().chain(&patients) {
        let wrapped = keyring.with_check_value(owner, *version, wrapped)?;
        let insert = if owner == PRACTICE {
            "INSERT INTO practice_keys (version, kek_id, wrapped_key, kcv, made_at) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT DO NOTHING"
        } else {
            "INSERT INTO patient_keys (version, kek_id, wrapped_key, kcv, made_at, patient_id) \
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING"
        };
        let insert = sqlx::query(insert)
            .bind(i64::from(*version))
            .bind(wrapped.kek_id)
            .bind(wrapped.key)
            .bind(wrapped.kcv)
            .bind(made_at);
        let insert = if owner == PRACTICE { insert } else { insert.bind(owner) };
        insert.execute(&mut *new).await?;
    }
    new.commit().await?;

    for (owner, version, wrapped, _) in practice.iter().chain(&patients) {
        if !is_there(keys, keyring, owner, *version, wrapped).await? {
            return Err(StoreError::Unexpected("wrapped keys that were carried over"));
        }
    }
    for drop in ["DROP TABLE patient_keys", "DROP TABLE practice_keys"] {
        sqlx::query(drop).execute(&mut *old).await?;
    }
    old.commit().await?;
    if !patients.is_empty() || !practice.is_empty() {
        tracing::info!(patients = patients.len(), "wrapped keys were carried over into their own database");
        data.scrub("patients").await?;
    }
    Ok(())
}

async fn rows(old: &mut Transaction<'static, Any>, select: &'static str) -> Result<Vec<Old>, StoreError> {
    let rows: Vec<OldRow> = sqlx::query_as(select).fetch_all(&mut **old).await?;
    rows.into_iter()
        .map(|(owner, version, kek_id, key, made_at)| {
            let (version, wrapped) = wrapped_of((version, kek_id, key, Vec::new()))?;
            Ok((owner, version, wrapped, made_at))
        })
        .collect()
}

/// Whether the same key stands in the new place; wrapped anew, if a rotation was there in between.
async fn is_there(
    keys: &WrappedKeys,
    keyring: &Keyring,
    owner: &str,
    version: u32,
    old: &Wrapped,
) -> Result<bool, StoreError> {
    let row: Option<KeyRow> = if owner == PRACTICE {
        sqlx::query_as("SELECT version, kek_id, wrapped_key, kcv FROM practice_keys WHERE version = $1")
            .bind(i64::from(version))
            .fetch_optional(keys.database().reader())
            .await?
    } else {
        sqlx::query_as(
            "SELECT version, kek_id, wrapped_key, kcv FROM patient_keys WHERE version = $1 AND patient_id = $2",
        )
        .bind(i64::from(version))
        .bind(owner)
        .fetch_optional(keys.database().reader())
        .await?
    };
    if owner != PRACTICE {
        let destroyed: Option<(i64,)> =
            sqlx::query_as("SELECT version FROM patient_keys WHERE patient_id = $1 AND destroyed_at IS NOT NULL")
                .bind(owner)
                .fetch_optional(keys.database().reader())
                .await?;
        // It was destroyed since, and an old copy of the data does not bring it back.
        if destroyed.is_some() {
            return Ok(true);
        }
    }
    Ok(match row {
        Some(row) => wrapped_of(row)?.1.kcv == keyring.with_check_value(owner, version, old)?.kcv,
        None => false,
    })
}
