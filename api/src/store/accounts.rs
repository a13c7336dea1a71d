//! Accounts: the people who can sign in. Names, roles and addresses are sealed; the address is found by its keyed hash.

use salus_protocol::{
    ids::{AccountId, PatientId, SessionId},
    preferences::Preferences,
    security::Device,
    time::Timestamp,
    words::{EmailAddress, PersonName},
};
use sqlx::{Any, Transaction};

use super::{Store, StoreError, bindings::Binding, preferences};
use crate::mail::notice::{Kind, Notice};

/// Whose account it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountKind {
    /// A patient's, for this patient.
    Patient(PatientId),
    /// A member of the care team's.
    Staff {
        /// The role, for example "Nurse, diabetes clinic".
        role: PersonName,
    },
}

/// An account to be made.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// Whose it is.
    pub kind: AccountKind,
    /// The address to sign in with.
    pub email: EmailAddress,
    /// The whole name.
    pub name: PersonName,
}

/// An account, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// The patient, for a patient's account.
    pub patient: Option<PatientId>,
    /// The address to sign in with.
    pub email: String,
    /// The whole name.
    pub name: String,
    /// The role, for the care team.
    pub role: Option<String>,
    /// The password's hash in PHC form; `None` until the account is active.
    pub password_hash: Option<String>,
    /// When the password was set, where that is known.
    pub password_set_at: Option<Timestamp>,
    /// How the person wants the portal; `None` until they have chosen.
    pub preferences: Option<Preferences>,
}

/// An address that belongs to another account already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AddressTaken;

/// Id, kind, patient, binding, address, name, role, password's hash, preferences, when the password was set.
type AccountRow = (
    String,
    String,
    Option<String>,
    Option<Vec<u8>>,
    Vec<u8>,
    Vec<u8>,
    Option<Vec<u8>>,
    Option<Vec<u8>>,
    Option<Vec<u8>>,
    Option<i64>,
);

impl Store {
    /// Makes an account without a password: nobody can sign in to it before it is activated.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses. The inner error: [`AddressTaken`] if the address, or the patient, has an account.
    pub async fn make_account(&self, new: &NewAccount) -> Result<Result<AccountId, AddressTaken>, StoreError> {
        let id = AccountId::parse(&self.world().id()).map_err(|_| StoreError::Unexpected("accounts.id"))?;
        let seal = |column, text: &str| self.seal_for_practice("accounts", column, id.as_str(), text.as_bytes());
        let (kind, patient, role) = match &new.kind {
            AccountKind::Patient(patient) => ("patient", Some(patient.as_str()), None),
            AccountKind::Staff { role } => ("staff", None, Some(seal("role_ct", role.as_str())?)),
        };
        let mut transaction = self.database().begin().await?;
        let made = sqlx::query(
            "INSERT INTO accounts (id, kind, patient_id, email_index, email_ct, name_ct, role_ct, made_at, bound_hash) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
        )
        .bind(id.as_str())
        .bind(kind)
        .bind(patient)
        .bind(self.email_index(&new.email))
        .bind(seal("email_ct", new.email.as_str())?)
        .bind(seal("name_ct", new.name.as_str())?)
        .bind(role)
        .bind(self.world().now().0)
        .bind(self.bound(&Binding::of_account(id.as_str(), kind, patient)))
        .execute(&mut *transaction)
        .await?
        .rows_affected();
        transaction.commit().await?;
        Ok(if made == 1 { Ok(id) } else { Err(AddressTaken) })
    }

    /// The account with this address.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses or the row does not open.
    pub async fn account_by_email(&self, email: &EmailAddress) -> Result<Option<Account>, StoreError> {
        let row: Option<AccountRow> = sqlx::query_as(
            "SELECT id, kind, patient_id, bound_hash, email_ct, name_ct, role_ct, password_ct, preferences_ct, password_set_at \
             FROM accounts WHERE email_index = $1",
        )
        .bind(self.email_index(email))
        .fetch_optional(self.database().reader())
        .await?;
        row.map(|row| self.open_account(row)).transpose()
    }

    /// The account with this id.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses or the row does not open.
    pub async fn account(&self, id: &AccountId) -> Result<Option<Account>, StoreError> {
        let row: Option<AccountRow> = sqlx::query_as(
            "SELECT id, kind, patient_id, bound_hash, email_ct, name_ct, role_ct, password_ct, preferences_ct, password_set_at \
             FROM accounts WHERE id = $1",
        )
        .bind(id.as_str())
        .fetch_optional(self.database().reader())
        .await?;
        row.map(|row| self.open_account(row)).transpose()
    }

    /// The active members of the care team, in the order in which they were added.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses or a row does not open.
    pub async fn care_team(&self) -> Result<Vec<Account>, StoreError> {
        let rows: Vec<AccountRow> = sqlx::query_as(
            "SELECT id, kind, patient_id, bound_hash, email_ct, name_ct, role_ct, password_ct, preferences_ct, password_set_at \
             FROM accounts WHERE kind = 'staff' AND activated_at IS NOT NULL ORDER BY made_at, id",
        )
        .fetch_all(self.database().reader())
        .await?;
        rows.into_iter().map(|row| self.open_account(row)).collect()
    }

