//! `GET /api/v1/messages`

use axum::extract::State;
use salus_protocol::messages::{ListThreads, Threads};

use crate::{
    app::App,
    auth::guard::PatientSession,
    routes::{Answer, Reply},
};

/// All conversations of the patient, the one with the newest message first.
pub(super) async fn list_threads(session: PatientSession, State(app): State<App>) -> Answer<ListThreads> {
    let threads = app.store.patient(&session).threads().await?;
    Ok(Reply::new(Threads { threads }))
}
