//! `GET /api/v1/record/results`

use axum::extract::State;
use salus_protocol::{record::ListResults, security::AccessAction};

use crate::{
    app::App,
    auth::guard::PatientSession,
    fhir::views::results::ResultsView,
    routes::{Answer, Reply},
    store::record::Section,
};

/// All of the patient's results, grouped by the test or report they belong to, newest first.
pub(super) async fn list_results(session: PatientSession, State(app): State<App>) -> Answer<ListResults> {
    let store = app.store.patient(&session);
    let results: Option<ResultsView> = store.section(Section::Results, AccessAction::ReadResults).await?;
    Ok(Reply::new(results.unwrap_or_default().list()))
}
