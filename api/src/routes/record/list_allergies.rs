//! `GET /api/v1/record/allergies`

use axum::extract::State;
use salus_protocol::{record::ListAllergies, security::AccessAction};

use crate::{
    app::App,
    auth::guard::PatientSession,
    routes::{Answer, Reply},
    store::record::Section,
};

/// The patient's allergies and intolerances.
pub(super) async fn list_allergies(session: PatientSession, State(app): State<App>) -> Answer<ListAllergies> {
    let section = app.store.patient(&session).section(Section::Allergies, AccessAction::ReadAllergies).await?;
    Ok(Reply::new(section.unwrap_or_default()))
}
