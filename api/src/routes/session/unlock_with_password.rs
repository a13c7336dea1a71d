//! `UnlockWithPassword`: the owner is back.

use axum::extract::State;
use salus_protocol::session::UnlockWithPassword;

use super::{take_attempt, unlock};
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
    take_attempt(&app, &locked).await?;
    app.auth.confirm(&locked.live().account, &given.password).await?;
    unlock(&app, &locked).await
}
