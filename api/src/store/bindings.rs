//! What ties a row to whom it is for: a keyed hash over the columns that say so. Whoever can write to the database and has no keys can
//! point a row of their own at somebody else; it opens nothing there, and an alert is in the log.
//!
//! Sealed values need none of this, since they open only at their place. These rows are believed for their plain columns: whose
//! record an account opens, whose account a code, an invitation, a step or a session leads to, who began a reset, what a proof was
//! given for.

use sqlx::{Any, Transaction};

use super::{Store, StoreError};
use crate::crypto::Unsealed;

/// Whom or what a row is for, ready to be hashed: each column behind its length, the row's id first.
#[derive(Clone, Debug)]
pub(super) struct Binding {
    table: &'static str,
    id: String,
    columns: Vec<u8>,
}

impl Binding {
    fn new(table: &'static str, id: &str) -> Self {
        Self { table, id: id.to_owned(), columns: Vec::new() }.with(id.as_bytes())
    }

    fn with(mut self, column: &[u8]) -> Self {
        self.columns.extend_from_slice(&u64::try_from(column.len()).unwrap_or(u64::MAX).to_be_bytes());
        self.columns.extend_from_slice(column);
        self
    }

    /// A column that may be empty is told from one that is the empty text.
    fn with_some(self, column: Option<&[u8]>) -> Self {
        self.with(&[u8::from(column.is_some())]).with(column.unwrap_or_default())
    }

    /// Whose record an account opens; one of the care team's has no patient.
    pub(super) fn of_account(id: &str, kind: &str, patient: Option<&str>) -> Self {
        Self::new("accounts", id).with(kind.as_bytes()).with_some(patient.map(str::as_bytes))
    }

    /// Whose a recovery code is.
    pub(super) fn of_code(id: &str, account: &str, code_hash: &[u8]) -> Self {
        Self::new("recovery_codes", id).with(account.as_bytes()).with(code_hash)
    }

    /// Whose account an invitation opens, and from when on.
    pub(super) fn of_invitation(id: &str, account: &str, code_hash: &[u8], opens_at: Option<i64>) -> Self {
        let opens_at = opens_at.map(i64::to_be_bytes);
        Self::new("invitations", id)
            .with(account.as_bytes())
            .with(code_hash)
            .with_some(opens_at.as_ref().map(<[u8; 8]>::as_slice))
    }

    /// Of whose account a reset is, and who began it when.
    pub(super) fn of_reset(id: &str, patient: &str, account: &str, begun_by: &str, begun_at: i64) -> Self {
        Self::new("resets", id)
            .with(patient.as_bytes())
            .with(account.as_bytes())
            .with(begun_by.as_bytes())
            .with(&begun_at.to_be_bytes())
    }

    /// To whose account a step leads, and how.
    pub(super) fn of_step(id: &str, token_hash: &[u8], purpose: &str, account: &str, invitation: Option<&str>) -> Self {
        Self::new("steps", id)
            .with(token_hash)
            .with(purpose.as_bytes())
            .with(account.as_bytes())
            .with_some(invitation.map(str::as_bytes))
    }

    /// Whose session it is, what it began with and when, and when it ends.
    pub(super) fn of_session(
        id: &str,
        token_hash: &[u8],
        account: &str,
        began_with: &str,
        began_at: i64,
        ends_at: i64,
    ) -> Self {
        Self::new("sessions", id)
            .with(token_hash)
            .with(account.as_bytes())
            .with(began_with.as_bytes())
            .with(&began_at.to_be_bytes())
            .with(&ends_at.to_be_bytes())
    }

    /// For which act of which session a proof was given, and until when.
    pub(super) fn of_proof(id: &str, session: &str, act: &str, ends_at: i64) -> Self {
        Self::new("proofs", id).with(session.as_bytes()).with(act.as_bytes()).with(&ends_at.to_be_bytes())
    }
}

