//! `GET /api/v1/staff/threads/{thread_id}`

use axum::extract::{Path, State};
use salus_protocol::{ErrorCode, ids::ThreadId, staff::GetStaffThread};

use super::card::with_patient;
use crate::{
    app::App,
    auth::guard::StaffSession,
    routes::{Answer, Reply},
};

/// One conversation with what the team needs to know of its patient.
pub(super) async fn get_staff_thread(
    session: StaffSession,
    Path(thread_id): Path<ThreadId>,
    State(app): State<App>,
) -> Answer<GetStaffThread> {
    let store = app.store.staff(&session);
    let (patient, thread) = store.thread(&thread_id).await?.ok_or(ErrorCode::NotFound)?;
    Ok(Reply::new(with_patient(&app, &store, patient, thread).await?))
}
