//! What a patient can be found by: numbers, telephones and addresses of the record, kept as keyed hashes alone.

use salus_protocol::ids::PatientId;

use super::{StoreError, import::ImportStore};
use crate::domain::identifiers::Identifier;

impl ImportStore {
    /// Keeps what a patient can be found by, in place of what was kept before.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database refuses.
    pub async fn put_identifiers(&mut self, patient: &PatientId, found: &[Identifier]) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM patient_identifiers WHERE patient_id = $1")
            .bind(patient.as_str())
            .execute(&mut *self.transaction)
            .await?;
        for Identifier { kind, value } in found {
            let label = format!("patients.identifier.{}", kind.as_str());
            let index = self.store.index(&label, value.as_bytes());
            sqlx::query(
                "INSERT INTO patient_identifiers (patient_id, kind, value_index) VALUES ($1, $2, $3) \
                 ON CONFLICT DO NOTHING",
            )
            .bind(patient.as_str())
            .bind(kind.as_str())
            .bind(index)
            .execute(&mut *self.transaction)
            .await?;
        }
        Ok(())
    }
}
