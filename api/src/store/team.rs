//! Whoever leaves the care team.

use salus_protocol::ids::AccountId;

use super::{Store, StoreError, destroy::DELETED};

impl Store {
    /// Takes a member off the care team, all of it or nothing: sessions and steps end, and passkeys, app, codes, invitations and the
    /// password are gone. The account's row stays with name, role and address, since messages and lines of the log name it, and can be
    /// invited again. `false` if nothing was left to end.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn remove_from_team(&self, account: &AccountId) -> Result<bool, StoreError> {
        let mut transaction = self.database().begin().await?;
        // Whoever is about to get in holds one of these rows: an activation its invitation, a password the account. Each is waited for, and
        // what it began is deleted below; or it waits and finds nothing.
        sqlx::query("UPDATE invitations SET ends_at = ends_at WHERE account_id = $1")
            .bind(account.as_str())
            .execute(&mut *transaction)
            .await?;
        let mut ended = sqlx::query(
            "UPDATE accounts SET password_ct = NULL, password_hash = NULL, password_set_at = NULL, preferences_ct = NULL, \
             activated_at = NULL WHERE id = $1 AND kind = 'staff' \
             AND (password_ct IS NOT NULL OR password_hash IS NOT NULL OR activated_at IS NOT NULL)",
        )
        .bind(account.as_str())
        .execute(&mut *transaction)
        .await?
        .rows_affected();
        for delete in DELETED {
            ended += sqlx::query(delete).bind(account.as_str()).execute(&mut *transaction).await?.rows_affected();
        }
        transaction.commit().await?;
        if ended > 0 {
            tracing::warn!(account = account.as_str(), "a member of the care team was removed");
        }
        Ok(ended > 0)
    }
}
