//! Steps: what a person holds between two steps of signing in, of activation, or of a new password. A step's token opens nothing but the next
//! step, and like a session's it is kept only as its keyed hash.

use salus_protocol::{
    ids::{AccountId, PasskeyId},
    words::PaperCode,
};
use sqlx::{Any, Transaction};

use super::{
    Store, StoreError,
    accounts::Account,
    attempts::Subject,
    bindings::Binding,
    passkeys::PasskeyContent,
    sessions::{BeganWith, NewSession, Origin},
};
use crate::{
    auth::guard::SecondStep,
    mail::notice::{Kind, Notice},
};

/// How long the second step of signing in stays open, in seconds: 10 minutes.
pub const SECOND_STEP_SECONDS: i64 = 10 * 60;
/// How long an opened invitation stays open, in seconds: 30 minutes.
pub const ACTIVATION_SECONDS: i64 = 30 * 60;
/// How long the last steps of a new password stay open, in seconds: 30 minutes.
pub const RECOVERY_SECONDS: i64 = 30 * 60;
/// How many passkeys or codes may be refused before a step ends.
pub const STEP_ATTEMPTS: i64 = 10;

/// What a step leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The second step of signing in.
    SecondStep,
    /// Activation, through this invitation.
    Activation {
        /// The invitation's id.
        invitation: String,
    },
    /// A new password, after a code by mail.
    Recovery,
}

/// A step that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveStep {
    /// Its id.
    pub id: String,
    /// Whose account.
    pub account: AccountId,
    /// What it leads to.
    pub purpose: Purpose,
    /// The time zone that the browser is set to, for the session that it leads to.
    pub time_zone: Option<String>,
}

/// Why a second step did not lead in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotEntered {
    /// The step is over, by time or because somebody else was faster.
    StepOver,
    /// The account has no such passkey or code any more.
    Refused,
}

/// Id, purpose, account, invitation, time zone, binding.
type LiveRow = (String, String, String, Option<String>, Option<String>, Option<Vec<u8>>);

