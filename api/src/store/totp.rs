//! Authenticator apps: one an account, its secret sealed. The last step that was used is never taken again.

use salus_protocol::{ids::AccountId, security::Device, time::Timestamp};
use sqlx::{Any, Transaction};
use zeroize::Zeroizing;

use super::{Store, StoreError};
use crate::mail::notice::{Kind, Notice};

/// How long an app may take to be set up, in seconds: 30 minutes, since some have to find and install one first. Whoever comes
/// across its picture afterwards has nothing.
pub const SETUP_SECONDS: i64 = 30 * 60;

/// An authenticator app.
pub struct TotpRow {
    /// The secret that the app shares.
    pub secret: Zeroizing<Vec<u8>>,
    /// When it was set up.
    pub made_at: Timestamp,
    /// When it was last used.
    pub last_used_at: Option<Timestamp>,
    /// The newest step that was used (RFC 6238, section 4.2).
    pub last_step: i64,
}

/// An authenticator app whose first code was right, not yet kept.
pub struct NewTotp {
    /// The secret that the app shares.
    pub secret: Zeroizing<Vec<u8>>,
    /// The step of that code. It is used with that.
    pub step: i64,
}

/// Secret, when it was made, when used, last step.
type Row = (Vec<u8>, i64, Option<i64>, i64);

impl Store {
    /// The account's app, if it is set up.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses or the secret does not open.
    pub async fn totp_of(&self, account: &AccountId) -> Result<Option<TotpRow>, StoreError> {
        let row: Option<Row> = sqlx::query_as(
            "SELECT secret_ct, made_at, last_used_at, last_step FROM totps WHERE account_id = $1 AND confirmed_at IS NOT NULL",
        )
        .bind(account.as_str())
        .fetch_optional(self.database().reader())
        .await?;
        row.map(|row| self.open_totp(account, row)).transpose()
    }

    /// The app that is being set up, while there is time for it.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses or the secret does not open.
    pub async fn totp_to_be(&self, account: &AccountId) -> Result<Option<TotpRow>, StoreError> {
        let row: Option<Row> = sqlx::query_as(
            "SELECT secret_ct, made_at, last_used_at, last_step FROM totps \
             WHERE account_id = $1 AND confirmed_at IS NULL AND made_at > $2",
        )
        .bind(account.as_str())
        .bind(self.world().now().plus_seconds(-SETUP_SECONDS).0)
        .fetch_optional(self.database().reader())
        .await?;
        row.map(|row| self.open_totp(account, row)).transpose()
    }

    fn open_totp(&self, account: &AccountId, row: Row) -> Result<TotpRow, StoreError> {
        let (secret, made_at, last_used_at, last_step) = row;
        Ok(TotpRow {
            secret: Zeroizing::new(self.open_for_practice("totps", "secret_ct", account.as_str(), &secret)?),
            made_at: Timestamp(made_at),
            last_used_at: last_used_at.map(Timestamp),
            last_step,
        })
    }

    /// Begins to set up an app with this secret, in place of one that was begun before; `false` if there is one already.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn begin_totp(&self, account: &AccountId, secret: &[u8]) -> Result<bool, StoreError> {
        let sealed = self.seal_for_practice("totps", "secret_ct", account.as_str(), secret)?;
        let mut transaction = self.database().begin().await?;
        let begun = sqlx::query(
            "INSERT INTO totps (account_id, secret_ct, made_at, last_step) VALUES ($1, $2, $3, 0) \
             ON CONFLICT (account_id) DO UPDATE SET secret_ct = $2, made_at = $3 WHERE totps.confirmed_at IS NULL",
        )
        .bind(account.as_str())
        .bind(sealed)
        .bind(self.world().now().0)
        .execute(&mut *transaction)
        .await?
        .rows_affected();
        transaction.commit().await?;
        Ok(begun > 0)
    }

    /// Notes the use of a step, and that the app is set up; `false` if this step or a later one was used before. With `added`, the
    /// browser in which the app was set up with it, the owner is told.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn use_totp_step(
        &self,
        account: &AccountId,
        step: i64,
        added: Option<&Device>,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.database().begin().await?;
        let used = sqlx::query(
            "UPDATE totps SET last_step = $1, last_used_at = $2, confirmed_at = COALESCE(confirmed_at, $2) \
             WHERE account_id = $3 AND last_step < $1",
        )
        .bind(step)
        .bind(self.world().now().0)
        .bind(account.as_str())
        .execute(&mut *transaction)
        .await?
        .rows_affected();
        if let Some(device) = added.filter(|_| used > 0) {
            let notice = Notice::of(Kind::AppAdded, self.world().now(), device);
            self.tell(&mut transaction, account, notice).await?;
        }
        transaction.commit().await?;
        Ok(used > 0)
    }

    /// Keeps an app that is set up, in place of one that somebody may have begun to set up meanwhile.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub(crate) async fn put_totp(
        &self,
        transaction: &mut Transaction<'static, Any>,
        account: &AccountId,
        totp: &NewTotp,
    ) -> Result<(), StoreError> {
        let sealed = self.seal_for_practice("totps", "secret_ct", account.as_str(), &totp.secret)?;
        sqlx::query(
            "INSERT INTO totps (account_id, secret_ct, made_at, confirmed_at, last_used_at, last_step) \
             VALUES ($1, $2, $3, $3, $3, $4) ON CONFLICT (account_id) DO UPDATE \
             SET secret_ct = $2, made_at = $3, confirmed_at = $3, last_used_at = $3, last_step = $4",
        )
        .bind(account.as_str())
        .bind(sealed)
        .bind(self.world().now().0)
        .bind(totp.step)
        .execute(&mut **transaction)
        .await?;
        Ok(())
    }

    /// Removes the account's app; `false` if it has none.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub(crate) async fn drop_totp(
        &self,
        transaction: &mut Transaction<'static, Any>,
        account: &AccountId,
    ) -> Result<bool, StoreError> {
        let gone = sqlx::query("DELETE FROM totps WHERE account_id = $1")
            .bind(account.as_str())
            .execute(&mut **transaction)
            .await?
            .rows_affected();
        Ok(gone > 0)
    }
}
