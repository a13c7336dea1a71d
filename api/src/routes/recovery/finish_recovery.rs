//! `FinishRecovery`: the passkey's answer and the new password.

use axum::{extract::State, http::HeaderMap};
use salus_protocol::{ErrorCode, events::Event, recovery::FinishRecovery};

use crate::{
    app::App,
    auth::{guard::Recovery, visitor::Visitor},
    events::Audience,
    routes::{Answer, Body, sign_in},
    store::{ceremonies::Ceremony, steps::NotEntered},
};

/// Sets the password and begins the session. The password is judged first, so that one that is too weak costs neither the challenge
/// nor an attempt.
pub(super) async fn handle(
    State(app): State<App>,
    recovery: Recovery,
    headers: HeaderMap,
    visitor: Visitor,
    Body(given): Body<FinishRecovery>,
) -> Answer<FinishRecovery> {
    let account = app.store.account(recovery.account()).await?.ok_or(ErrorCode::CodeNotAccepted)?;
    app.auth.judge(&account, &given.password)?;
    if !app.store.take_step_attempt(recovery.id()).await? {
        return Err(ErrorCode::CodeNotAccepted.into());
    }
    let (holder, device) = (recovery.holder(), &visitor.origin.device);
    let (passkey, content) = app.auth.check_answer(&holder, Ceremony::PasswordReset, &given.passkey, device).await?;
    let hash = app.auth.new_password(&account, &given.password).await?;
    let ended = app.store.sessions_of(&account.id).await?;
    match app.store.finish_recovery(&recovery, &passkey, &content, &hash, &visitor.origin).await? {
        Ok(token) => {
            for session in ended {
                let audience = Audience::Account(account.id.clone(), Some(session.id));
                app.events.announce(audience, Event::SignedOut).await;
            }
            sign_in::let_in(&app, &headers, &account.id, &token, false, |session| session).await
        }
        Err(NotEntered::StepOver) => Err(ErrorCode::CodeNotAccepted.into()),
        Err(NotEntered::Refused) => Err(ErrorCode::PasskeyNotAccepted.into()),
    }
}
