//! Signing in: the password, then a passkey or a recovery code. Only the second step begins a session.

mod finish_passkey;
mod give_password;
mod start_passkey;
mod use_recovery_code;

use axum::{Router, http::HeaderMap};
use salus_protocol::{
    Endpoint, ErrorCode,
    ids::AccountId,
    session::CurrentSession,
    sign_in::{FinishPasskeySignIn, GivePassword, StartPasskeySignIn, UseRecoveryCode},
};

use super::{Answer, Mount, Reply, session};
use crate::{app::App, auth::cookies::Cookie};

/// The area's operations.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .endpoint::<GivePassword, _, _>(give_password::handle)
        .endpoint::<StartPasskeySignIn, _, _>(start_passkey::handle)
        .endpoint::<FinishPasskeySignIn, _, _>(finish_passkey::handle)
        .endpoint::<UseRecoveryCode, _, _>(use_recovery_code::handle)
}

/// Lets a person in: their browser receives the new session in place of whatever it carried before.
async fn enter<E: Endpoint>(
    app: &App,
    headers: &HeaderMap,
    account: &AccountId,
    token: &[u8; 32],
    reply: impl FnOnce(CurrentSession) -> E::Reply,
) -> Answer<E> {
    leave_earlier(app, headers).await?;
    let account = app.store.account(account).await?.ok_or(ErrorCode::SecondStepEnded)?;
    Ok(Reply::new(reply(session::current(app, session::who(account))))
        .with(app.cookies.give(Cookie::Session, token))
        .with(app.cookies.take(Cookie::Step)))
}

/// Ends the session that this browser carried until now, so that no token outlives a new proof of who is there.
pub(super) async fn leave_earlier(app: &App, headers: &HeaderMap) -> Result<(), crate::error::RouteError> {
    if let Some(earlier) = app.cookies.read(headers, Cookie::Session) {
        app.store.drop_session(&earlier).await?;
    }
    Ok(())
}
