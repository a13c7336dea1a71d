//! `FinishTotp`: the app's first code.

use axum::extract::State;
use salus_protocol::security::FinishTotp;

use super::overview;
use crate::{
    app::App,
    auth::{guard::SignedIn, visitor::Visitor},
    routes::{Answer, Body, Reply},
};

/// From now on the app can be used to sign in.
pub(super) async fn handle(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Body(step): Body<FinishTotp>,
) -> Answer<FinishTotp> {
    app.auth.confirm_totp(session.account(), &step.code, &visitor.origin.device).await?;
    Ok(Reply::new(overview(&app, &session).await?))
}
