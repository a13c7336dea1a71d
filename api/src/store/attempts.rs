//! Failed attempts at a password, counted by keyed hash of what was attempted, whether or not it exists: an address that
//! has no account is slowed down exactly like one that has.
//!
//! An attempt is counted before the password is looked at, and forgotten when it was right. So a hundred attempts at once
//! cannot all slip in before the first of them is found to be wrong.

use salus_protocol::{ids::AccountId, words::EmailAddress};

use sqlx::{Any, Transaction};

use super::{Store, StoreError};

/// After how many failures in a row nothing is looked at any more (NIST SP 800-63B-4, section 3.2.2).
pub const STOP_AFTER: i64 = 100;

/// Why an attempt is not looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotNow {
    /// In so many seconds the next one may be made.
    Wait(u32),
    /// There were too many for good: a new password has to be set.
    Stopped,
}

/// What somebody tries a password for.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    /// To sign in with this address.
    SignIn(&'a EmailAddress),
    /// To sign in from a known device, by its id: a count that nobody else can drive up.
    Device(&'a str),
    /// To give a code that is typed as second proof, for this account.
    SecondProof(TypedCode, &'a AccountId),
    /// The same on a known device, by its id.
    SecondProofOn(TypedCode, &'a str),
    /// To confirm a sensitive step, signed in to this account.
    Confirm(&'a AccountId),
}

impl Subject<'_> {
    /// Whether so many failures in a row stop it for good. Nobody guesses a recovery code, and it may be the last way in: whoever fails
    /// on purpose makes its owner wait, and no more.
    const fn stops(self) -> bool {
        !matches!(self, Self::SecondProof(TypedCode::Recovery, _) | Self::SecondProofOn(TypedCode::Recovery, _))
    }
}

/// A code that is typed as second proof. Each kind counts by itself, so that failures at one keep nobody from the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypedCode {
    /// Of an authenticator app: six digits.
    App,
    /// A recovery code: 128 bits.
    Recovery,
}

impl Store {
    /// Counts an attempt, unless the last failures ask for a pause first. `pause` says how many seconds must lie between so
    /// many failures and the next attempt.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses. The inner error: why the attempt is not to be made; it is not
    /// counted.
    pub async fn take_attempt(
        &self,
        subject: Subject<'_>,
        pause: fn(i64) -> i64,
    ) -> Result<Result<(), NotNow>, StoreError> {
        let hash = self.subject_hash(subject);
        let now = self.world().now();
        let mut transaction = self.database().begin().await?;
        // The update that changes nothing locks the row, so that attempts at the same moment are counted one by one.
        let (failures, last_failed_at): (i64, i64) = sqlx::query_as(
            "INSERT INTO attempts (subject_hash, failures, last_failed_at) VALUES ($1, 0, $2) \
             ON CONFLICT (subject_hash) DO UPDATE SET failures = attempts.failures RETURNING failures, last_failed_at",
        )
        .bind(hash.clone())
        .bind(now.0)
        .fetch_one(&mut *transaction)
        .await?;
        if failures >= STOP_AFTER && subject.stops() {
            return Ok(Err(NotNow::Stopped));
        }
        let wait = last_failed_at + pause(failures) * 1_000_000 - now.0;
        if wait > 0 {
            let seconds = wait.unsigned_abs().div_ceil(1_000_000);
            return Ok(Err(NotNow::Wait(u32::try_from(seconds).unwrap_or(u32::MAX))));
        }
        sqlx::query("UPDATE attempts SET failures = failures + 1, last_failed_at = $1 WHERE subject_hash = $2")
            .bind(now.0)
            .bind(hash)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(Ok(()))
    }

    /// Takes back an attempt that was counted and then never made.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn give_attempt_back(&self, subject: Subject<'_>) -> Result<(), StoreError> {
        self.change_attempts("UPDATE attempts SET failures = failures - 1 WHERE subject_hash = $1", subject).await
    }

    /// Forgets the failures: the password was right.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn forget_attempts(&self, subject: Subject<'_>) -> Result<(), StoreError> {
        self.change_attempts("DELETE FROM attempts WHERE subject_hash = $1", subject).await
    }

    /// Forgets the failures at an address, inside the transaction that sets its new password.
    pub(crate) async fn forget_failures_at(
        &self,
        transaction: &mut Transaction<'static, Any>,
        email: &str,
    ) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM attempts WHERE subject_hash = $1")
            .bind(self.index("attempts.sign_in", email.to_lowercase().as_bytes()))
            .execute(&mut **transaction)
            .await?;
        Ok(())
    }

    /// Forgets every failure of an account that is counted by the account itself or by one of its devices, inside the transaction
    /// that proves its owner anew.
    pub(crate) async fn forget_failures_of(
        &self,
        transaction: &mut Transaction<'static, Any>,
        account: &AccountId,
    ) -> Result<(), StoreError> {
        let devices: Vec<(String,)> = sqlx::query_as("SELECT id FROM known_devices WHERE account_id = $1")
            .bind(account.as_str())
            .fetch_all(&mut **transaction)
            .await?;
        let own = [
            Subject::SecondProof(TypedCode::App, account),
            Subject::SecondProof(TypedCode::Recovery, account),
            Subject::Confirm(account),
        ];
        let on_devices = devices.iter().flat_map(|(id,)| {
            [
                Subject::Device(id),
                Subject::SecondProofOn(TypedCode::App, id),
                Subject::SecondProofOn(TypedCode::Recovery, id),
            ]
        });
        for subject in on_devices.chain(own) {
            self.forget_attempts_in(transaction, subject).await?;
        }
        Ok(())
    }

    /// Forgets the failures, inside the transaction of what was right.
    pub(crate) async fn forget_attempts_in(
        &self,
        transaction: &mut Transaction<'static, Any>,
        subject: Subject<'_>,
    ) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM attempts WHERE subject_hash = $1")
            .bind(self.subject_hash(subject))
            .execute(&mut **transaction)
            .await?;
        Ok(())
    }

    async fn change_attempts(&self, statement: &'static str, subject: Subject<'_>) -> Result<(), StoreError> {
        let mut transaction = self.database().begin().await?;
        sqlx::query(statement).bind(self.subject_hash(subject)).execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(())
    }

    fn subject_hash(&self, subject: Subject<'_>) -> Vec<u8> {
        match subject {
            Subject::SignIn(email) => self.index("attempts.sign_in", email.key().as_bytes()),
            Subject::Device(id) => self.index("attempts.device", id.as_bytes()),
            Subject::SecondProof(TypedCode::App, account) => {
                self.index("attempts.second_proof", account.as_str().as_bytes())
            }
            Subject::SecondProof(TypedCode::Recovery, account) => {
                self.index("attempts.recovery_code", account.as_str().as_bytes())
            }
            Subject::SecondProofOn(TypedCode::App, id) => self.index("attempts.device_second_proof", id.as_bytes()),
            Subject::SecondProofOn(TypedCode::Recovery, id) => {
                self.index("attempts.device_recovery_code", id.as_bytes())
            }
            Subject::Confirm(account) => self.index("attempts.confirm", account.as_str().as_bytes()),
        }
    }
}
