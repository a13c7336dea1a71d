//! `GET /api/v1/record/results/{result_id}`

use axum::extract::{Path, State};
use salus_protocol::{ErrorCode, ids::ResultId, record::GetResult, security::AccessAction};

use crate::{
    app::App,
    auth::guard::PatientSession,
    fhir::views::results::ResultsView,
    routes::{Answer, Reply},
    store::record::Section,
};

/// One of the patient's results with its history. Also a look for one that is not there is noted: it reads the record.
pub(super) async fn get_result(
    session: PatientSession,
    Path(result_id): Path<ResultId>,
    State(app): State<App>,
) -> Answer<GetResult> {
    let store = app.store.patient(&session);
    let results: Option<ResultsView> = store.section(Section::Results, AccessAction::ReadResult).await?;
    let detail = results.unwrap_or_default().detail(&result_id).ok_or(ErrorCode::NotFound)?;
    Ok(Reply::new(detail))
}