impl Store {
    /// Opens a step and returns its token: 32 random bytes that are not kept.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn begin_step(
        &self,
        account: &AccountId,
        purpose: &Purpose,
        time_zone: Option<&str>,
    ) -> Result<[u8; 32], StoreError> {
        let mut transaction = self.database().begin().await?;
        let token = self.begin_step_in(&mut transaction, account, purpose, time_zone).await?;
        transaction.commit().await?;
        Ok(token)
    }

    /// Opens the second step for an account whose password was compared; `None` if another password was set meanwhile: comparing
    /// takes its time, and whoever sets a password ends every step that is open then.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses or the password does not open.
    pub async fn begin_second_step(
        &self,
        compared: &Account,
        time_zone: Option<&str>,
    ) -> Result<Option<[u8; 32]>, StoreError> {
        let mut transaction = self.database().begin().await?;
        if self.hold_password(&mut transaction, &compared.id).await? != compared.password_hash {
            return Ok(None);
        }
        let token = self.begin_step_in(&mut transaction, &compared.id, &Purpose::SecondStep, time_zone).await?;
        transaction.commit().await?;
        Ok(Some(token))
    }

    /// [`Store::begin_step`] inside a transaction that does more.
    pub(crate) async fn begin_step_in(
        &self,
        transaction: &mut Transaction<'static, Any>,
        account: &AccountId,
        purpose: &Purpose,
        time_zone: Option<&str>,
    ) -> Result<[u8; 32], StoreError> {
        let token = self.world().bytes::<32>();
        let (word, invitation, seconds) = match purpose {
            Purpose::SecondStep => ("second_step", None, SECOND_STEP_SECONDS),
            Purpose::Activation { invitation } => ("activation", Some(invitation.as_str()), ACTIVATION_SECONDS),
            Purpose::Recovery => ("recovery", None, RECOVERY_SECONDS),
        };
        let (id, token_hash) = (self.world().id(), self.index("steps.token", &token));
        let bound = self.bound(&Binding::of_step(&id, &token_hash, word, account.as_str(), invitation));
        sqlx::query(
            "INSERT INTO steps (id, token_hash, purpose, account_id, invitation_id, failed_attempts, ends_at, time_zone, bound_hash) \
             VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8)",
        )
        .bind(id)
        .bind(token_hash)
        .bind(word)
        .bind(account.as_str())
        .bind(invitation)
        .bind(self.world().now().plus_seconds(seconds).0)
        .bind(time_zone)
        .bind(bound)
        .execute(&mut **transaction)
        .await?;
        Ok(token)
    }

    /// The step of a token, if it is open; for activation, only while the invitation is good.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses, [`StoreError::Sealed`] if somebody has pointed the step at another account.
    pub async fn live_step(&self, token: &[u8]) -> Result<Option<LiveStep>, StoreError> {
        let token_hash = self.index("steps.token", token);
        let row: Option<LiveRow> = sqlx::query_as(
            "SELECT s.id, s.purpose, s.account_id, s.invitation_id, s.time_zone, s.bound_hash FROM steps s \
             LEFT JOIN invitations i ON i.id = s.invitation_id \
             WHERE s.token_hash = $1 AND s.ends_at > $2 AND s.failed_attempts < $3 \
             AND (s.purpose IN ('second_step', 'recovery') OR (s.purpose = 'activation' AND i.used_at IS NULL AND i.ends_at > $2))",
        )
        .bind(token_hash.clone())
        .bind(self.world().now().0)
        .bind(STEP_ATTEMPTS)
        .fetch_optional(self.database().reader())
        .await?;
        row.map(|(id, purpose, account, invitation, time_zone, bound)| {
            let binding = Binding::of_step(&id, &token_hash, &purpose, &account, invitation.as_deref());
            self.check_bound(&binding, bound.as_deref())?;
            Ok(LiveStep {
                id,
                account: AccountId::parse(&account).map_err(|_| StoreError::Unexpected("steps.account_id"))?,
                time_zone,
                purpose: match (purpose.as_str(), invitation) {
                    ("second_step", None) => Purpose::SecondStep,
                    ("recovery", None) => Purpose::Recovery,
                    ("activation", Some(invitation)) => Purpose::Activation { invitation },
                    _ => return Err(StoreError::Unexpected("steps.purpose")),
                },
            })
        })
        .transpose()
    }

    /// Counts an attempt at a passkey or a code before it is looked at; `false` if the step has none left or is over.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn take_step_attempt(&self, step: &str) -> Result<bool, StoreError> {
        let mut transaction = self.database().begin().await?;
        let taken = sqlx::query(
            "UPDATE steps SET failed_attempts = failed_attempts + 1 WHERE id = $1 AND ends_at > $2 AND failed_attempts < $3",
        )
        .bind(step)
        .bind(self.world().now().0)
        .bind(STEP_ATTEMPTS)
        .execute(&mut *transaction)
        .await?
        .rows_affected();
        transaction.commit().await?;
        Ok(taken > 0)
    }

    /// The second step with a passkey whose answer was checked: the step ends, the passkey's use is noted, a session begins.
    /// Returns its token.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses. The inner error: why there is no session.
    pub async fn enter_with_passkey(
        &self,
        step: &SecondStep,
        passkey: &PasskeyId,
        content: &PasskeyContent,
        origin: &Origin,
    ) -> Result<Result<[u8; 32], NotEntered>, StoreError> {
        let mut transaction = self.database().begin().await?;
        if !self.end_step(&mut transaction, step.id()).await? {
            return Ok(Err(NotEntered::StepOver));
        }
        if !self.use_passkey(&mut transaction, passkey, step.account(), content, &origin.device).await? {
            return Ok(Err(NotEntered::Refused));
        }
        let new = NewSession {
            account: step.account(),
            origin,
            with: BeganWith::Passkey,
            passkey: Some(passkey),
            time_zone: step.time_zone(),
        };
        let token = self.begin_session_in(&mut transaction, new).await?;
        transaction.commit().await?;
        Ok(Ok(token))
    }

    /// The second step with a recovery code: a new code takes its place, the step ends, a session begins, and the failures of `subject`
    /// are forgotten. Returns its token and the new code.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses. The inner error: why there is no session; then the code is not used up.
    pub async fn enter_with_code(
        &self,
        step: &SecondStep,
        code: &PaperCode,
        subject: Subject<'_>,
        origin: &Origin,
    ) -> Result<Result<([u8; 32], PaperCode), NotEntered>, StoreError> {
        let mut transaction = self.database().begin().await?;
        if !self.end_step(&mut transaction, step.id()).await? {
            return Ok(Err(NotEntered::StepOver));
        }
        if !self.use_code(&mut transaction, step.account(), code).await? {
            return Ok(Err(NotEntered::Refused));
        }
        let next = self.make_code();
        self.insert_code(&mut transaction, step.account(), &next).await?;
        self.forget_attempts_in(&mut transaction, subject).await?;
        let notice = Notice::of(Kind::RecoveryCodeUsed, self.world().now(), &origin.device);
        self.tell(&mut transaction, step.account(), notice).await?;
        let new = NewSession {
            account: step.account(),
            origin,
            with: BeganWith::RecoveryCode,
            passkey: None,
            time_zone: step.time_zone(),
        };
        let token = self.begin_session_in(&mut transaction, new).await?;
        transaction.commit().await?;
        Ok(Ok((token, next)))
    }

    /// The second step with an authenticator app whose code was checked: the step ends, a session begins. Returns its token;
    /// `None` if the step is over.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn enter_with_totp(&self, step: &SecondStep, origin: &Origin) -> Result<Option<[u8; 32]>, StoreError> {
        let mut transaction = self.database().begin().await?;
        if !self.end_step(&mut transaction, step.id()).await? {
            return Ok(None);
        }
        let new = NewSession {
            account: step.account(),
            origin,
            with: BeganWith::Totp,
            passkey: None,
            time_zone: step.time_zone(),
        };
        let token = self.begin_session_in(&mut transaction, new).await?;
        transaction.commit().await?;
        Ok(Some(token))
    }

    /// Ends the step of a token, if there is one.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn drop_step(&self, token: &[u8]) -> Result<(), StoreError> {
        let mut transaction = self.database().begin().await?;
        sqlx::query("DELETE FROM steps WHERE token_hash = $1")
            .bind(self.index("steps.token", token))
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Ends a step inside the transaction of what it led to; `false` if it was over already, by time or because somebody
    /// else was faster.
    pub(crate) async fn end_step(
        &self,
        transaction: &mut Transaction<'static, Any>,
        step: &str,
    ) -> Result<bool, StoreError> {
        let ended = sqlx::query("DELETE FROM steps WHERE id = $1 AND ends_at > $2")
            .bind(step)
            .bind(self.world().now().0)
            .execute(&mut **transaction)
            .await?
            .rows_affected();
        Ok(ended > 0)
    }
}
