//! `UseRecoveryCode`: a code from paper in place of the passkey.

use axum::{extract::State, http::HeaderMap};
use salus_protocol::{
    ErrorCode,
    sign_in::{Recovered, UseRecoveryCode},
};

use super::enter;
use crate::{
    app::App,
    auth::{cookies::Cookie, guard::SecondStep, visitor::Visitor},
    routes::{Answer, Body},
    store::{attempts::TypedCode, steps::NotEntered},
};

/// Begins the session if the code is one of the account's unused ones, and puts a new one in its place.
pub(super) async fn handle(
    State(app): State<App>,
    step: SecondStep,
    headers: HeaderMap,
    visitor: Visitor,
    Body(given): Body<UseRecoveryCode>,
) -> Answer<UseRecoveryCode> {
    if !app.store.take_step_attempt(step.id()).await? {
        return Err(ErrorCode::SecondStepEnded.into());
    }
    let browser = app.cookies.read(&headers, Cookie::Device);
    let proof = app.auth.take_second_proof(TypedCode::Recovery, step.account(), browser).await?;
    match app.store.enter_with_code(&step, &given.code, proof.subject(), &visitor.origin).await? {
        Ok((token, recovery_code)) => {
            enter(&app, &headers, step.account(), &token, |session| Recovered { recovery_code, session }).await
        }
        Err(NotEntered::StepOver) => Err(ErrorCode::SecondStepEnded.into()),
        Err(NotEntered::Refused) => Err(ErrorCode::RecoveryCodeNotAccepted.into()),
    }
}
