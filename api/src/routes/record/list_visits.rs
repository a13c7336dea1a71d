//! `GET /api/v1/record/visits`

use axum::extract::State;
use salus_protocol::{record::ListVisits, security::AccessAction};

use crate::{
    app::App,
    auth::guard::PatientSession,
    fhir::views::visits::VisitsView,
    routes::{Answer, Reply},
    store::record::Section,
};

/// The patient's visits, those to come first, then newest first.
pub(super) async fn list_visits(session: PatientSession, State(app): State<App>) -> Answer<ListVisits> {
    let store = app.store.patient(&session);
    let visits: Option<VisitsView> = store.section(Section::Visits, AccessAction::ReadVisits).await?;
    Ok(Reply::new(visits.unwrap_or_default().list(app.store.world().now())))
}
