//! `FinishPasskeySignIn`: the passkey's answer.

use axum::{extract::State, http::HeaderMap};
use salus_protocol::{
    ErrorCode,
    ids::AccountId,
    session::{CurrentSession, Offer},
    sign_in::FinishPasskeySignIn,
};

use super::enter;
use crate::{
    app::App,
    auth::{cookies::Cookie, guard::SecondStep, passkeys, visitor::Visitor},
    error::RouteError,
    routes::{Answer, Body},
    store::{ceremonies::Ceremony, steps::NotEntered},
};

/// Begins the session if the answer holds. The challenge is used up either way.
pub(super) async fn handle(
    State(app): State<App>,
    step: SecondStep,
    headers: HeaderMap,
    visitor: Visitor,
    Body(given): Body<FinishPasskeySignIn>,
) -> Answer<FinishPasskeySignIn> {
    if !app.store.take_step_attempt(step.id()).await? {
        return Err(ErrorCode::SecondStepEnded.into());
    }
    let (passkey, content) =
        app.auth.check_answer(&step.holder(), Ceremony::SignIn, &given, &visitor.origin.device).await?;
    // A passkey on another device, reached by a QR code: this device may get one of its own. A key on a stick is carried along, so
    // where it was used there is nothing to offer.
    let elsewhere = given.attachment.as_deref() == Some("cross-platform") && passkeys::is_on_a_phone(&content)?;
    let offer = (elsewhere && may_offer(&app, &headers, step.account()).await?).then_some(Offer::PasskeyHere);
    match app.store.enter_with_passkey(&step, &passkey, &content, &visitor.origin).await? {
        Ok(token) => enter(&app, &headers, step.account(), &token, |session| CurrentSession { offer, ..session }).await,
        Err(NotEntered::StepOver) => Err(ErrorCode::SecondStepEnded.into()),
        Err(NotEntered::Refused) => Err(ErrorCode::PasskeyNotAccepted.into()),
    }
}

/// Whether this device was not asked lately, or never.
async fn may_offer(app: &App, headers: &HeaderMap, account: &AccountId) -> Result<bool, RouteError> {
    let Some(token) = app.cookies.read(headers, Cookie::Device) else { return Ok(true) };
    let known = app.store.known_device(Some(account), &token).await?;
    Ok(known.is_none_or(|device| device.offer_after <= app.store.world().now()))
}
