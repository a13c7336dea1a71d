//! The first of two.

use salus_protocol::{
    ids::{PatientId, ResetId},
    recovery::Proofing,
    security::AccessAction,
};

use super::{Row, Telling, opened};
use crate::{
    mail::notice::Kind,
    store::{StoreError, access_log, bindings::Binding, staff::StaffStore},
};

/// Why a reset did not begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotBegun {
    /// There is no such patient, or they have no active account: an invitation is what they need.
    NoAccount,
    /// One is on its way.
    Already,
}

impl StaffStore {
    /// Begins a reset of a patient's account, and tells every address that is known.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses. The inner error: why not.
    pub async fn begin_reset(
        &self,
        patient: &PatientId,
        proofing: Proofing,
    ) -> Result<Result<(), NotBegun>, StoreError> {
        let store = &self.store;
        let account = store.account_of(patient).await?.filter(|account| account.password_hash.is_some());
        let Some(account) = account else { return Ok(Err(NotBegun::NoAccount)) };
        let addresses = store.addresses_of(&account, patient).await?;
        let id = ResetId::parse(&store.world().id()).map_err(|_| StoreError::Unexpected("resets.id"))?;
        let now = store.world().now();
        let mut transaction = store.database().begin().await?;
        // Locks the account: of two who begin at the same moment, the second finds the reset of the first.
        sqlx::query("UPDATE accounts SET made_at = made_at WHERE id = $1")
            .bind(account.id.as_str())
            .execute(&mut *transaction)
            .await?;
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT id, patient_id, account_id, begun_by, begun_at, confirmed_at, stopped_at, done_at, invitation_id \
             FROM resets WHERE account_id = $1 AND stopped_at IS NULL AND done_at IS NULL",
        )
        .bind(account.id.as_str())
        .fetch_all(&mut *transaction)
        .await?;
        for row in rows {
            if opened(row)?.times.is_pending(now) {
                return Ok(Err(NotBegun::Already));
            }
        }
        sqlx::query(
            "INSERT INTO resets (id, patient_id, account_id, begun_by, begun_proofing, begun_at, bound_hash) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(id.as_str())
        .bind(patient.as_str())
        .bind(account.id.as_str())
        .bind(self.session.account().as_str())
        .bind(proofing.as_str())
        .bind(now.0)
        .bind(store.bound(&Binding::of_reset(
            id.as_str(),
            patient.as_str(),
            account.id.as_str(),
            self.session.account().as_str(),
            now.0,
        )))
        .execute(&mut *transaction)
        .await?;
        let telling = Telling { reset: &id, account: &account.id, addresses: &addresses };
        store.tell_of_reset(&mut transaction, &telling, Kind::ResetBegun, None).await?;
        let line = self.line(patient, AccessAction::BeganReset);
        access_log::insert(&mut transaction, store, line, now).await?;
        transaction.commit().await?;
        Ok(Ok(()))
    }
}
