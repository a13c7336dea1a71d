//! `SearchAccess`: who looked at the patient's record.

use axum::extract::State;
use salus_protocol::security::SearchAccess;

use crate::{
    app::App,
    auth::guard::PatientSession,
    routes::{Answer, Body, Reply},
};

/// Shows the lines of the access log that were asked for, newest first; this look is one of the log's lines.
pub(super) async fn handle(
    State(app): State<App>,
    session: PatientSession,
    Body(query): Body<SearchAccess>,
) -> Answer<SearchAccess> {
    Ok(Reply::new(app.store.patient(&session).access_lines(&query).await?))
}
