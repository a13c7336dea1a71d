//! `POST /api/v1/staff/threads/{thread_id}/close`

use axum::extract::{Path, State};
use salus_protocol::{ids::ThreadId, staff::CloseThread};

use super::card::with_patient;
use crate::{
    app::App,
    auth::guard::StaffSession,
    routes::{Answer, Reply, messages::announce},
};

/// Closes a conversation that needs no answer any more, and tells the patient's open pages.
pub(super) async fn close_thread(
    session: StaffSession,
    Path(thread_id): Path<ThreadId>,
    State(app): State<App>,
) -> Answer<CloseThread> {
    let store = app.store.staff(&session);
    let acted = store.close_thread(&thread_id).await??;
    if acted.changed {
        announce(&app, &acted.patient, &thread_id).await;
    }
    Ok(Reply::new(with_patient(&app, &store, acted.patient, acted.thread).await?))
}
