//! `FinishFirstPasskey`: the last step of activation.

use axum::{extract::State, http::HeaderMap};
use salus_protocol::{
    ErrorCode,
    activation::{Activated, FinishFirstPasskey},
};

use crate::{
    app::App,
    auth::{cookies::Cookie, guard::Activation, visitor::Visitor},
    routes::{Answer, Body, Reply, session, sign_in},
    store::{ceremonies::Ceremony, invitations::NotActivated},
};

/// Makes the account active with this passkey, and begins its first session.
pub(super) async fn handle(
    State(app): State<App>,
    activation: Activation,
    headers: HeaderMap,
    visitor: Visitor,
    Body(new): Body<FinishFirstPasskey>,
) -> Answer<FinishFirstPasskey> {
    if !app.store.take_step_attempt(activation.id()).await? {
        return Err(ErrorCode::InvitationNotValid.into());
    }
    let passkey = app.auth.check_made(&activation.holder(), Ceremony::FirstPasskey, &new.credential).await?;
    let entered =
        app.store.finish_activation(&activation, &passkey, &new.name, &visitor.origin).await?.map_err(|refused| {
            match refused {
                NotActivated::InvitationOver => ErrorCode::InvitationNotValid,
                NotActivated::PasskeyKnown => ErrorCode::PasskeyAlreadyAdded,
            }
        })?;
    sign_in::leave_earlier(&app, &headers).await?;
    let device = sign_in::known_from_now(&app, &headers, activation.account(), false).await?;
    let session = session::entered(&app, &entered.token).await?;
    Ok(Reply::new(Activated { recovery_code: entered.recovery_code, session })
        .with(app.cookies.give(Cookie::Session, &entered.token))
        .with(app.cookies.give(Cookie::Device, &device))
        .with(app.cookies.take(Cookie::Step)))
}
