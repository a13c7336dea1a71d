//! `SearchAccess`: who looked at the patient's record.

use axum::extract::State;
use salus_protocol::security::{AccessLog, SearchAccess};

use crate::{
    app::App,
    auth::guard::PatientSession,
    routes::{Answer, Body, Reply},
};

/// Shows the newest lines of the access log, this look among them.
pub(super) async fn handle(
    State(app): State<App>,
    session: PatientSession,
    Body(_query): Body<SearchAccess>,
) -> Answer<SearchAccess> {
    let lines = app.store.patient(&session).access_lines().await?;
    Ok(Reply::new(AccessLog { lines, more: false }))
}
