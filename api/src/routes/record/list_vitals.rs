//! `GET /api/v1/record/vitals`

use axum::extract::State;
use salus_protocol::{record::ListVitals, security::AccessAction};

use crate::{
    app::App,
    auth::guard::PatientSession,
    routes::{Answer, Reply},
    store::record::Section,
};

/// The patient's vital signs with their history.
pub(super) async fn list_vitals(session: PatientSession, State(app): State<App>) -> Answer<ListVitals> {
    let section = app.store.patient(&session).section(Section::Vitals, AccessAction::ReadVitals).await?;
    Ok(Reply::new(section.unwrap_or_default()))
}
