//! The resets that wait, and those of the last 30 days.

use std::collections::HashSet;

use salus_protocol::{ids::PatientId, security::AccessAction};

use super::{ResetRow, Row, opened};
use crate::store::{StoreError, invitations::OnFile, staff::StaffStore};

/// How far back the list goes, in seconds: 30 days. No reset is on its way for as long as that.
const LISTED_SECONDS: i64 = 30 * 24 * 60 * 60;
/// How many are listed at most.
const LISTED_AT_MOST: i64 = 100;

/// A reset with the names that go with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedReset {
    /// The reset.
    pub reset: ResetRow,
    /// The patient's whole name.
    pub patient: String,
    /// The name of the first member of the care team.
    pub begun_by: String,
}

impl StaffStore {
    /// The resets, newest first. Noted for each patient whose name it shows but the one whom the log has just noted.
    ///
    /// # Errors
    /// [`StoreError`] if they cannot be read, or the access log cannot be written.
    pub async fn resets(&self, noted: Option<&PatientId>) -> Result<Vec<ListedReset>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT id, patient_id, account_id, begun_by, begun_at, confirmed_at, stopped_at, done_at, invitation_id \
             FROM resets WHERE begun_at > $1 ORDER BY begun_at DESC, id DESC LIMIT $2",
        )
        .bind(self.store.world().now().plus_seconds(-LISTED_SECONDS).0)
        .bind(LISTED_AT_MOST)
        .fetch_all(self.store.database().reader())
        .await?;
        let resets = rows.into_iter().map(opened).collect::<Result<Vec<_>, _>>()?;
        let patients: HashSet<&PatientId> = resets.iter().map(|reset| &reset.patient).collect();
        let notes = patients.into_iter().filter(|patient| Some(*patient) != noted);
        futures::future::try_join_all(notes.map(|patient| self.note(patient, AccessAction::LookedUp))).await?;
        let mut listed = Vec::with_capacity(resets.len());
        for reset in resets {
            listed.push(self.with_names(reset).await?);
        }
        Ok(listed)
    }

    /// A reset with its names, for an answer that is noted already.
    ///
    /// # Errors
    /// [`StoreError`] if they cannot be read.
    pub async fn with_names(&self, reset: ResetRow) -> Result<ListedReset, StoreError> {
        let on_file: OnFile = self.demographics(&reset.patient).await?.unwrap_or_default();
        let patient = match on_file.name {
            Some(name) => name,
            None => self.account_name(&reset.patient).await?,
        };
        let begun_by = self.store.account(&reset.begun_by).await?.map(|account| account.name).unwrap_or_default();
        Ok(ListedReset { reset, patient, begun_by })
    }

    /// Whether this person began the reset.
    #[must_use]
    pub fn began(&self, reset: &ResetRow) -> bool {
        reset.begun_by == *self.session.account()
    }
}
