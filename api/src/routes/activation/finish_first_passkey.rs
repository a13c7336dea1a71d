//! `FinishFirstPasskey`: the last step of activation.

use axum::{extract::State, http::HeaderMap};
use salus_protocol::activation::FinishFirstPasskey;

use super::{activate, take_attempt};
use crate::{
    app::App,
    auth::{guard::Activation, visitor::Visitor},
    routes::{Answer, Body},
    store::{ceremonies::Ceremony, invitations::FirstProof},
};

/// Makes the account active with this passkey, and begins its first session.
pub(super) async fn handle(
    State(app): State<App>,
    activation: Activation,
    headers: HeaderMap,
    visitor: Visitor,
    Body(new): Body<FinishFirstPasskey>,
) -> Answer<FinishFirstPasskey> {
    take_attempt(&app, &activation).await?;
    let passkey = app.auth.check_made(&activation.holder(), Ceremony::FirstPasskey, &new.credential).await?;
    activate(&app, &activation, &headers, &visitor, FirstProof::Passkey(&passkey, &new.name)).await
}
