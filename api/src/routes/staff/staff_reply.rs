//! `POST /api/v1/staff/threads/{thread_id}/replies`

use axum::extract::{Path, State};
use salus_protocol::{ids::ThreadId, staff::StaffReply};

use super::card::with_patient;
use crate::{
    app::App,
    auth::guard::StaffSession,
    routes::{Answer, Body, Reply, messages::announce},
};

/// Answers a patient, and tells the patient's open pages. The same key again stores nothing.
pub(super) async fn staff_reply(
    session: StaffSession,
    Path(thread_id): Path<ThreadId>,
    State(app): State<App>,
    Body(new): Body<StaffReply>,
) -> Answer<StaffReply> {
    let store = app.store.staff(&session);
    let acted = store.reply(&thread_id, &new).await??;
    if acted.changed {
        announce(&app, &acted.patient, &thread_id).await;
    }
    Ok(Reply::new(with_patient(&app, &store, acted.patient, acted.thread).await?))
}
