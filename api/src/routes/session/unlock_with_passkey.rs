//! `UnlockWithPasskey`: the owner is back.

use axum::{extract::State, http::HeaderMap};
use salus_protocol::{ErrorCode, session::UnlockWithPasskey, sign_in::PasskeyAssertion};

use super::{attempt, unlock};
use crate::{
    app::App,
    auth::{device, guard::Locked},
    error::RouteError,
    routes::{Answer, Body},
    store::ceremonies::Ceremony,
};

/// Unlocks the session if the answer holds.
pub(super) async fn handle(
    State(app): State<App>,
    locked: Locked,
    headers: HeaderMap,
    Body(given): Body<UnlockWithPasskey>,
) -> Answer<UnlockWithPasskey> {
    attempt(&app, &locked, check(&app, &locked, &headers, &given)).await?;
    unlock(&app, &locked).await
}

/// Whether the answer holds.
async fn check(app: &App, locked: &Locked, headers: &HeaderMap, given: &PasskeyAssertion) -> Result<(), RouteError> {
    let device = device::of(headers);
    let (passkey, content) = app.auth.check_answer(&locked.holder(), Ceremony::Unlock, given, &device).await?;
    if app.store.note_passkey_use(&passkey, &locked.live().account, &content, &device).await? {
        Ok(())
    } else {
        Err(ErrorCode::PasskeyNotAccepted.into())
    }
}
