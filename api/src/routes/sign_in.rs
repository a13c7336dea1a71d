//! Signing in: the password, then a passkey or a recovery code. Only the second step begins a session.

mod finish_passkey;
mod give_password;
mod start_passkey;
mod use_recovery_code;
mod use_totp;

use axum::{Router, http::HeaderMap};
use salus_protocol::{
    Endpoint,
    ids::AccountId,
    session::CurrentSession,
    sign_in::{FinishPasskeySignIn, GivePassword, PasswordAccepted, StartPasskeySignIn, UseRecoveryCode, UseTotp},
};

use super::{Answer, Mount, Reply, session};
use crate::{
    app::App,
    auth::{cookies::Cookie, device},
    error::RouteError,
};

/// The area's operations.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .endpoint::<GivePassword, _, _>(give_password::handle)
        .endpoint::<StartPasskeySignIn, _, _>(start_passkey::handle)
        .endpoint::<FinishPasskeySignIn, _, _>(finish_passkey::handle)
        .endpoint::<UseTotp, _, _>(use_totp::handle)
        .endpoint::<UseRecoveryCode, _, _>(use_recovery_code::handle)
}

/// In which ways an account can take the second step. A suspended passkey is none.
///
/// # Errors
/// [`RouteError`] if the store fails.
pub(super) async fn ways(app: &App, account: &AccountId) -> Result<PasswordAccepted, RouteError> {
    let passkeys = app.store.passkeys_of(account).await?;
    let passkey = passkeys.iter().any(|passkey| !passkey.suspended);
    Ok(PasswordAccepted {
        passkey,
        passkeys_suspended: !passkey && !passkeys.is_empty(),
        totp: app.store.totp_of(account).await?.is_some(),
        recovery_code: app.store.codes_left(account).await? > 0,
    })
}

/// Lets a person in: their browser receives the new session in place of whatever it carried before, and is known from now on.
async fn enter<E: Endpoint>(
    app: &App,
    headers: &HeaderMap,
    account: &AccountId,
    token: &[u8; 32],
    reply: impl FnOnce(CurrentSession) -> E::Reply,
) -> Answer<E> {
    let_in(app, headers, account, token, true, reply).await
}

/// The same after a step that the owner may have been told of already: then `tells` is false.
pub(super) async fn let_in<E: Endpoint>(
    app: &App,
    headers: &HeaderMap,
    account: &AccountId,
    token: &[u8; 32],
    tells: bool,
    reply: impl FnOnce(CurrentSession) -> E::Reply,
) -> Answer<E> {
    leave_earlier(app, headers).await?;
    let device = known_from_now(app, headers, account, tells).await?;
    Ok(Reply::new(reply(session::entered(app, token).await?))
        .with(app.cookies.give(Cookie::Session, token))
        .with(app.cookies.give(Cookie::Device, &device))
        .with(app.cookies.take(Cookie::Step)))
}

/// Notes that the account has signed in with this browser, and gives the token by which it is known. With `tells` the owner is told
/// of a browser that is new; not after a step that they are told of anyway.
///
/// # Errors
/// [`RouteError`] if the store fails.
pub(super) async fn known_from_now(
    app: &App,
    headers: &HeaderMap,
    account: &AccountId,
    tells: bool,
) -> Result<[u8; 32], RouteError> {
    let token = app.cookies.read(headers, Cookie::Device).unwrap_or_else(|| app.store.world().bytes());
    app.store.remember_device(account, &token, &device::of(headers), tells).await?;
    Ok(token)
}

/// Ends the session that this browser carried until now, so that no token outlives a new proof of who is there.
pub(super) async fn leave_earlier(app: &App, headers: &HeaderMap) -> Result<(), RouteError> {
    if let Some(earlier) = app.cookies.read(headers, Cookie::Session) {
        app.store.drop_session(&earlier).await?;
    }
    Ok(())
}
