//! Invitations: a code that makes an account active once, within a week. The password that the person chose waits here, as
//! its hash, until the last step.

use salus_protocol::{
    ids::{AccountId, PatientId},
    security::AccessAction,
    time::{Day, Timestamp},
    words::{PaperCode, PasskeyName},
};
use serde::Deserialize;
use sqlx::{Any, Transaction};

use super::{
    Store, StoreError,
    access_log::{self, Actor, Line},
    accounts::Account,
    bindings::Binding,
    passkeys::PasskeyContent,
    record::Section,
    sessions::{BeganWith, NewSession, Origin},
    totp::NewTotp,
};
use crate::{
    auth::guard::Activation,
    mail::notice::{Kind, Notice},
};

/// How long an invitation is good, in seconds: 7 days.
pub const INVITATION_SECONDS: i64 = 7 * 24 * 60 * 60;
/// How many wrong dates of birth end an invitation.
pub const DATE_ATTEMPTS: i64 = 5;

/// A new invitation. The code is not kept.
#[derive(Clone, Debug)]
pub struct NewInvitation {
    /// The code for the link.
    pub code: PaperCode,
    /// When it ends.
    pub ends_at: Timestamp,
}

/// When an invitation is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    /// From when on; at once without it.
    pub(crate) opens_at: Option<Timestamp>,
    /// Until when.
    pub(crate) ends_at: Timestamp,
}

/// An invitation that somebody tries to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// The invitation.
    pub invitation: String,
    /// Whose account.
    pub account: AccountId,
    /// From when on it opens, if it has to wait.
    pub opens_at: Option<Timestamp>,
}

/// What an account has at first, besides its password.
#[derive(Clone, Copy)]
pub enum FirstProof<'a> {
    /// A passkey, with the name that its owner gives it.
    Passkey(&'a PasskeyContent, &'a PasskeyName),
    /// An authenticator app.
    Totp(&'a NewTotp),
}

/// The last step of an activation, as it was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotActivated {
    /// The invitation was used or ended in the meantime, or no password was chosen.
    InvitationOver,
    /// The passkey is on an account already.
    PasskeyKnown,
}

/// An account that has just become active.
#[derive(Clone, Debug)]
pub struct Entered {
    /// The token of its first session.
    pub token: [u8; 32],
    /// Its recovery code.
    pub recovery_code: PaperCode,
}

/// What an invitation needs to know of a patient: part of the record's [`Section::Demographics`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct OnFile {
    /// The whole name.
    pub name: Option<String>,
    /// The date of birth, where the whole day is known.
    pub birth_date: Option<Day>,
    /// Whether the patient has died.
    pub deceased: bool,
    /// The language that the patient prefers, as the record has it.
    pub language: Option<String>,
    /// The e-mail addresses on file.
    pub emails: Vec<String>,
}

/// Id, account, from when on, binding.
type TriedRow = (String, String, Option<i64>, Option<Vec<u8>>);

