//! `OpenInvitation`: the code from the link, and for patients the date of birth.

use axum::{extract::State, http::HeaderMap};
use salus_protocol::{
    ErrorCode,
    activation::{Invitation, OpenInvitation},
    time::Timestamp,
    words::EmailAddress,
};

use crate::{
    app::App,
    auth::{cookies::Cookie, visitor::Visitor},
    error::RouteError,
    routes::{Answer, Body, Reply, session},
    store::{invitations::Tried, steps::Purpose},
};

/// Opens the steps of activation. Every refusal is the same, whatever was wrong; only whoever has the right code and the right date of
/// birth learns that a reset still waits.
pub(super) async fn handle(
    State(app): State<App>,
    headers: HeaderMap,
    visitor: Visitor,
    Body(step): Body<OpenInvitation>,
) -> Answer<OpenInvitation> {
    app.auth.take_network(&visitor)?;
    let tried = app.store.try_invitation(&step.code).await?;
    let Tried { invitation, account, opens_at } = tried.ok_or(ErrorCode::InvitationNotValid)?;
    let account = app.store.account(&account).await?.ok_or(ErrorCode::InvitationNotValid)?;
    if let Some(patient) = &account.patient {
        let on_file = app.store.on_file(patient).await?.birth_date;
        if on_file.is_none() || on_file != step.date_of_birth {
            return Err(ErrorCode::InvitationNotValid.into());
        }
    }
    app.store.give_try_back(&invitation).await?;
    if let Some(seconds) = opens_at.and_then(|at| seconds_until(at, app.store.world().now())) {
        return Err(RouteError::wait(ErrorCode::ResetNotReady, seconds));
    }
    if let Some(earlier) = app.cookies.read(&headers, Cookie::Step) {
        app.store.drop_step(&earlier).await?;
    }
    let token = app.store.begin_step(&account.id, &Purpose::Activation { invitation }, None).await?;
    let email = EmailAddress::parse(&account.email).map_err(|_| RouteError::internal("an address on file is none"))?;
    let first_name = session::first_name(&account.name).to_owned();
    Ok(Reply::new(Invitation { first_name, email }).with(app.cookies.give(Cookie::Step, &token)))
}

/// How many seconds lie between now and a moment, rounded up; `None` if it has come.
fn seconds_until(at: Timestamp, now: Timestamp) -> Option<u32> {
    let micros = at.0.saturating_sub(now.0);
    (micros > 0).then(|| u32::try_from(micros.unsigned_abs().div_ceil(1_000_000)).unwrap_or(u32::MAX))
}