/// Id, kind, patient.
type AccountRow = (String, String, Option<String>);
/// Id, account, the code's hash.
type CodeRow = (String, String, Vec<u8>);
/// Id, account, the code's hash, from when on.
type InvitationRow = (String, String, Vec<u8>, Option<i64>);
/// Id, patient, account, who began it, when.
type ResetRow = (String, String, String, String, i64);

impl Store {
    /// The keyed hash that stands in the row.
    pub(super) fn bound(&self, binding: &Binding) -> Vec<u8> {
        self.index(&format!("{}.bound", binding.table), &binding.columns)
    }

    /// Makes sure that a row is for whom it was written.
    ///
    /// # Errors
    /// [`Unsealed`] if somebody has changed it.
    pub(super) fn check_bound(&self, binding: &Binding, stored: Option<&[u8]>) -> Result<(), Unsealed> {
        if stored == Some(self.bound(binding).as_slice()) {
            return Ok(());
        }
        // Nothing that the program does itself leads here: somebody looks after this line.
        let Binding { table, id: row, .. } = binding;
        tracing::error!(alert = "unsealed", table, row, "a row was pointed at somebody it is not for");
        Err(Unsealed)
    }

    /// Binds the rows that an older version wrote, once: from then on a row without its hash opens nothing.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub(super) async fn bind_rows_of_before(&self) -> Result<(), StoreError> {
        let mut transaction = self.database().begin().await?;
        let first = sqlx::query("INSERT INTO bindings (one, since) VALUES (1, $1) ON CONFLICT DO NOTHING")
            .bind(self.world().now().0)
            .execute(&mut *transaction)
            .await?
            .rows_affected();
        if first == 0 {
            return Ok(());
        }
        let mut bindings = Vec::new();
        let accounts: Vec<AccountRow> =
            sqlx::query_as("SELECT id, kind, patient_id FROM accounts WHERE bound_hash IS NULL")
                .fetch_all(&mut *transaction)
                .await?;
        bindings.extend(accounts.iter().map(|(id, kind, patient)| Binding::of_account(id, kind, patient.as_deref())));
        let codes: Vec<CodeRow> =
            sqlx::query_as("SELECT id, account_id, code_hash FROM recovery_codes WHERE bound_hash IS NULL")
                .fetch_all(&mut *transaction)
                .await?;
        bindings.extend(codes.iter().map(|(id, account, hash)| Binding::of_code(id, account, hash)));
        let invitations: Vec<InvitationRow> =
            sqlx::query_as("SELECT id, account_id, code_hash, opens_at FROM invitations WHERE bound_hash IS NULL")
                .fetch_all(&mut *transaction)
                .await?;
        bindings
            .extend(invitations.iter().map(|(id, account, hash, at)| Binding::of_invitation(id, account, hash, *at)));
        let resets: Vec<ResetRow> = sqlx::query_as(
            "SELECT id, patient_id, account_id, begun_by, begun_at FROM resets WHERE bound_hash IS NULL",
        )
        .fetch_all(&mut *transaction)
        .await?;
        bindings.extend(
            resets.iter().map(|(id, patient, account, by, at)| Binding::of_reset(id, patient, account, by, *at)),
        );
        for binding in &bindings {
            self.bind_row(&mut transaction, binding).await?;
        }
        transaction.commit().await?;
        if !bindings.is_empty() {
            tracing::warn!(
                alert = "bound",
                rows = bindings.len(),
                "rows of an older version were bound to whom they are for; this happens once, after the upgrade"
            );
        }
        Ok(())
    }

    async fn bind_row(&self, transaction: &mut Transaction<'static, Any>, binding: &Binding) -> Result<(), StoreError> {
        // The names are those of this file.
        let update = sqlx::AssertSqlSafe(format!("UPDATE {} SET bound_hash = $1 WHERE id = $2", binding.table));
        sqlx::query(update).bind(self.bound(binding)).bind(binding.id.as_str()).execute(&mut **transaction).await?;
        Ok(())
    }
}
