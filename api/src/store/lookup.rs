//! Finding a patient who has lost every way in: by a value that matches exactly, each find a line in the patient's log.

use std::collections::BTreeSet;

use salus_protocol::{ids::PatientId, recovery::FoundPatient, security::AccessAction};

use super::{Store, StoreError, invitations::OnFile, staff::StaffStore};
use crate::domain::identifiers::Kind;

/// How many patients are shown at most. A value that fits more finds nobody for certain.
const FOUND_AT_MOST: i64 = 10;

impl StaffStore {
    /// The patients to whom a value belongs, at most ten. Noted for each of them before anything is shown.
    ///
    /// # Errors
    /// [`StoreError`] if they cannot be read, or the access log cannot be written.
    pub async fn find_patients(&self, by: Kind, value: &str) -> Result<Vec<FoundPatient>, StoreError> {
        let Some(normal) = by.normal(value) else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        for patient in self.store.patients_with(by, &normal).await? {
            self.note(&patient, AccessAction::LookedUp).await?;
            let on_file: OnFile = self.demographics(&patient).await?.unwrap_or_default();
            let account = self.store.account_of(&patient).await?;
            let waiting = match &account {
                Some(account) => self.store.pending_reset(&account.id).await?.is_some(),
                None => false,
            };
            found.push(FoundPatient {
                name: on_file.name.or_else(|| Some(account.as_ref()?.name.clone())).unwrap_or_default(),
                born: on_file.birth_date,
                account: account.is_some_and(|account| account.password_hash.is_some()),
                waiting,
                id: patient,
            });
        }
        Ok(found)
    }
}

impl Store {
    /// The patients with an identifier, and for an e-mail address the one whose account has it.
    async fn patients_with(&self, by: Kind, normal: &str) -> Result<Vec<PatientId>, StoreError> {
        let mut ids: BTreeSet<String> = BTreeSet::new();
        if by == Kind::Email {
            let owners: Vec<(String,)> =
                sqlx::query_as("SELECT patient_id FROM accounts WHERE email_index = $1 AND patient_id IS NOT NULL")
                    .bind(self.index("accounts.email", normal.as_bytes()))
                    .fetch_all(self.database().reader())
                    .await?;
            ids.extend(owners.into_iter().map(|(id,)| id));
        }
        let known: Vec<(String,)> = sqlx::query_as(
            "SELECT patient_id FROM patient_identifiers WHERE kind = $1 AND value_index = $2 ORDER BY patient_id LIMIT $3",
        )
        .bind(by.as_str())
        .bind(self.index(by.label(), normal.as_bytes()))
        .bind(FOUND_AT_MOST)
        .fetch_all(self.database().reader())
        .await?;
        ids.extend(known.into_iter().map(|(id,)| id));
        let most = usize::try_from(FOUND_AT_MOST).unwrap_or_default();
        let parse = |id: String| PatientId::parse(&id).map_err(|_| StoreError::Unexpected("patient_identifiers"));
        ids.into_iter().take(most).map(parse).collect()
    }
}
