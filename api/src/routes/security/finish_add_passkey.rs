//! `FinishAddPasskey`: takes the passkey that the browser made.

use axum::extract::State;
use salus_protocol::{ErrorCode, security::FinishAddPasskey};

use super::overview;
use crate::{
    app::App,
    auth::{guard::SignedIn, visitor::Visitor},
    routes::{Answer, Body, Reply},
    store::ceremonies::Ceremony,
};

/// Adds the passkey, unless it is on an account already, this one or another.
pub(super) async fn handle(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Body(new): Body<FinishAddPasskey>,
) -> Answer<FinishAddPasskey> {
    let passkey = app.auth.check_made(&session.holder(), Ceremony::AddPasskey, &new.credential).await?;
    if !app.store.add_passkey(session.account(), &passkey, &new.name, &visitor.origin.device).await? {
        return Err(ErrorCode::PasskeyAlreadyAdded.into());
    }
    Ok(Reply::new(overview(&app, &session).await?))
}
