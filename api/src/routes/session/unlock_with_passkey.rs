//! `UnlockWithPasskey`: the owner is back.

use axum::{extract::State, http::HeaderMap};
use salus_protocol::{ErrorCode, session::UnlockWithPasskey};

use super::{take_attempt, unlock};
use crate::{
    app::App,
    auth::{device, guard::Locked},
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
    take_attempt(&app, &locked).await?;
    let device = device::of(&headers);
    let (passkey, content) = app.auth.check_answer(&locked.holder(), Ceremony::Unlock, &given, &device).await?;
    if !app.store.note_passkey_use(&passkey, &locked.live().account, &content, &device).await? {
        return Err(ErrorCode::PasskeyNotAccepted.into());
    }
    unlock(&app, &locked).await
}
