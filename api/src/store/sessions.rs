//! Sessions: who is signed in where. A token is kept only as its keyed hash, and a session opens only for the account that it
//! was begun for.
//!
//! Without use a session locks itself: its row stays, opens nothing, and waits for its owner until its end.

use salus_protocol::{
    ids::{AccountId, PasskeyId, PatientId, SessionId},
    security::Device,
    session::{PATIENT_IDLE_SECONDS, PATIENT_SESSION_SECONDS, STAFF_IDLE_SECONDS, STAFF_SESSION_SECONDS},
    time::Timestamp,
};
use sqlx::{Any, Transaction};

use super::{Store, StoreError, bindings::Binding};

/// How exactly the last use is kept, in seconds: a write for each request would be a write too many.
const USE_SECONDS: i64 = 60;
/// How many wrong answers end a session that has locked itself.
pub const UNLOCK_ATTEMPTS: i64 = 5;

/// What a session began with, besides the password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BeganWith {
    /// A passkey.
    Passkey,
    /// An authenticator app.
    Totp,
    /// A recovery code.
    RecoveryCode,
}

impl BeganWith {
    /// The word that stands in the row.
    const fn as_str(self) -> &'static str {
        match self {
            Self::Passkey => "passkey",
            Self::Totp => "totp",
            Self::RecoveryCode => "recovery_code",
        }
    }

    fn read(word: &str) -> Result<Self, StoreError> {
        [Self::Passkey, Self::Totp, Self::RecoveryCode]
            .into_iter()
            .find(|known| known.as_str() == word)
            .ok_or(StoreError::Unexpected("sessions.began_with"))
    }
}

/// From where a session begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The browser.
    pub device: Device,
    /// The network, as a keyed hash of the first part of its address ([`Store::network_hash`]).
    pub network: Option<Vec<u8>>,
}

/// A session to be begun.
#[derive(Clone, Copy, Debug)]
pub struct NewSession<'a> {
    /// Whose.
    pub account: &'a AccountId,
    /// From where.
    pub origin: &'a Origin,
    /// With what.
    pub with: BeganWith,
    /// Which passkey, if it was one.
    pub passkey: Option<&'a PasskeyId>,
    /// The time zone that the browser is set to.
    pub time_zone: Option<&'a str>,
}

/// A session that is alive, with what every request needs to know of its account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveSession {
    /// The session.
    pub id: SessionId,
    /// Whose it is.
    pub account: AccountId,
    /// The patient, for a patient's account; `None` for the care team.
    pub patient: Option<PatientId>,
    /// Whether it has locked itself.
    pub locked: bool,
    /// What it began with.
    pub began_with: BeganWith,
    /// When it began.
    pub began_at: Timestamp,
    /// When it was last used, to the minute.
    pub last_used_at: Timestamp,
    /// When it ends, whatever happens.
    pub ends_at: Timestamp,
    /// The network it was last used from.
    pub network: Option<Vec<u8>>,
}

impl LiveSession {
    /// After how many seconds without use it locks itself.
    #[must_use]
    pub fn idle_seconds(&self) -> u32 {
        if self.patient.is_some() { PATIENT_IDLE_SECONDS } else { STAFF_IDLE_SECONDS }
    }

    /// In how many whole seconds it locks itself, if nobody uses it meanwhile.
    #[must_use]
    pub fn left_seconds(&self, now: Timestamp) -> u32 {
        let left = self.last_used_at.plus_seconds(self.idle_seconds().into()).0 - now.0;
        u32::try_from(left / 1_000_000).unwrap_or_default()
    }
}

/// One session in the list of its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// The session.
    pub id: SessionId,
    /// The browser.
    pub device: Device,
    /// The time zone that the browser was set to.
    pub time_zone: Option<String>,
    /// The network it began in.
    pub network: Option<Vec<u8>>,
    /// When it began.
    pub began_at: Timestamp,
    /// When it was last used, to the minute.
    pub last_used_at: Timestamp,
}

/// Id, account, its kind, patient and binding, token's hash, binding, last use, what it began with, when, when it ends, network.
type LiveRow = (
    String,
    String,
    String,
    Option<String>,
    Option<Vec<u8>>,
    Vec<u8>,
    Option<Vec<u8>>,
    i64,
    String,
    i64,
    i64,
    Option<Vec<u8>>,
);

/// Asks for a session that has not ended, by what stands in this column.
macro_rules! live {
    ($column:literal) => {
        concat!(
            "SELECT s.id, s.account_id, a.kind, a.patient_id, a.bound_hash, s.token_hash, s.bound_hash, s.last_used_at, \
             s.began_with, s.began_at, s.ends_at, s.network_hash FROM sessions s JOIN accounts a ON a.id = s.account_id \
             WHERE s.",
            $column,
            " = $1 AND s.ends_at > $2"
        )
    };
}

/// Id, browser, time zone, network, when it began, last use.
type ListedRow = (String, String, Option<String>, Option<Vec<u8>>, i64, i64);

