//! What a signed-in patient may do with what is theirs. Exists only for a proven session; each method writes its line in
//! the access log. The methods stand in the files of what they read: [`super::record`], `messages`, `feedback`.

use std::sync::Arc;

use salus_protocol::{ids::PatientId, security::AccessAction};

use super::{
    Store, StoreError,
    access_log::{Actor, Line},
};
use crate::{auth::guard::PatientSession, crypto::DataKey};

/// The store as one patient may use it.
pub struct PatientStore {
    pub(crate) store: Store,
    pub(crate) session: PatientSession,
}

impl PatientStore {
    pub(super) fn new(store: Store, session: PatientSession) -> Self {
        Self { store, session }
    }

    /// Whose data these are.
    #[must_use]
    pub fn patient(&self) -> &PatientId {
        self.session.patient()
    }

    /// The patient's data key.
    pub(crate) async fn key(&self) -> Result<Arc<DataKey>, StoreError> {
        self.store.key_of(self.patient()).await
    }

    /// The line that this patient's doing leaves in the access log.
    pub(crate) fn line(&self, action: AccessAction) -> Line {
        Line { patient: self.patient().clone(), actor: Actor::Patient(self.session.account().clone()), action }
    }

    /// Notes a read, and returns once the note is durable.
    pub(crate) async fn note(&self, action: AccessAction) -> Result<(), StoreError> {
        self.store.note(self.line(action)).await
    }
}
