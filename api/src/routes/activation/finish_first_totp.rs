//! `FinishFirstTotp`: the last step of activation, with an authenticator app.

use axum::{extract::State, http::HeaderMap};
use salus_protocol::activation::FinishFirstTotp;

use super::{activate, take_attempt};
use crate::{
    app::App,
    auth::{guard::Activation, visitor::Visitor},
    routes::{Answer, Body},
    store::invitations::FirstProof,
};

/// Makes the account active with this app, and begins its first session.
pub(super) async fn handle(
    State(app): State<App>,
    activation: Activation,
    headers: HeaderMap,
    visitor: Visitor,
    Body(step): Body<FinishFirstTotp>,
) -> Answer<FinishFirstTotp> {
    take_attempt(&app, &activation).await?;
    let totp = app.auth.check_first_totp(&activation.holder(), &step.code).await?;
    activate(&app, &activation, &headers, &visitor, FirstProof::Totp(&totp)).await
}
