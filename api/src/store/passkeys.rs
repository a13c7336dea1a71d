//! Passkeys: what the server keeps of each, sealed, and found by the keyed hash of its credential id.

use salus_protocol::{
    ids::{AccountId, PasskeyId, SessionId},
    security::Device,
    time::Timestamp,
    words::PasskeyName,
};
use sqlx::{Any, Transaction};

use super::{
    Store, StoreError,
    sessions::{device_of, device_text},
};
use crate::mail::notice::{Kind, Notice};

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
    /// When it was last used.
    pub last_used_at: Option<Timestamp>,
    /// In which browser.
    pub last_used_on: Option<Device>,
    /// Who keeps it, where it says so.
    pub provider: Option<String>,
    /// Whether it opens nothing any more, because a copy of it seems to be in use.
    pub suspended: bool,
}

/// Id, name, content, whether synced, when added, when last used, in which browser, who keeps it, since when suspended.
type Row = (String, Vec<u8>, Vec<u8>, i64, i64, Option<i64>, Option<String>, Option<String>, Option<i64>);

/// A passkey that was just made, or whose counter and flags have just changed.
#[derive(Clone, Debug)]
pub struct PasskeyContent {
    /// The credential's id, as the authenticator chose it.
    pub credential: Vec<u8>,
    /// What is kept of it, as JSON text.
    pub content: Vec<u8>,
    /// Whether a password manager keeps it in step between devices.
    pub synced: bool,
    /// Who keeps it, where it says so; known when it is made.
    pub provider: Option<String>,
}

/// What became of the wish to remove a passkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removal {
    /// It is gone.
    Removed,
    /// It is the last way in, and stays.
    Last,
    /// The account has no such passkey.
    Unknown,
}

/// The second proofs that an account has; suspended passkeys are none.
struct WaysIn {
    passkeys: Vec<String>,
    codes: i64,
    totps: i64,
}

/// Where a passkey's values are sealed for: their row and the account it belongs to, so that a row that somebody points to
/// another account does not open.
fn place(id: &str, account: &AccountId) -> String {
    format!("{id}/{account}")
}

