//! How many people looked at a patient's record, from the access log.

use salus_protocol::time::Timestamp;

use super::{StoreError, patient::PatientStore};

impl PatientStore {
    /// How many members of the care team have looked at the patient's record since then, for an answer that is noted already.
    ///
    /// # Errors
    /// [`StoreError`] if the log cannot be read.
    pub(crate) async fn lookers(&self, since: Timestamp) -> Result<u32, StoreError> {
        let (lookers,): (i64,) = sqlx::query_as(
            "SELECT COUNT(DISTINCT actor_id) FROM access_log WHERE patient_id = $1 AND at >= $2 AND actor_kind = 'staff'",
        )
        .bind(self.patient().as_str())
        .bind(since.0)
        .fetch_one(self.store.database().reader())
        .await?;
        Ok(u32::try_from(lookers).unwrap_or(u32::MAX))
    }
}
