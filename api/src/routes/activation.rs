//! Activation: from a code on paper to a password, a passkey or an authenticator app, a recovery code and the first session.

mod choose_password;
mod finish_first_passkey;
mod finish_first_totp;
mod open_invitation;
mod start_first_passkey;
mod start_first_totp;

use axum::{Router, http::HeaderMap};
use salus_protocol::{
    Endpoint, ErrorCode,
    activation::{
        Activated, ChoosePassword, FinishFirstPasskey, FinishFirstTotp, OpenInvitation, StartFirstPasskey,
        StartFirstTotp,
    },
};

use super::{Answer, Mount, Reply, session, sign_in};
use crate::{
    app::App,
    auth::{cookies::Cookie, guard::Activation, visitor::Visitor},
    error::RouteError,
    store::invitations::{FirstProof, NotActivated},
};

/// The area's operations.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .endpoint::<OpenInvitation, _, _>(open_invitation::handle)
        .endpoint::<ChoosePassword, _, _>(choose_password::handle)
        .endpoint::<StartFirstPasskey, _, _>(start_first_passkey::handle)
        .endpoint::<FinishFirstPasskey, _, _>(finish_first_passkey::handle)
        .endpoint::<StartFirstTotp, _, _>(start_first_totp::handle)
        .endpoint::<FinishFirstTotp, _, _>(finish_first_totp::handle)
}

/// Lets nobody past who has not chosen a password.
async fn after_password(app: &App, activation: &Activation) -> Result<(), RouteError> {
    if app.store.has_chosen_password(activation).await? {
        return Ok(());
    }
    let cause = Some("no password is chosen yet".into());
    Err(RouteError { cause, ..ErrorCode::InvalidRequest.into() })
}

/// Counts an attempt at the last step before anybody looks at it.
async fn take_attempt(app: &App, activation: &Activation) -> Result<(), RouteError> {
    let taken = app.store.take_step_attempt(activation.id()).await?;
    if taken { Ok(()) } else { Err(ErrorCode::InvitationNotValid.into()) }
}

/// The last step: makes the account active with this proof, and begins its first session.
async fn activate<E: Endpoint<Reply = Activated>>(
    app: &App,
    activation: &Activation,
    headers: &HeaderMap,
    visitor: &Visitor,
    first: FirstProof<'_>,
) -> Answer<E> {
    let entered =
        app.store.finish_activation(activation, first, &visitor.origin).await?.map_err(|refused| match refused {
            NotActivated::InvitationOver => ErrorCode::InvitationNotValid,
            NotActivated::PasskeyKnown => ErrorCode::PasskeyAlreadyAdded,
        })?;
    sign_in::leave_earlier(app, headers).await?;
    let device = sign_in::known_from_now(app, headers, activation.account(), false).await?;
    let session = session::entered(app, &entered.token).await?;
    Ok(Reply::new(Activated { recovery_code: entered.recovery_code, session })
        .with(app.cookies.give(Cookie::Session, &entered.token))
        .with(app.cookies.give(Cookie::Device, &device))
        .with(app.cookies.take(Cookie::Step)))
}
