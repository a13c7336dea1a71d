//! `GET /api/v1/messages/{thread_id}`

use axum::extract::{Path, State};
use salus_protocol::{ErrorCode, ids::ThreadId, messages::GetThread};

use crate::{
    app::App,
    auth::guard::PatientSession,
    routes::{Answer, Reply},
};

/// One conversation of the patient, oldest message first.
pub(super) async fn get_thread(
    session: PatientSession,
    Path(thread_id): Path<ThreadId>,
    State(app): State<App>,
) -> Answer<GetThread> {
    let thread = app.store.patient(&session).thread(&thread_id).await?.ok_or(ErrorCode::NotFound)?;
    Ok(Reply::new(thread))
}
