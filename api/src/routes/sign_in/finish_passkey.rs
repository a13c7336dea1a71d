//! `FinishPasskeySignIn`: the passkey's answer.

use axum::{extract::State, http::HeaderMap};
use salus_protocol::{ErrorCode, sign_in::FinishPasskeySignIn};

use super::enter;
use crate::{
    app::App,
    auth::{device, guard::SecondStep},
    routes::{Answer, Body},
    store::steps::NotEntered,
};

/// Begins the session if the answer holds. The challenge is used up either way.
pub(super) async fn handle(
    State(app): State<App>,
    step: SecondStep,
    headers: HeaderMap,
    Body(given): Body<FinishPasskeySignIn>,
) -> Answer<FinishPasskeySignIn> {
    if !app.store.take_step_attempt(step.id()).await? {
        return Err(ErrorCode::SecondStepEnded.into());
    }
    let (passkey, content) = app.auth.check_answer(&step.holder(), &given).await?;
    match app.store.enter_with_passkey(&step, &passkey, &content, &device::of(&headers)).await? {
        Ok(token) => enter(&app, &headers, step.account(), &token, |session| session).await,
        Err(NotEntered::StepOver) => Err(ErrorCode::SecondStepEnded.into()),
        Err(NotEntered::Refused) => Err(ErrorCode::PasskeyNotAccepted.into()),
    }
}
