//! The roll: which patients are here, by the ids that an operator needs to invite them. No names.

use salus_protocol::ids::PatientId;

use super::{Store, StoreError};
use crate::crypto::Place;

/// How far a patient's account has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountState {
    /// There is none.
    None,
    /// Invited, and not active yet.
    Invited,
    /// In use.
    Active,
}

/// One patient on the roll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollLine {
    /// The id that Salus gave.
    pub id: PatientId,
    /// The id in the imported files, for example `Patient/123`.
    pub source: String,
    /// How far the account has come.
    pub account: AccountState,
}

/// Patient, sealed source key, account, when it became active.
type RollRow = (String, Vec<u8>, Option<String>, Option<i64>);

impl Store {
    /// All patients whose records can be read, in the order in which they came.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses or a row does not open.
    pub async fn roll(&self) -> Result<Vec<RollLine>, StoreError> {
        let rows: Vec<RollRow> = sqlx::query_as(
            "SELECT p.id, p.source_ct, a.id, a.activated_at FROM patients p \
             LEFT JOIN accounts a ON a.patient_id = p.id WHERE p.destroyed_at IS NULL ORDER BY p.id",
        )
        .fetch_all(self.database().reader())
        .await?;
        let mut roll = Vec::with_capacity(rows.len());
        for (id, sealed, account, activated_at) in rows {
            let id = PatientId::parse(&id).map_err(|_| StoreError::Unexpected("patients.id"))?;
            let place = Place { table: "patients", column: "source_ct", row: id.as_str(), owner: id.as_str() };
            let source = match self.key_of(&id).await {
                Err(StoreError::Destroyed) => continue,
                key => key?.open_text(place, &sealed)?,
            };
            let account = match (account, activated_at) {
                (None, _) => AccountState::None,
                (Some(_), None) => AccountState::Invited,
                (Some(_), Some(_)) => AccountState::Active,
            };
            roll.push(RollLine { id, source, account });
        }
        Ok(roll)
    }
}
