//! What has run out and serves nobody any more: sessions, steps, ceremonies, counted attempts, mailed codes, mails that were sent,
//! and passwords that were chosen with an invitation and never used.

use super::{Store, StoreError, outbox, recovery};

/// How long a count of failed attempts is kept after the last one, in seconds: a day.
const ATTEMPT_SECONDS: i64 = 24 * 60 * 60;

impl Store {
    /// Deletes what has run out, and says how many rows that were. Safe to repeat and to run beside other processes.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn forget_expired(&self) -> Result<u64, StoreError> {
        let now = self.world().now();
        let mut transaction = self.database().begin().await?;
        let mut gone = 0;
        for (statement, before) in [
            ("DELETE FROM sessions WHERE ends_at <= $1", now),
            ("DELETE FROM proofs WHERE ends_at <= $1", now),
            ("DELETE FROM steps WHERE ends_at <= $1", now),
            ("DELETE FROM ceremonies WHERE ends_at <= $1", now),
            ("UPDATE invitations SET password_hash = NULL WHERE ends_at <= $1 AND password_hash IS NOT NULL", now),
            ("DELETE FROM mailed_codes WHERE made_at <= $1", now.plus_seconds(-recovery::ASKED_SECONDS)),
            (
                "DELETE FROM outbox WHERE content_ct IS NULL AND made_at <= $1",
                now.plus_seconds(-outbox::REMEMBERED_SECONDS),
            ),
            // A stop stays until a new password is set.
            ("DELETE FROM attempts WHERE last_failed_at <= $1 AND failures < 100", now.plus_seconds(-ATTEMPT_SECONDS)),
        ] {
            gone += sqlx::query(statement).bind(before.0).execute(&mut *transaction).await?.rows_affected();
        }
        transaction.commit().await?;
        Ok(gone)
    }
}
