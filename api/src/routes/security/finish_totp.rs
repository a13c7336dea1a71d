//! `FinishTotp`: the app's first code.

use axum::{extract::State, http::HeaderMap};
use salus_protocol::security::FinishTotp;

use super::overview;
use crate::{
    app::App,
    auth::{cookies::Cookie, guard::SignedIn, visitor::Visitor},
    routes::{Answer, Body, Reply},
};

/// From now on the app can be used to sign in.
pub(super) async fn handle(
    State(app): State<App>,
    session: SignedIn,
    headers: HeaderMap,
    visitor: Visitor,
    Body(step): Body<FinishTotp>,
) -> Answer<FinishTotp> {
    let browser = app.cookies.read(&headers, Cookie::Device);
    app.auth.confirm_totp(session.account(), &step.code, &visitor.origin.device, browser).await?;
    Ok(Reply::new(overview(&app, &session).await?))
}
