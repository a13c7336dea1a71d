//! Recovery codes: each good for once in place of a passkey, kept only as a keyed hash.

use salus_protocol::{ids::AccountId, security::Device, words::PaperCode};
use sqlx::{Any, Transaction};

use super::{Store, StoreError, bindings::Binding};
use crate::mail::notice::{Kind, Notice};

impl Store {
    /// A new code of 128 random bits.
    #[must_use]
    pub fn make_code(&self) -> PaperCode {
        PaperCode::from_bits(u128::from_be_bytes(self.world().bytes()))
    }

    /// How many unused codes an account has.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn codes_left(&self, account: &AccountId) -> Result<u32, StoreError> {
        let (left,): (i64,) = sqlx::query_as(
            "SELECT CAST(COUNT(*) AS BIGINT) FROM recovery_codes WHERE account_id = $1 AND used_at IS NULL",
        )
        .bind(account.as_str())
        .fetch_one(self.database().reader())
        .await?;
        u32::try_from(left).map_err(|_| StoreError::Unexpected("recovery_codes"))
    }

    /// Gives an account one new code; all earlier ones stop working.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn renew_code(&self, account: &AccountId, device: &Device) -> Result<PaperCode, StoreError> {
        let mut transaction = self.database().begin().await?;
        let code = self.make_code();
        self.replace_codes(&mut transaction, account, std::slice::from_ref(&code)).await?;
        let notice = Notice::of(Kind::RecoveryCodeRenewed, self.world().now(), device);
        self.tell(&mut transaction, account, notice).await?;
        transaction.commit().await?;
        Ok(code)
    }

    /// Makes an account active with a password and so many codes, which take the place of what it had.
    pub(crate) async fn make_ready(
        &self,
        account: &AccountId,
        password_hash: &str,
        codes: usize,
    ) -> Result<Vec<PaperCode>, StoreError> {
        let codes: Vec<PaperCode> = (0..codes).map(|_| self.make_code()).collect();
        let mut transaction = self.database().begin().await?;
        self.activate(&mut transaction, account, password_hash).await?;
        self.replace_codes(&mut transaction, account, &codes).await?;
        transaction.commit().await?;
        Ok(codes)
    }

    /// Puts these codes in the place of all that the account had.
    pub(crate) async fn replace_codes(
        &self,
        transaction: &mut Transaction<'static, Any>,
        account: &AccountId,
        codes: &[PaperCode],
    ) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM recovery_codes WHERE account_id = $1")
            .bind(account.as_str())
            .execute(&mut **transaction)
            .await?;
        for code in codes {
            self.insert_code(transaction, account, code).await?;
        }
        Ok(())
    }

    /// Adds a code to those of the account.
    pub(crate) async fn insert_code(
        &self,
        transaction: &mut Transaction<'static, Any>,
        account: &AccountId,
        code: &PaperCode,
    ) -> Result<(), StoreError> {
        let (id, code_hash) = (self.world().id(), self.code_hash(code));
        let bound = self.bound(&Binding::of_code(&id, account.as_str(), &code_hash));
        sqlx::query(
            "INSERT INTO recovery_codes (id, account_id, code_hash, made_at, bound_hash) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(id)
        .bind(account.as_str())
        .bind(code_hash)
        .bind(self.world().now().0)
        .bind(bound)
        .execute(&mut **transaction)
        .await?;
        Ok(())
    }

    /// Uses up a code of an account; `false` if it has no such code, or it was used before.
    ///
    /// # Errors
    /// [`StoreError::Sealed`] if somebody has given the account a code of another one.
    pub(crate) async fn use_code(
        &self,
        transaction: &mut Transaction<'static, Any>,
        account: &AccountId,
        code: &PaperCode,
    ) -> Result<bool, StoreError> {
        let code_hash = self.code_hash(code);
        let used: Option<(String, Option<Vec<u8>>)> = sqlx::query_as(
            "UPDATE recovery_codes SET used_at = $1 WHERE code_hash = $2 AND account_id = $3 AND used_at IS NULL \
             RETURNING id, bound_hash",
        )
        .bind(self.world().now().0)
        .bind(code_hash.clone())
        .bind(account.as_str())
        .fetch_optional(&mut **transaction)
        .await?;
        let Some((id, bound)) = used else { return Ok(false) };
        self.check_bound(&Binding::of_code(&id, account.as_str(), &code_hash), bound.as_deref())?;
        Ok(true)
    }

    fn code_hash(&self, code: &PaperCode) -> Vec<u8> {
        self.index("recovery_codes.code", code.expose().as_bytes())
    }
}
