//! `GET /api/v1/record/medications`

use axum::extract::State;
use salus_protocol::{record::ListMedications, security::AccessAction};

use crate::{
    app::App,
    auth::guard::PatientSession,
    routes::{Answer, Reply},
    store::record::Section,
};

/// The patient's medicines, those taken now first.
pub(super) async fn list_medications(session: PatientSession, State(app): State<App>) -> Answer<ListMedications> {
    let section = app.store.patient(&session).section(Section::Medications, AccessAction::ReadMedications).await?;
    Ok(Reply::new(section.unwrap_or_default()))
}
