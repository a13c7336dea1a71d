//! The record as it is read: view sections made by the importer, one sealed text each, opened with one decryption.

use salus_protocol::{ids::PatientId, security::AccessAction};
use serde::de::DeserializeOwned;

use super::{Store, StoreError, patient::PatientStore};
use crate::crypto::Place;

/// A part of the record that is read as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Name, date of birth and the like.
    Demographics,
    /// The record at a glance.
    Glance,
    /// Results with all that their details need.
    Results,
    /// Vital signs.
    Vitals,
    /// Medicines.
    Medications,
    /// Conditions.
    Conditions,
    /// Allergies.
    Allergies,
    /// Immunizations.
    Immunizations,
    /// Visits, past and planned.
    Visits,
}

impl Section {
    /// All sections.
    pub const ALL: [Self; 9] = [
        Self::Demographics,
        Self::Glance,
        Self::Results,
        Self::Vitals,
        Self::Medications,
        Self::Conditions,
        Self::Allergies,
        Self::Immunizations,
        Self::Visits,
    ];

    /// The word that stands in the row.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Demographics => "demographics",
            Self::Glance => "glance",
            Self::Results => "results",
            Self::Vitals => "vitals",
            Self::Medications => "medications",
            Self::Conditions => "conditions",
            Self::Allergies => "allergies",
            Self::Immunizations => "immunizations",
            Self::Visits => "visits",
        }
    }
}

impl Store {
    /// One section of a patient's record; `None` if nothing was imported yet. Notes nothing: the caller has, or will.
    pub(crate) async fn section<T: DeserializeOwned>(
        &self,
        patient: &PatientId,
        section: Section,
    ) -> Result<Option<T>, StoreError> {
        let row: Option<(Vec<u8>,)> =
            sqlx::query_as("SELECT content_ct FROM record_views WHERE patient_id = $1 AND section = $2")
                .bind(patient.as_str())
                .bind(section.as_str())
                .fetch_optional(self.database().reader())
                .await?;
        let Some((sealed,)) = row else { return Ok(None) };
        let key = self.key_of(patient).await?;
        let place =
            Place { table: "record_views", column: "content_ct", row: section.as_str(), owner: patient.as_str() };
        let text = key.open(place, &sealed)?;
        serde_json::from_slice(&text).map(Some).map_err(|_| StoreError::Unexpected("record_views.content_ct"))
    }
}

impl PatientStore {
    /// One section of the record, noted as `action`; `None` if nothing was imported yet.
    ///
    /// # Errors
    /// [`StoreError`] if it cannot be read, or the access log cannot be written.
    pub async fn section<T: DeserializeOwned>(
        &self,
        section: Section,
        action: AccessAction,
    ) -> Result<Option<T>, StoreError> {
        let (content, ()) = tokio::try_join!(self.store.section(self.patient(), section), self.note(action))?;
        Ok(content)
    }

    /// One more section for an answer that is noted already (home reads several).
    ///
    /// # Errors
    /// [`StoreError`] if it cannot be read.
    pub(crate) async fn more<T: DeserializeOwned>(&self, section: Section) -> Result<Option<T>, StoreError> {
        self.store.section(self.patient(), section).await
    }
}
