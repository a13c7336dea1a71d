//! Sessions: who is signed in where. A token is kept only as its keyed hash.

use salus_protocol::{
    ids::{AccountId, PatientId, SessionId},
    security::Device,
    time::Timestamp,
};
use sqlx::{Any, Transaction};

use super::{Store, StoreError};

/// How long a session lasts at most, in seconds: 12 hours (security.md section 2.3; NIST SP 800-63B-4 asks for 24 or less).
pub const SESSION_SECONDS: i64 = 12 * 60 * 60;
/// How long a session lasts without use, in seconds.
pub const IDLE_SECONDS: i64 = salus_protocol::session::PATIENT_IDLE_SECONDS as i64;
/// How exactly the last use is kept, in seconds: a write for each request would be a write too many.
const USE_SECONDS: i64 = 60;

/// A session that is alive, with what every request needs to know of its account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveSession {
    /// The session.
    pub id: SessionId,
    /// Whose it is.
    pub account: AccountId,
    /// The patient, for a patient's account; `None` for the care team.
    pub patient: Option<PatientId>,
}

/// One session in the list of its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// The session.
    pub id: SessionId,
    /// The browser.
    pub device: Device,
    /// When it began.
    pub began_at: Timestamp,
    /// When it was last used, to the minute.
    pub last_used_at: Timestamp,
}

impl Store {
    /// Begins a session and returns its token: 32 random bytes that are not kept.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn begin_session(&self, account: &AccountId, device: &Device) -> Result<[u8; 32], StoreError> {
        let mut transaction = self.database().begin().await?;
        let token = self.begin_session_in(&mut transaction, account, device).await?;
        transaction.commit().await?;
        Ok(token)
    }

    /// Begins a session inside the transaction of what it was proved with.
    pub(crate) async fn begin_session_in(
        &self,
        transaction: &mut Transaction<'static, Any>,
        account: &AccountId,
        device: &Device,
    ) -> Result<[u8; 32], StoreError> {
        let token = self.world().bytes::<32>();
        let now = self.world().now();
        sqlx::query(
            "INSERT INTO sessions (id, token_hash, account_id, device, began_at, last_used_at, ends_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(self.world().id())
        .bind(self.index("sessions.token", &token))
        .bind(account.as_str())
        .bind(device_text(device)?)
        .bind(now.0)
        .bind(now.0)
        .bind(now.plus_seconds(SESSION_SECONDS).0)
        .execute(&mut **transaction)
        .await?;
        Ok(token)
    }

    /// The session of a token, if it is alive; notes its use. `active` is false for what is no sign of a person, such as
    /// an open stream of events.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn live_session(&self, token: &[u8], active: bool) -> Result<Option<LiveSession>, StoreError> {
        let now = self.world().now();
        let row: Option<(String, String, Option<String>, i64)> = sqlx::query_as(
            "SELECT s.id, s.account_id, a.patient_id, s.last_used_at FROM sessions s \
             JOIN accounts a ON a.id = s.account_id \
             WHERE s.token_hash = $1 AND s.ends_at > $2 AND s.last_used_at > $3",
        )
        .bind(self.index("sessions.token", token))
        .bind(now.0)
        .bind(now.plus_seconds(-IDLE_SECONDS).0)
        .fetch_optional(self.database().reader())
        .await?;
        let Some((id, account, patient, last_used_at)) = row else { return Ok(None) };
        if active && now.plus_seconds(-USE_SECONDS).0 > last_used_at {
            let mut transaction = self.database().begin().await?;
            sqlx::query("UPDATE sessions SET last_used_at = $1 WHERE id = $2 AND last_used_at < $1")
                .bind(now.0)
                .bind(id.as_str())
                .execute(&mut *transaction)
                .await?;
            transaction.commit().await?;
        }
        let unexpected = |_| StoreError::Unexpected("sessions");
        Ok(Some(LiveSession {
            id: SessionId::parse(&id).map_err(unexpected)?,
            account: AccountId::parse(&account).map_err(unexpected)?,
            patient: patient.map(|id| PatientId::parse(&id).map_err(unexpected)).transpose()?,
        }))
    }

    /// The account's sessions that are alive, last used first.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn sessions_of(&self, account: &AccountId) -> Result<Vec<SessionRow>, StoreError> {
        let now = self.world().now();
        let rows: Vec<(String, String, i64, i64)> = sqlx::query_as(
            "SELECT id, device, began_at, last_used_at FROM sessions \
             WHERE account_id = $1 AND ends_at > $2 AND last_used_at > $3 ORDER BY last_used_at DESC",
        )
        .bind(account.as_str())
        .bind(now.0)
        .bind(now.plus_seconds(-IDLE_SECONDS).0)
        .fetch_all(self.database().reader())
        .await?;
        rows.into_iter()
            .map(|(id, device, began_at, last_used_at)| {
                Ok(SessionRow {
                    id: SessionId::parse(&id).map_err(|_| StoreError::Unexpected("sessions.id"))?,
                    device: device_of(&device),
                    began_at: Timestamp(began_at),
                    last_used_at: Timestamp(last_used_at),
                })
            })
            .collect()
    }

    /// Ends one session of an account; `false` if the account has no such session.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn end_session(&self, account: &AccountId, session: &SessionId) -> Result<bool, StoreError> {
        let mut transaction = self.database().begin().await?;
        let ended = sqlx::query("DELETE FROM sessions WHERE id = $1 AND account_id = $2")
            .bind(session.as_str())
            .bind(account.as_str())
            .execute(&mut *transaction)
            .await?
            .rows_affected();
        transaction.commit().await?;
        Ok(ended > 0)
    }

    /// Ends the session of a token, and tells whose it was.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn drop_session(&self, token: &[u8]) -> Result<Option<(AccountId, SessionId)>, StoreError> {
        let mut transaction = self.database().begin().await?;
        let row: Option<(String, String)> =
            sqlx::query_as("DELETE FROM sessions WHERE token_hash = $1 RETURNING account_id, id")
                .bind(self.index("sessions.token", token))
                .fetch_optional(&mut *transaction)
                .await?;
        transaction.commit().await?;
        let unexpected = |_| StoreError::Unexpected("sessions");
        row.map(|(account, id)| {
            Ok((AccountId::parse(&account).map_err(unexpected)?, SessionId::parse(&id).map_err(unexpected)?))
        })
        .transpose()
    }

    /// Ends all sessions of an account, and every step that is open.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn end_all_sessions(&self, account: &AccountId) -> Result<(), StoreError> {
        let mut transaction = self.database().begin().await?;
        sqlx::query("DELETE FROM steps WHERE account_id = $1")
            .bind(account.as_str())
            .execute(&mut *transaction)
            .await?;
        sqlx::query("DELETE FROM sessions WHERE account_id = $1")
            .bind(account.as_str())
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// A browser as it stands in a row.
pub(crate) fn device_text(device: &Device) -> Result<String, StoreError> {
    serde_json::to_string(device).map_err(|_| StoreError::Unexpected("device"))
}

/// A browser from a row. Rows of the first versions hold words such as "Chrome on Android".
pub(crate) fn device_of(text: &str) -> Device {
    if let Ok(device) = serde_json::from_str(text) {
        return device;
    }
    let (browser, system) = text.split_once(" on ").map_or((text, None), |(browser, system)| (browser, Some(system)));
    let browser = Some(browser).filter(|browser| *browser != "A browser");
    Device { browser: browser.map(str::to_owned), system: system.map(str::to_owned) }
}
