//! `ExportAccess`: the whole access log, to be kept by its owner.

use axum::extract::State;
use salus_protocol::security::ExportAccess;

use crate::{
    app::App,
    auth::{guard::PatientSession, proven::Proven},
    routes::{Answer, Reply},
};

/// Hands out the log after a fresh proof: whoever finds an open session takes no list away.
pub(super) async fn handle(
    State(app): State<App>,
    session: PatientSession,
    _proven: Proven<ExportAccess>,
) -> Answer<ExportAccess> {
    Ok(Reply::new(app.store.patient(&session).access_log().await?))
}
