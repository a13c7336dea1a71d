//! `UseTotp`: an authenticator app in place of the passkey.

use axum::{extract::State, http::HeaderMap};
use salus_protocol::{ErrorCode, sign_in::UseTotp};

use super::enter;
use crate::{
    app::App,
    auth::{cookies::Cookie, guard::SecondStep, visitor::Visitor},
    routes::{Answer, Body},
};

/// Begins the session if the code is the app's, and was not used before.
pub(super) async fn handle(
    State(app): State<App>,
    step: SecondStep,
    headers: HeaderMap,
    visitor: Visitor,
    Body(given): Body<UseTotp>,
) -> Answer<UseTotp> {
    if !app.store.take_step_attempt(step.id()).await? {
        return Err(ErrorCode::SecondStepEnded.into());
    }
    app.auth.check_totp(step.account(), &given.code, app.cookies.read(&headers, Cookie::Device)).await?;
    let token = app.store.enter_with_totp(&step, &visitor.origin).await?.ok_or(ErrorCode::SecondStepEnded)?;
    enter(&app, &headers, step.account(), &token, |session| session).await
}