impl Store {
    /// An account's passkeys, oldest first.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses or a row does not open.
    pub async fn passkeys_of(&self, account: &AccountId) -> Result<Vec<PasskeyRow>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT id, name_ct, passkey_ct, synced, added_at, last_used_at, last_used_on, provider, suspended_at FROM passkeys \
             WHERE account_id = $1 ORDER BY added_at, id",
        )
        .bind(account.as_str())
        .fetch_all(self.database().reader())
        .await?;
        rows.into_iter()
            .map(|(id, name, content, synced, added_at, last_used_at, used_on, provider, suspended_at)| {
                Ok(PasskeyRow {
                    name: self.open_text_for_practice("passkeys", "name_ct", &place(&id, account), &name)?,
                    content: self.open_for_practice("passkeys", "passkey_ct", &place(&id, account), &content)?,
                    id: PasskeyId::parse(&id).map_err(|_| StoreError::Unexpected("passkeys.id"))?,
                    synced: synced != 0,
                    added_at: Timestamp(added_at),
                    last_used_at: last_used_at.map(Timestamp),
                    last_used_on: used_on.as_deref().map(device_of),
                    provider,
                    suspended: suspended_at.is_some(),
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
        device: &Device,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.database().begin().await?;
        let added = self.insert_passkey(&mut transaction, account, passkey, name).await?;
        if added.is_some() {
            let notice = Notice::of(Kind::PasskeyAdded, self.world().now(), device);
            self.tell(&mut transaction, account, notice).await?;
        }
        transaction.commit().await?;
        Ok(added.is_some())
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
        let sealed =
            self.seal_for_practice("passkeys", "name_ct", &place(passkey.as_str(), account), name.as_str().as_bytes())?;
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

    /// Removes a passkey of an account, but never its last way in: the last passkey only with an unused recovery code or an
    /// authenticator app. One that is suspended is no way in, and can always go. Other sessions that began with it end.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn remove_passkey(
        &self,
        account: &AccountId,
        passkey: &PasskeyId,
        session: &SessionId,
        device: &Device,
    ) -> Result<Removal, StoreError> {
        let mut transaction = self.database().begin().await?;
        let ways = self.ways_in(&mut transaction, account).await?;
        let is_way = ways.passkeys.iter().any(|id| id == passkey.as_str());
        let others = ways.passkeys.iter().any(|id| id != passkey.as_str());
        let gone = sqlx::query("DELETE FROM passkeys WHERE id = $1 AND account_id = $2")
            .bind(passkey.as_str())
            .bind(account.as_str())
            .execute(&mut *transaction)
            .await?
            .rows_affected();
        if gone == 0 {
            return Ok(Removal::Unknown);
        }
        if is_way && !others && ways.codes == 0 && ways.totps == 0 {
            return Ok(Removal::Last);
        }
        self.end_sessions_of(&mut transaction, passkey, session).await?;
        let notice = Notice::of(Kind::PasskeyRemoved, self.world().now(), device);
        self.tell(&mut transaction, account, notice).await?;
        transaction.commit().await?;
        Ok(Removal::Removed)
    }

    /// Inserts a passkey, and gives its id; `None` if its credential is known, on whatever account.
    pub(crate) async fn insert_passkey(
        &self,
        transaction: &mut Transaction<'static, Any>,
        account: &AccountId,
        passkey: &PasskeyContent,
        name: &PasskeyName,
    ) -> Result<Option<PasskeyId>, StoreError> {
        let id = self.world().id();
        let inserted = sqlx::query(
            "INSERT INTO passkeys (id, account_id, credential_hash, passkey_ct, name_ct, synced, added_at, provider) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (credential_hash) DO NOTHING",
        )
        .bind(id.as_str())
        .bind(account.as_str())
        .bind(self.credential_hash(&passkey.credential))
        .bind(self.seal_for_practice("passkeys", "passkey_ct", &place(&id, account), &passkey.content)?)
        .bind(self.seal_for_practice("passkeys", "name_ct", &place(&id, account), name.as_str().as_bytes())?)
        .bind(i64::from(passkey.synced))
        .bind(self.world().now().0)
        .bind(passkey.provider.as_deref())
        .execute(&mut **transaction)
        .await?
        .rows_affected();
        if inserted == 0 {
            return Ok(None);
        }
        PasskeyId::parse(&id).map(Some).map_err(|_| StoreError::Unexpected("passkeys.id"))
    }

    /// Notes the use of a passkey by itself; `false` if the account has it no more.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn note_passkey_use(
        &self,
        id: &PasskeyId,
        account: &AccountId,
        passkey: &PasskeyContent,
        device: &Device,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.database().begin().await?;
        let used = self.use_passkey(&mut transaction, id, account, passkey, device).await?;
        transaction.commit().await?;
        Ok(used)
    }

    /// Notes the use of a passkey, with its new counter and flags; `false` if the account has it no more.
    pub(crate) async fn use_passkey(
        &self,
        transaction: &mut Transaction<'static, Any>,
        id: &PasskeyId,
        account: &AccountId,
        passkey: &PasskeyContent,
        device: &Device,
    ) -> Result<bool, StoreError> {
        let used = sqlx::query(
            "UPDATE passkeys SET passkey_ct = $1, synced = $2, last_used_at = $3, last_used_on = $6 \
             WHERE id = $4 AND account_id = $5 AND suspended_at IS NULL",
        )
        .bind(self.seal_for_practice("passkeys", "passkey_ct", &place(id.as_str(), account), &passkey.content)?)
        .bind(i64::from(passkey.synced))
        .bind(self.world().now().0)
        .bind(id.as_str())
        .bind(account.as_str())
        .bind(device_text(device)?)
        .execute(&mut **transaction)
        .await?
        .rows_affected();
        Ok(used > 0)
    }

    /// Suspends a passkey: from now on it opens nothing. Its owner is told, once, and in which browser that was.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn suspend_passkey(
        &self,
        account: &AccountId,
        passkey: &PasskeyId,
        device: &Device,
    ) -> Result<(), StoreError> {
        let now = self.world().now();
        let mut transaction = self.database().begin().await?;
        let suspended = sqlx::query(
            "UPDATE passkeys SET suspended_at = $1 WHERE id = $2 AND account_id = $3 AND suspended_at IS NULL",
        )
        .bind(now.0)
        .bind(passkey.as_str())
        .bind(account.as_str())
        .execute(&mut *transaction)
        .await?
        .rows_affected();
        if suspended > 0 {
            self.tell(&mut transaction, account, Notice::of(Kind::PasskeyStopped, now, device)).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Removes the account's authenticator app, but never its last way in.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn remove_totp(&self, account: &AccountId, device: &Device) -> Result<Removal, StoreError> {
        let mut transaction = self.database().begin().await?;
        let ways = self.ways_in(&mut transaction, account).await?;
        if ways.totps == 0 {
            return Ok(Removal::Unknown);
        }
        if ways.passkeys.is_empty() && ways.codes == 0 {
            return Ok(Removal::Last);
        }
        self.drop_totp(&mut transaction, account).await?;
        let notice = Notice::of(Kind::AppRemoved, self.world().now(), device);
        self.tell(&mut transaction, account, notice).await?;
        transaction.commit().await?;
        Ok(Removal::Removed)
    }

    /// The second proofs that an account has. Locks the account's row: of two removals at the same moment, the second one counts
    /// what the first has left.
    async fn ways_in(
        &self,
        transaction: &mut Transaction<'static, Any>,
        account: &AccountId,
    ) -> Result<WaysIn, StoreError> {
        sqlx::query("UPDATE accounts SET made_at = made_at WHERE id = $1")
            .bind(account.as_str())
            .execute(&mut **transaction)
            .await?;
        let passkeys: Vec<(String,)> =
            sqlx::query_as("SELECT id FROM passkeys WHERE account_id = $1 AND suspended_at IS NULL")
                .bind(account.as_str())
                .fetch_all(&mut **transaction)
                .await?;
        let (codes, totps): (i64, i64) = sqlx::query_as(
            "SELECT CAST((SELECT COUNT(*) FROM recovery_codes WHERE account_id = $1 AND used_at IS NULL) AS BIGINT), \
             CAST((SELECT COUNT(*) FROM totps WHERE account_id = $1 AND confirmed_at IS NOT NULL) AS BIGINT)",
        )
        .bind(account.as_str())
        .fetch_one(&mut **transaction)
        .await?;
        Ok(WaysIn { passkeys: passkeys.into_iter().map(|(id,)| id).collect(), codes, totps })
    }

    /// Ends the sessions that began with a passkey, but one.
    async fn end_sessions_of(
        &self,
        transaction: &mut Transaction<'static, Any>,
        passkey: &PasskeyId,
        but: &SessionId,
    ) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM sessions WHERE passkey_id = $1 AND id <> $2")
            .bind(passkey.as_str())
            .bind(but.as_str())
            .execute(&mut **transaction)
            .await?;
        Ok(())
    }

    fn credential_hash(&self, credential: &[u8]) -> Vec<u8> {
        self.index("passkeys.credential", credential)
    }
}
