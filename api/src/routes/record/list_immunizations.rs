//! `GET /api/v1/record/immunizations`

use axum::extract::State;
use salus_protocol::{record::ListImmunizations, security::AccessAction};

use crate::{
    app::App,
    auth::guard::PatientSession,
    routes::{Answer, Reply},
    store::record::Section,
};

/// The patient's immunizations, newest first.
pub(super) async fn list_immunizations(session: PatientSession, State(app): State<App>) -> Answer<ListImmunizations> {
    let section = app.store.patient(&session).section(Section::Immunizations, AccessAction::ReadImmunizations).await?;
    Ok(Reply::new(section.unwrap_or_default()))
}
