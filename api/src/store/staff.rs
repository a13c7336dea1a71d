//! What a signed-in member of the care team may do. Each method that touches a patient's data writes its line in that
//! patient's access log. The methods stand in the files of what they read: `messages`, `feedback`.

use salus_protocol::{ids::PatientId, security::AccessAction};

use super::{
    Store, StoreError,
    access_log::{Actor, Line},
};
use crate::auth::guard::StaffSession;

/// The store as one member of the care team may use it.
pub struct StaffStore {
    pub(crate) store: Store,
    pub(crate) session: StaffSession,
}

impl StaffStore {
    pub(super) fn new(store: Store, session: StaffSession) -> Self {
        Self { store, session }
    }

    /// The line that this person's doing leaves in a patient's access log.
    pub(crate) fn line(&self, patient: &PatientId, action: AccessAction) -> Line {
        Line { patient: patient.clone(), actor: Actor::Staff(self.session.account().clone()), action }
    }

    /// Notes a read of a patient's data, and returns once the note is durable.
    pub(crate) async fn note(&self, patient: &PatientId, action: AccessAction) -> Result<(), StoreError> {
        self.store.note(self.line(patient, action)).await
    }
}
