//! Passkeys: what the server keeps of each, sealed, and found by the keyed hash of its credential id.

use salus_protocol::{
    ids::{AccountId, PasskeyId},
    time::Timestamp,
    words::PasskeyName,
};
use sqlx::{Any, Transaction};

use super::{Store, StoreError};

/// A passkey as it is kept.
#[derive(Clone, Debug)]
pub struct PasskeyRow {
    /// Its id here.
    pub id: PasskeyId,
    /// The name its owner gave it.
    pub name: String,
    /// What [`crate::auth::passkeys`] needs to check an answer, as JSON text.
    pub content: Vec<u8>,
    /// Whether a password manager keeps it in step between devices.
    pub synced: bool,
    /// When it was added.
    pub added_at: Timestamp,
    /// When it was last used to sign in.
    pub last_used_at: Option<Timestamp>,
}

/// Id, name, content, whether synced, when added, when last used.
type Row = (String, Vec<u8>, Vec<u8>, i64, i64, Option<i64>);

/// A passkey that was just made, or whose counter and flags have just changed.
#[derive(Clone, Debug)]
pub struct PasskeyContent {
    /// The credential's id, as the authenticator chose it.
    pub credential: Vec<u8>,
    /// What is kept of it, as JSON text.
    pub content: Vec<u8>,
    /// Whether a password manager keeps it in step between devices.
    pub synced: bool,
}

/// What became of the wish to remove a passkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removal {
    /// It is gone.
    Removed,
    /// It is the only one, and stays.
    Last,
    /// The account has no such passkey.
    Unknown,
}

impl Store {
    /// An account's passkeys, oldest first.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses or a row does not open.
    pub async fn passkeys_of(&self, account: &AccountId) -> Result<Vec<PasskeyRow>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT id, name_ct, passkey_ct, synced, added_at, last_used_at FROM passkeys \
             WHERE account_id = $1 ORDER BY added_at, id",
        )
        .bind(account.as_str())
        .fetch_all(self.database().reader())
        .await?;
        rows.into_iter()
            .map(|(id, name, content, synced, added_at, last_used_at)| {
                Ok(PasskeyRow {
                    name: self.open_text_for_practice("passkeys", "name_ct", &id, &name)?,
                    content: self.open_for_practice("passkeys", "passkey_ct", &id, &content)?,
                    id: PasskeyId::parse(&id).map_err(|_| StoreError::Unexpected("passkeys.id"))?,
                    synced: synced != 0,
                    added_at: Timestamp(added_at),
                    last_used_at: last_used_at.map(Timestamp),
                })
            })
            .collect()
    }

    /// Adds one more passkey to an account; `false` if the passkey is on some account already, whosever.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn add_passkey(
        &self,
        account: &AccountId,
        passkey: &PasskeyContent,
        name: &PasskeyName,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.database().begin().await?;
        let added = self.insert_passkey(&mut transaction, account, passkey, name).await?;
        transaction.commit().await?;
        Ok(added)
    }

    /// Gives a passkey another name; `false` if the account has no such passkey.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn rename_passkey(
        &self,
        account: &AccountId,
        passkey: &PasskeyId,
        name: &PasskeyName,
    ) -> Result<bool, StoreError> {
        let sealed = self.seal_for_practice("passkeys", "name_ct", passkey.as_str(), name.as_str().as_bytes())?;
        let mut transaction = self.database().begin().await?;
        let renamed = sqlx::query("UPDATE passkeys SET name_ct = $1 WHERE id = $2 AND account_id = $3")
            .bind(sealed)
            .bind(passkey.as_str())
            .bind(account.as_str())
            .execute(&mut *transaction)
            .await?
            .rows_affected();
        transaction.commit().await?;
        Ok(renamed > 0)
    }

    /// Removes a passkey of an account, but never its last one.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn remove_passkey(&self, account: &AccountId, passkey: &PasskeyId) -> Result<Removal, StoreError> {
        let mut transaction = self.database().begin().await?;
        // Locks the account's row: of two removals at the same moment, the second one counts what the first has left.
        sqlx::query("UPDATE accounts SET made_at = made_at WHERE id = $1")
            .bind(account.as_str())
            .execute(&mut *transaction)
            .await?;
        let ids: Vec<(String,)> = sqlx::query_as("SELECT id FROM passkeys WHERE account_id = $1")
            .bind(account.as_str())
            .fetch_all(&mut *transaction)
            .await?;
        if !ids.iter().any(|(id,)| id == passkey.as_str()) {
            return Ok(Removal::Unknown);
        }
        if ids.len() == 1 {
            return Ok(Removal::Last);
        }
        sqlx::query("DELETE FROM passkeys WHERE id = $1").bind(passkey.as_str()).execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(Removal::Removed)
    }

    /// Inserts a passkey; `false` if its credential is known, on whatever account.
    pub(crate) async fn insert_passkey(
        &self,
        transaction: &mut Transaction<'static, Any>,
        account: &AccountId,
        passkey: &PasskeyContent,
        name: &PasskeyName,
    ) -> Result<bool, StoreError> {
        let id = self.world().id();
        let inserted = sqlx::query(
            "INSERT INTO passkeys (id, account_id, credential_hash, passkey_ct, name_ct, synced, added_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (credential_hash) DO NOTHING",
        )
        .bind(id.as_str())
        .bind(account.as_str())
        .bind(self.credential_hash(&passkey.credential))
        .bind(self.seal_for_practice("passkeys", "passkey_ct", &id, &passkey.content)?)
        .bind(self.seal_for_practice("passkeys", "name_ct", &id, name.as_str().as_bytes())?)
        .bind(i64::from(passkey.synced))
        .bind(self.world().now().0)
        .execute(&mut **transaction)
        .await?
        .rows_affected();
        Ok(inserted > 0)
    }

    /// Notes the use of a passkey, with its new counter and flags; `false` if the account has it no more.
    pub(crate) async fn use_passkey(
        &self,
        transaction: &mut Transaction<'static, Any>,
        id: &PasskeyId,
        account: &AccountId,
        passkey: &PasskeyContent,
    ) -> Result<bool, StoreError> {
        let used = sqlx::query(
            "UPDATE passkeys SET passkey_ct = $1, synced = $2, last_used_at = $3 WHERE id = $4 AND account_id = $5",
        )
        .bind(self.seal_for_practice("passkeys", "passkey_ct", id.as_str(), &passkey.content)?)
        .bind(i64::from(passkey.synced))
        .bind(self.world().now().0)
        .bind(id.as_str())
        .bind(account.as_str())
        .execute(&mut **transaction)
        .await?
        .rows_affected();
        Ok(used > 0)
    }

    fn credential_hash(&self, credential: &[u8]) -> Vec<u8> {
        self.index("passkeys.credential", credential)
    }
}
