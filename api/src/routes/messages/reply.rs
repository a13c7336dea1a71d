//! `POST /api/v1/messages/{thread_id}/replies`

use axum::extract::{Path, State};
use salus_protocol::{ids::ThreadId, messages::Reply as Operation};

use super::announce;
use crate::{
    app::App,
    auth::guard::PatientSession,
    routes::{Answer, Body, Reply},
};

/// Adds the patient's message to a conversation and tells the care team. The same key again stores nothing.
pub(super) async fn reply(
    session: PatientSession,
    Path(thread_id): Path<ThreadId>,
    State(app): State<App>,
    Body(new): Body<Operation>,
) -> Answer<Operation> {
    let acted = app.store.patient(&session).reply(&thread_id, &new, app.practice.answer_days).await??;
    if acted.changed {
        announce(&app, &acted.patient, &thread_id).await;
    }
    Ok(Reply::new(acted.thread))
}
