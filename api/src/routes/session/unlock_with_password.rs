//! `UnlockWithPassword`: the owner is back.

use axum::extract::State;
use salus_protocol::session::UnlockWithPassword;

use super::{attempt, unlock};
use crate::{
    app::App,
    auth::guard::Locked,
    routes::{Answer, Body},
};

/// Unlocks the session if the password is right.
pub(super) async fn handle(
    State(app): State<App>,
    locked: Locked,
    Body(given): Body<UnlockWithPassword>,
) -> Answer<UnlockWithPassword> {
    attempt(&app, &locked, app.auth.confirm(&locked.live().account, &given.password)).await?;
    unlock(&app, &locked).await
}
