//! Destroying a patient's key: what was sealed with it stays where it is, and nobody can read it any more.
//!
//! The key goes first, then what else would still tell of the patient. Whatever ends this half-way, the next opening of the store
//! finishes it.

use salus_protocol::ids::PatientId;
use sqlx::{Any, Transaction};

use super::{Store, StoreError};

/// What is deleted of an account that is closed, with whatever stands between two steps of it.
pub(super) const DELETED: [&str; 13] = [
    "DELETE FROM proofs WHERE session_id IN (SELECT id FROM sessions WHERE account_id = $1)",
    "DELETE FROM steps WHERE account_id = $1",
    "DELETE FROM sessions WHERE account_id = $1",
    "DELETE FROM ceremonies WHERE account_id = $1",
    "DELETE FROM mailed_codes WHERE account_id = $1",
    "DELETE FROM outbox WHERE account_id = $1",
    "DELETE FROM reset_stops WHERE reset_id IN (SELECT id FROM resets WHERE account_id = $1)",
    "DELETE FROM resets WHERE account_id = $1",
    "DELETE FROM invitations WHERE account_id = $1",
    "DELETE FROM passkeys WHERE account_id = $1",
    "DELETE FROM recovery_codes WHERE account_id = $1",
    "DELETE FROM totps WHERE account_id = $1",
    "DELETE FROM known_devices WHERE account_id = $1",
];

impl Store {
    /// Destroys a patient's key, ends the patient's sessions and closes the account; `false` if it was destroyed before. Other
    /// processes may keep the key open for [`super::keys::OPEN_SECONDS`] more.
    ///
    /// # Errors
    /// [`StoreError`] if a database refuses; do it again then.
    pub async fn destroy_key(&self, patient: &PatientId) -> Result<bool, StoreError> {
        let destroyed = self.inner.keys.wrapped.destroy(patient, self.world().now()).await?;
        self.inner.keys.forget(patient);
        self.close_record(patient).await?;
        if destroyed {
            tracing::warn!(patient = patient.as_str(), "a patient's key was destroyed");
        }
        Ok(destroyed)
    }

    /// Whether a patient's key was destroyed.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn is_destroyed(&self, patient: &PatientId) -> Result<bool, StoreError> {
        let row: Option<(String,)> =
            sqlx::query_as("SELECT id FROM patients WHERE id = $1 AND destroyed_at IS NOT NULL")
                .bind(patient.as_str())
                .fetch_optional(self.database().reader())
                .await?;
        Ok(row.is_some())
    }

    /// Closes the records of patients whose key was destroyed by a process that did not come to the end.
    pub(super) async fn close_destroyed(&self) -> Result<(), StoreError> {
        for patient in self.inner.keys.wrapped.destroyed().await? {
            if !self.is_destroyed(&patient).await? {
                self.close_record(&patient).await?;
            }
        }
        Ok(())
    }

    /// Closes the account, forgets by what the patient was found, and says of the record that it is over. What the key sealed
    /// stays: the rows tell how much there was and when, and nothing of what it said.
    async fn close_record(&self, patient: &PatientId) -> Result<(), StoreError> {
        let mut transaction = self.database().begin().await?;
        let account: Option<(String,)> = sqlx::query_as("SELECT id FROM accounts WHERE patient_id = $1")
            .bind(patient.as_str())
            .fetch_optional(&mut *transaction)
            .await?;
        if let Some((account,)) = account {
            self.close_account(&mut transaction, &account).await?;
        }
        for forget in [
            "DELETE FROM patient_identifiers WHERE patient_id = $1",
            "UPDATE threads SET state = 'closed', answer_by = NULL WHERE patient_id = $1",
            "UPDATE feedback_answers SET comment_ct = NULL WHERE patient_id = $1",
        ] {
            sqlx::query(forget).bind(patient.as_str()).execute(&mut *transaction).await?;
        }
        sqlx::query("UPDATE patients SET destroyed_at = $1 WHERE id = $2 AND destroyed_at IS NULL")
            .bind(self.world().now().0)
            .bind(patient.as_str())
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        self.database().scrub("accounts").await
    }

    /// Closes an account for good. Its row stays, since messages and lines of the log name it; name and address go, and the
    /// address is free for another.
    async fn close_account(
        &self,
        transaction: &mut Transaction<'static, Any>,
        account: &str,
    ) -> Result<(), StoreError> {
        for delete in DELETED {
            sqlx::query(delete).bind(account).execute(&mut **transaction).await?;
        }
        sqlx::query(
            "UPDATE accounts SET password_ct = NULL, password_hash = NULL, preferences_ct = NULL, activated_at = NULL, \
             email_index = $1, email_ct = $2, name_ct = $3 WHERE id = $4",
        )
        .bind(self.world().bytes::<32>().to_vec())
        .bind(self.seal_for_practice("accounts", "email_ct", account, b"")?)
        .bind(self.seal_for_practice("accounts", "name_ct", account, b"")?)
        .bind(account)
        .execute(&mut **transaction)
        .await?;
        Ok(())
    }
}
