//! `StopReset`: a member of the care team stops a reset.

use axum::extract::{Path, State};
use salus_protocol::{ErrorCode, ids::ResetId, recovery::StopReset};

use super::listed;
use crate::{
    app::App,
    auth::guard::StaffSession,
    routes::{Answer, Reply},
};

/// Stops it, whoever began it. One that has ended stays as it is.
pub(super) async fn handle(
    State(app): State<App>,
    session: StaffSession,
    Path(reset): Path<ResetId>,
) -> Answer<StopReset> {
    let store = app.store.staff(&session);
    if !store.stop_reset(&reset).await? {
        return Err(ErrorCode::NotFound.into());
    }
    Ok(Reply::new(listed(&app, &store, None).await?))
}
