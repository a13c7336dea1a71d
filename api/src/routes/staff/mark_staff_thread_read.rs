//! `POST /api/v1/staff/threads/{thread_id}/read`

use axum::extract::{Path, State};
use salus_protocol::{Done, ErrorCode, ids::ThreadId, staff::MarkStaffThreadRead};

use crate::{
    app::App,
    auth::guard::StaffSession,
    routes::{Answer, Reply, messages::announce},
};

/// Notes that the care team has opened the conversation, so that the patient sees when.
pub(super) async fn mark_staff_thread_read(
    session: StaffSession,
    Path(thread_id): Path<ThreadId>,
    State(app): State<App>,
) -> Answer<MarkStaffThreadRead> {
    let marked = app.store.staff(&session).mark_thread_read(&thread_id).await?;
    let (patient, changed) = marked.ok_or(ErrorCode::NotFound)?;
    if changed {
        announce(&app, &patient, &thread_id).await;
    }
    Ok(Reply::new(Done {}))
}
