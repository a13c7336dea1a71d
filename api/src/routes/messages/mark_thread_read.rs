//! `POST /api/v1/messages/{thread_id}/read`

use axum::extract::{Path, State};
use salus_protocol::{Done, ErrorCode, ids::ThreadId, messages::MarkThreadRead};

use super::announce;
use crate::{
    app::App,
    auth::guard::PatientSession,
    routes::{Answer, Reply},
};

/// Notes that the patient has seen the conversation up to now, so that the care team sees when.
pub(super) async fn mark_thread_read(
    session: PatientSession,
    Path(thread_id): Path<ThreadId>,
    State(app): State<App>,
) -> Answer<MarkThreadRead> {
    let changed = app.store.patient(&session).mark_thread_read(&thread_id).await?.ok_or(ErrorCode::NotFound)?;
    if changed {
        announce(&app, session.patient(), &thread_id).await;
    }
    Ok(Reply::new(Done {}))
}
