//! `GET /api/v1/record/conditions`

use axum::extract::State;
use salus_protocol::{record::ListConditions, security::AccessAction};

use crate::{
    app::App,
    auth::guard::PatientSession,
    routes::{Answer, Reply},
    store::record::Section,
};

/// The patient's conditions, active ones first.
pub(super) async fn list_conditions(session: PatientSession, State(app): State<App>) -> Answer<ListConditions> {
    let section = app.store.patient(&session).section(Section::Conditions, AccessAction::ReadConditions).await?;
    Ok(Reply::new(section.unwrap_or_default()))
}
