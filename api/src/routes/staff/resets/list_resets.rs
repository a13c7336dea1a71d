//! `ListResets`: the resets that wait, and those of the last 30 days.

use axum::extract::State;
use salus_protocol::recovery::ListResets;

use super::listed;
use crate::{
    app::App,
    auth::guard::StaffSession,
    routes::{Answer, Reply},
};

/// Shows them, newest first.
pub(super) async fn handle(State(app): State<App>, session: StaffSession) -> Answer<ListResets> {
    Ok(Reply::new(listed(&app, &app.store.staff(&session), None).await?))
}