impl Store {
    /// Invites an account; an earlier invitation of the same account ends. A patient finds the line in the access log.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn invite(&self, account: &AccountId, patient: Option<&PatientId>) -> Result<NewInvitation, StoreError> {
        let now = self.world().now();
        let ends_at = now.plus_seconds(INVITATION_SECONDS);
        let mut transaction = self.database().begin().await?;
        let (_, code) = self.invite_in(&mut transaction, account, Window { opens_at: None, ends_at }).await?;
        if let Some(patient) = patient {
            let line = Line { patient: patient.clone(), actor: Actor::Practice, action: AccessAction::Invited };
            access_log::insert(&mut transaction, self, line, now).await?;
        }
        transaction.commit().await?;
        Ok(NewInvitation { code, ends_at })
    }

    /// Makes an invitation inside a transaction that does more, and gives its id and its code; earlier ones of the account end.
    pub(crate) async fn invite_in(
        &self,
        transaction: &mut Transaction<'static, Any>,
        account: &AccountId,
        window: Window,
    ) -> Result<(String, PaperCode), StoreError> {
        let (id, code, now) = (self.world().id(), self.make_code(), self.world().now());
        let (code_hash, opens_at) = (self.invitation_hash(&code), window.opens_at.map(|at| at.0));
        let bound = self.bound(&Binding::of_invitation(&id, account.as_str(), &code_hash, opens_at));
        sqlx::query(
            "UPDATE invitations SET ends_at = $1, password_hash = NULL \
             WHERE account_id = $2 AND used_at IS NULL AND ends_at > $1",
        )
        .bind(now.0)
        .bind(account.as_str())
        .execute(&mut **transaction)
        .await?;
        sqlx::query(
            "INSERT INTO invitations (id, account_id, code_hash, failed_attempts, made_at, opens_at, ends_at, bound_hash) \
             VALUES ($1, $2, $3, 0, $4, $5, $6, $7)",
        )
        .bind(id.as_str())
        .bind(account.as_str())
        .bind(code_hash)
        .bind(now.0)
        .bind(opens_at)
        .bind(window.ends_at.0)
        .bind(bound)
        .execute(&mut **transaction)
        .await?;
        Ok((id, code))
    }

    /// Opens an invitation for one try at its proof, which is counted before anybody looks at it; `None` if the code is
    /// unknown, used or out of date, or has had its wrong dates.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses; [`StoreError::Sealed`] if somebody has pointed the invitation at another account, or
    /// moved when it opens.
    pub async fn try_invitation(&self, code: &PaperCode) -> Result<Option<Tried>, StoreError> {
        let code_hash = self.invitation_hash(code);
        let mut transaction = self.database().begin().await?;
        let row: Option<TriedRow> = sqlx::query_as(
            "UPDATE invitations SET failed_attempts = failed_attempts + 1 \
             WHERE code_hash = $1 AND used_at IS NULL AND ends_at > $2 AND failed_attempts < $3 \
             RETURNING id, account_id, opens_at, bound_hash",
        )
        .bind(code_hash.clone())
        .bind(self.world().now().0)
        .bind(DATE_ATTEMPTS)
        .fetch_optional(&mut *transaction)
        .await?;
        transaction.commit().await?;
        row.map(|(invitation, account, opens_at, bound)| {
            let binding = Binding::of_invitation(&invitation, &account, &code_hash, opens_at);
            self.check_bound(&binding, bound.as_deref())?;
            let account = AccountId::parse(&account).map_err(|_| StoreError::Unexpected("invitations.account_id"))?;
            Ok(Tried { invitation, account, opens_at: opens_at.map(Timestamp) })
        })
        .transpose()
    }

    /// Gives back the try of a person whose proof was right, so that opening a link again costs nothing.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn give_try_back(&self, invitation: &str) -> Result<(), StoreError> {
        let mut transaction = self.database().begin().await?;
        sqlx::query("UPDATE invitations SET failed_attempts = failed_attempts - 1 WHERE id = $1")
            .bind(invitation)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Keeps the hash of the password that was chosen, until the last step.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn choose_password(&self, activation: &Activation, hash: &str) -> Result<(), StoreError> {
        let mut transaction = self.database().begin().await?;
        sqlx::query("UPDATE invitations SET password_hash = $1 WHERE id = $2 AND used_at IS NULL")
            .bind(hash)
            .bind(activation.invitation())
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Whether a password was chosen already.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn has_chosen_password(&self, activation: &Activation) -> Result<bool, StoreError> {
        let (chosen,): (i64,) = sqlx::query_as(
            "SELECT CAST(COUNT(*) AS BIGINT) FROM invitations WHERE id = $1 AND password_hash IS NOT NULL",
        )
        .bind(activation.invitation())
        .fetch_one(self.database().reader())
        .await?;
        Ok(chosen > 0)
    }

    /// The last step, all of it or nothing: the invitation is used, the account has its password, this passkey or app, and one
    /// recovery code, and a session begins. What the account had before (a person who lost everything is invited again)
    /// stops working.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses. The inner error: why the account is not active.
    pub async fn finish_activation(
        &self,
        activation: &Activation,
        first: FirstProof<'_>,
        origin: &Origin,
    ) -> Result<Result<Entered, NotActivated>, StoreError> {
        let account = activation.account();
        let now = self.world().now();
        let mut transaction = self.database().begin().await?;
        let used: Option<(String,)> = sqlx::query_as(
            "UPDATE invitations SET used_at = $1 WHERE id = $2 AND used_at IS NULL AND ends_at > $1 \
             AND password_hash IS NOT NULL RETURNING password_hash",
        )
        .bind(now.0)
        .bind(activation.invitation())
        .fetch_optional(&mut *transaction)
        .await?;
        let Some((password_hash,)) = used else { return Ok(Err(NotActivated::InvitationOver)) };
        sqlx::query("UPDATE invitations SET password_hash = NULL WHERE id = $1")
            .bind(activation.invitation())
            .execute(&mut *transaction)
            .await?;
        // Before the devices go, whose counts it ends.
        self.activate(&mut transaction, account, &password_hash).await?;
        for earlier in [
            "DELETE FROM passkeys WHERE account_id = $1",
            "DELETE FROM totps WHERE account_id = $1",
            // Steps before sessions: a step that becomes a session at this moment is waited for, and its session goes with the others.
            "DELETE FROM steps WHERE account_id = $1",
            "DELETE FROM sessions WHERE account_id = $1",
            "DELETE FROM known_devices WHERE account_id = $1",
            // What those steps and sessions were asked; of an app that is kept now, one secret is enough.
            "DELETE FROM ceremonies WHERE account_id = $1",
        ] {
            sqlx::query(earlier).bind(account.as_str()).execute(&mut *transaction).await?;
        }
        let (with, passkey) = match first {
            FirstProof::Passkey(content, name) => {
                match self.insert_passkey(&mut transaction, account, content, name).await? {
                    Some(id) => (BeganWith::Passkey, Some(id)),
                    None => return Ok(Err(NotActivated::PasskeyKnown)),
                }
            }
            FirstProof::Totp(totp) => {
                self.put_totp(&mut transaction, account, totp).await?;
                (BeganWith::Totp, None)
            }
        };
        let recovery_code = self.make_code();
        self.replace_codes(&mut transaction, account, std::slice::from_ref(&recovery_code)).await?;
        let of_reset = self.end_reset_in(&mut transaction, account, activation.invitation()).await?;
        let kind = if of_reset { Kind::ResetUsed } else { Kind::Activated };
        self.tell(&mut transaction, account, Notice::of(kind, now, &origin.device)).await?;
        let new = NewSession { account, origin, with, passkey: passkey.as_ref(), time_zone: None };
        let token = self.begin_session_in(&mut transaction, new).await?;
        transaction.commit().await?;
        Ok(Ok(Entered { token, recovery_code }))
    }

    /// What is on file of a patient for an invitation. Notes nothing: it is the practice's own system that looks.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses or the record does not open.
    pub async fn on_file(&self, patient: &PatientId) -> Result<OnFile, StoreError> {
        Ok(self.section(patient, Section::Demographics).await?.unwrap_or_default())
    }

    /// The account of a patient, active or not.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses or the row does not open.
    pub async fn account_of(&self, patient: &PatientId) -> Result<Option<Account>, StoreError> {
        let row: Option<(String,)> = sqlx::query_as("SELECT id FROM accounts WHERE patient_id = $1")
            .bind(patient.as_str())
            .fetch_optional(self.database().reader())
            .await?;
        match row {
            Some((id,)) => {
                self.account(&AccountId::parse(&id).map_err(|_| StoreError::Unexpected("accounts.id"))?).await
            }
            None => Ok(None),
        }
    }

    /// The patient whom a source calls so, or whose id here this is: `Patient/123`, `123` or the id.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn find_patient(&self, name: &str) -> Result<Option<PatientId>, StoreError> {
        let key = if name.starts_with("Patient/") { name.to_owned() } else { format!("Patient/{name}") };
        let row: Option<(String,)> = sqlx::query_as("SELECT id FROM patients WHERE source_index = $1 OR id = $2")
            .bind(self.index("patients.source", key.as_bytes()))
            .bind(name)
            .fetch_optional(self.database().reader())
            .await?;
        row.map(|(id,)| PatientId::parse(&id).map_err(|_| StoreError::Unexpected("patients.id"))).transpose()
    }

    /// All patients whose records can be read, in the order in which they came.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn all_patients(&self) -> Result<Vec<PatientId>, StoreError> {
        let rows: Vec<(String,)> = sqlx::query_as("SELECT id FROM patients WHERE destroyed_at IS NULL ORDER BY id")
            .fetch_all(self.database().reader())
            .await?;
        rows.into_iter().map(|(id,)| PatientId::parse(&id).map_err(|_| StoreError::Unexpected("patients.id"))).collect()
    }

    fn invitation_hash(&self, code: &PaperCode) -> Vec<u8> {
        self.index("invitations.code", code.expose().as_bytes())
    }
}