    /// Sets an account's password and makes the account active, inside a transaction that does more.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub(crate) async fn activate(
        &self,
        transaction: &mut Transaction<'static, Any>,
        account: &AccountId,
        password_hash: &str,
    ) -> Result<(), StoreError> {
        self.set_password(transaction, account, password_hash).await?;
        sqlx::query("UPDATE accounts SET activated_at = $1 WHERE id = $2")
            .bind(self.world().now().0)
            .bind(account.as_str())
            .execute(&mut **transaction)
            .await?;
        Ok(())
    }

    /// Sets an account's password: its hash, sealed for this account, so that a hash that somebody moves to another account's row
    /// opens nothing there. Whatever stopped the one before counts no more.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub(crate) async fn set_password(
        &self,
        transaction: &mut Transaction<'static, Any>,
        account: &AccountId,
        password_hash: &str,
    ) -> Result<(), StoreError> {
        let sealed = self.seal_for_practice("accounts", "password_ct", account.as_str(), password_hash.as_bytes())?;
        let (email,): (Vec<u8>,) = sqlx::query_as(
            "UPDATE accounts SET password_ct = $1, password_hash = NULL, password_set_at = $2 WHERE id = $3 \
             RETURNING email_ct",
        )
        .bind(sealed)
        .bind(self.world().now().0)
        .bind(account.as_str())
        .fetch_one(&mut **transaction)
        .await?;
        let email = self.open_text_for_practice("accounts", "email_ct", account.as_str(), &email)?;
        self.forget_failures_of(transaction, account).await?;
        self.forget_failures_at(transaction, &email).await
    }

    /// The hash of an account's password. Whoever would set another one waits until this transaction is over.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses or the password does not open.
    pub(super) async fn hold_password(
        &self,
        transaction: &mut Transaction<'static, Any>,
        account: &AccountId,
    ) -> Result<Option<String>, StoreError> {
        let held: Option<(Option<Vec<u8>>,)> =
            sqlx::query_as("UPDATE accounts SET password_ct = password_ct WHERE id = $1 RETURNING password_ct")
                .bind(account.as_str())
                .fetch_optional(&mut **transaction)
                .await?;
        let open = |blob: Vec<u8>| self.open_text_for_practice("accounts", "password_ct", account.as_str(), &blob);
        held.and_then(|(password,)| password).map(open).transpose()
    }

    /// Changes the password of an account that is in use; all its sessions but one end.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub async fn change_password(
        &self,
        account: &AccountId,
        password_hash: &str,
        session: &SessionId,
        device: &Device,
    ) -> Result<(), StoreError> {
        let mut transaction = self.database().begin().await?;
        self.set_password(&mut transaction, account, password_hash).await?;
        self.end_other_sessions_in(&mut transaction, account, Some(session)).await?;
        let notice = Notice::of(Kind::PasswordChanged, self.world().now(), device);
        self.tell(&mut transaction, account, notice).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Seals the passwords that the first versions kept as plain hashes.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub(super) async fn seal_plain_passwords(&self) -> Result<(), StoreError> {
        let mut transaction = self.database().begin().await?;
        let plain: Vec<(String, String)> = sqlx::query_as(
            "SELECT id, password_hash FROM accounts WHERE password_hash IS NOT NULL AND password_ct IS NULL",
        )
        .fetch_all(&mut *transaction)
        .await?;
        for (id, hash) in plain {
            let sealed = self.seal_for_practice("accounts", "password_ct", &id, hash.as_bytes())?;
            sqlx::query("UPDATE accounts SET password_ct = $1, password_hash = NULL WHERE id = $2")
                .bind(sealed)
                .bind(id)
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    fn email_index(&self, email: &EmailAddress) -> Vec<u8> {
        self.index("accounts.email", email.key().as_bytes())
    }

    fn open_account(&self, row: AccountRow) -> Result<Account, StoreError> {
        let (id, kind, patient, bound, email, name, role, password, preferences, password_set_at) = row;
        self.check_bound(&Binding::of_account(&id, &kind, patient.as_deref()), bound.as_deref())?;
        let open = |column, blob: &[u8]| self.open_text_for_practice("accounts", column, &id, blob);
        Ok(Account {
            email: open("email_ct", &email)?,
            name: open("name_ct", &name)?,
            role: role.map(|role| open("role_ct", &role)).transpose()?,
            patient: patient
                .map(|id| PatientId::parse(&id).map_err(|_| StoreError::Unexpected("accounts.patient_id")))
                .transpose()?,
            password_hash: password.map(|password| open("password_ct", &password)).transpose()?,
            password_set_at: password_set_at.map(Timestamp),
            preferences: preferences
                .map(|blob| open("preferences_ct", &blob))
                .transpose()?
                .map(|text| preferences::opened(&text)),
            id: AccountId::parse(&id).map_err(|_| StoreError::Unexpected("accounts.id"))?,
        })
    }
}
