//! `StopResetByLink`: whoever received the notice stops the reset.

use axum::extract::State;
use salus_protocol::{Done, recovery::StopResetByLink};

use crate::{
    app::App,
    auth::visitor::Visitor,
    routes::{Answer, Body, Reply},
};

/// Stops the reset, if there is one to stop; the answer does not tell.
pub(super) async fn handle(
    State(app): State<App>,
    visitor: Visitor,
    Body(link): Body<StopResetByLink>,
) -> Answer<StopResetByLink> {
    app.auth.take_network(&visitor)?;
    app.store.stop_reset_by_code(&link.code, &visitor.origin.device).await?;
    Ok(Reply::new(Done {}))
}