impl Store {
    /// Begins a session and returns its token: 32 random bytes that are not kept.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn begin_session(&self, new: NewSession<'_>) -> Result<[u8; 32], StoreError> {
        let mut transaction = self.database().begin().await?;
        let token = self.begin_session_in(&mut transaction, new).await?;
        transaction.commit().await?;
        Ok(token)
    }

    /// Begins a session inside the transaction of what it was proved with.
    pub(crate) async fn begin_session_in(
        &self,
        transaction: &mut Transaction<'static, Any>,
        new: NewSession<'_>,
    ) -> Result<[u8; 32], StoreError> {
        let (token, id, now) = (self.world().bytes::<32>(), self.world().id(), self.world().now());
        let (kind,): (String,) = sqlx::query_as("SELECT kind FROM accounts WHERE id = $1")
            .bind(new.account.as_str())
            .fetch_one(&mut **transaction)
            .await?;
        let seconds = if kind == "patient" { PATIENT_SESSION_SECONDS } else { STAFF_SESSION_SECONDS };
        let (token_hash, ends_at) = (self.index("sessions.token", &token), now.plus_seconds(seconds.into()).0);
        let binding = Binding::of_session(&id, &token_hash, new.account.as_str(), new.with.as_str(), now.0, ends_at);
        sqlx::query(
            "INSERT INTO sessions (id, token_hash, account_id, device, began_at, last_used_at, ends_at, began_with, \
             passkey_id, time_zone, network_hash, bound_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        )
        .bind(id.as_str())
        .bind(token_hash)
        .bind(new.account.as_str())
        .bind(device_text(&new.origin.device)?)
        .bind(now.0)
        .bind(now.0)
        .bind(ends_at)
        .bind(new.with.as_str())
        .bind(new.passkey.map(PasskeyId::as_str))
        .bind(new.time_zone)
        .bind(new.origin.network.clone())
        .bind(self.bound(&binding))
        .execute(&mut **transaction)
        .await?;
        Ok(token)
    }

    /// The session of a token, if it has not ended; notes its use. `active` is false for what is no sign of a person, such as an
    /// open stream of events. A session that has locked itself is never used.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn live_session(&self, token: &[u8], active: bool) -> Result<Option<LiveSession>, StoreError> {
        let now = self.world().now();
        let row: Option<LiveRow> = sqlx::query_as(live!("token_hash"))
            .bind(self.index("sessions.token", token))
            .bind(now.0)
            .fetch_optional(self.database().reader())
            .await?;
        let Some(session) = row.map(|row| self.open_session(row, now)).transpose()?.flatten() else { return Ok(None) };
        if active && !session.locked && now.plus_seconds(-USE_SECONDS) > session.last_used_at {
            self.use_session(&session.id).await?;
        }
        Ok(Some(session))
    }

    /// The session with this id, if it has not ended, whatever its token is by now. Proves nothing: only for whoever has shown a
    /// token of it before. Not noted as use.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn session_by_id(&self, session: &SessionId) -> Result<Option<LiveSession>, StoreError> {
        let now = self.world().now();
        let row: Option<LiveRow> = sqlx::query_as(live!("id"))
            .bind(session.as_str())
            .bind(now.0)
            .fetch_optional(self.database().reader())
            .await?;
        row.map(|row| self.open_session(row, now)).transpose().map(Option::flatten)
    }

    /// A session from its row; `None` if the row is not its own.
    fn open_session(&self, row: LiveRow, now: Timestamp) -> Result<Option<LiveSession>, StoreError> {
        let (id, account, kind, patient, whose, token_hash, bound, last_used_at, with, began_at, ends_at, network) =
            row;
        // Somebody has written another account into the row, or another patient into the account's.
        let binding = Binding::of_session(&id, &token_hash, &account, &with, began_at, ends_at);
        let of_account = Binding::of_account(&account, &kind, patient.as_deref());
        if self.check_bound(&binding, bound.as_deref()).is_err()
            || self.check_bound(&of_account, whose.as_deref()).is_err()
        {
            return Ok(None);
        }
        let unexpected = |_| StoreError::Unexpected("sessions");
        let mut session = LiveSession {
            id: SessionId::parse(&id).map_err(unexpected)?,
            account: AccountId::parse(&account).map_err(unexpected)?,
            patient: patient.map(|id| PatientId::parse(&id).map_err(unexpected)).transpose()?,
            locked: false,
            began_with: BeganWith::read(&with)?,
            began_at: Timestamp(began_at),
            last_used_at: Timestamp(last_used_at),
            ends_at: Timestamp(ends_at),
            network,
        };
        session.locked = session.last_used_at.plus_seconds(session.idle_seconds().into()) <= now;
        Ok(Some(session))
    }

    /// Notes that a session is used now.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn use_session(&self, session: &SessionId) -> Result<(), StoreError> {
        let mut transaction = self.database().begin().await?;
        sqlx::query("UPDATE sessions SET last_used_at = $1 WHERE id = $2 AND last_used_at < $1")
            .bind(self.world().now().0)
            .bind(session.as_str())
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Gives a session another token, after a new proof; with `unlocks` it goes on as well. `None` if it has ended meanwhile.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn renew_token(&self, session: &LiveSession, unlocks: bool) -> Result<Option<[u8; 32]>, StoreError> {
        let token = self.world().bytes::<32>();
        let token_hash = self.index("sessions.token", &token);
        let binding = Binding::of_session(
            session.id.as_str(),
            &token_hash,
            session.account.as_str(),
            session.began_with.as_str(),
            session.began_at.0,
            session.ends_at.0,
        );
        let mut transaction = self.database().begin().await?;
        let renewed = sqlx::query(
            "UPDATE sessions SET token_hash = $1, bound_hash = $2, failed_unlocks = 0, \
             last_used_at = CASE WHEN $3 = 1 THEN $4 ELSE last_used_at END WHERE id = $5",
        )
        .bind(token_hash)
        .bind(self.bound(&binding))
        .bind(i64::from(unlocks))
        .bind(self.world().now().0)
        .bind(session.id.as_str())
        .execute(&mut *transaction)
        .await?
        .rows_affected();
        transaction.commit().await?;
        Ok((renewed > 0).then_some(token))
    }

    /// Counts an attempt to unlock before it is looked at, and tells which one it is; `None` if it was one too many, with which
    /// the session has ended: so many are under way at once, or were never looked at to the end.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn take_unlock_attempt(&self, session: &SessionId) -> Result<Option<i64>, StoreError> {
        let mut transaction = self.database().begin().await?;
        let taken: Option<(i64,)> = sqlx::query_as(
            "UPDATE sessions SET failed_unlocks = failed_unlocks + 1 WHERE id = $1 AND failed_unlocks < $2 \
             RETURNING failed_unlocks",
        )
        .bind(session.as_str())
        .bind(UNLOCK_ATTEMPTS)
        .fetch_optional(&mut *transaction)
        .await?;
        if taken.is_none() {
            sqlx::query("DELETE FROM sessions WHERE id = $1").bind(session.as_str()).execute(&mut *transaction).await?;
        }
        transaction.commit().await?;
        Ok(taken.map(|(number,)| number))
    }

    /// Takes an attempt to unlock out of the count again: nothing of it was compared.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn give_unlock_attempt_back(&self, session: &SessionId) -> Result<(), StoreError> {
        let mut transaction = self.database().begin().await?;
        sqlx::query("UPDATE sessions SET failed_unlocks = failed_unlocks - 1 WHERE id = $1 AND failed_unlocks > 0")
            .bind(session.as_str())
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The account's sessions that have not ended, last used first.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn sessions_of(&self, account: &AccountId) -> Result<Vec<SessionRow>, StoreError> {
        let rows: Vec<ListedRow> = sqlx::query_as(
            "SELECT id, device, time_zone, network_hash, began_at, last_used_at FROM sessions \
             WHERE account_id = $1 AND ends_at > $2 ORDER BY last_used_at DESC",
        )
        .bind(account.as_str())
        .bind(self.world().now().0)
        .fetch_all(self.database().reader())
        .await?;
        rows.into_iter()
            .map(|(id, device, time_zone, network, began_at, last_used_at)| {
                Ok(SessionRow {
                    id: SessionId::parse(&id).map_err(|_| StoreError::Unexpected("sessions.id"))?,
                    device: device_of(&device),
                    time_zone,
                    network,
                    began_at: Timestamp(began_at),
                    last_used_at: Timestamp(last_used_at),
                })
            })
            .collect()
    }

    /// A keyed hash of the network of an address: its first 24 bits (IPv4) or 64 bits (IPv6).
    #[must_use]
    pub fn network_hash(&self, prefix: &[u8]) -> Vec<u8> {
        self.index("sessions.network", prefix)
    }

    /// Ends all sessions of an account but one, and says how many.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn end_other_sessions(&self, account: &AccountId, but: &SessionId) -> Result<u64, StoreError> {
        let mut transaction = self.database().begin().await?;
        let ended = self.end_other_sessions_in(&mut transaction, account, Some(but)).await?;
        transaction.commit().await?;
        Ok(ended)
    }

    /// The same inside a transaction that does more; without `but` all of them end.
    pub(crate) async fn end_other_sessions_in(
        &self,
        transaction: &mut Transaction<'static, Any>,
        account: &AccountId,
        but: Option<&SessionId>,
    ) -> Result<u64, StoreError> {
        sqlx::query("DELETE FROM steps WHERE account_id = $1")
            .bind(account.as_str())
            .execute(&mut **transaction)
            .await?;
        let ended = sqlx::query("DELETE FROM sessions WHERE account_id = $1 AND id <> $2")
            .bind(account.as_str())
            .bind(but.map_or("", SessionId::as_str))
            .execute(&mut **transaction)
            .await?
            .rows_affected();
        Ok(ended)
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
        self.end_other_sessions_in(&mut transaction, account, None).await?;
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
