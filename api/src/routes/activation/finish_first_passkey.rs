//! `FinishFirstPasskey`: the last step of activation.

use axum::{extract::State, http::HeaderMap};
use salus_protocol::{
    ErrorCode,
    activation::{Activated, FinishFirstPasskey},
};

use crate::{
    app::App,
    auth::{cookies::Cookie, device, guard::Activation},
    routes::{Answer, Body, Reply, session, sign_in},
    store::{ceremonies::Ceremony, invitations::NotActivated},
};

/// Makes the account active with this passkey, and begins its first session.
pub(super) async fn handle(
    State(app): State<App>,
    activation: Activation,
    headers: HeaderMap,
    Body(new): Body<FinishFirstPasskey>,
) -> Answer<FinishFirstPasskey> {
    if !app.store.take_step_attempt(activation.id()).await? {
        return Err(ErrorCode::InvitationNotValid.into());
    }
    let passkey = app.auth.check_made(&activation.holder(), Ceremony::FirstPasskey, &new.credential).await?;
    let entered = app.store.finish_activation(&activation, &passkey, &new.name, &device::of(&headers)).await?.map_err(
        |refused| match refused {
            NotActivated::InvitationOver => ErrorCode::InvitationNotValid,
            NotActivated::PasskeyKnown => ErrorCode::PasskeyAlreadyAdded,
        },
    )?;
    sign_in::leave_earlier(&app, &headers).await?;
    let account = app.store.account(activation.account()).await?.ok_or(ErrorCode::InvitationNotValid)?;
    let session = session::current(&app, session::who(account));
    Ok(Reply::new(Activated { recovery_code: entered.recovery_code, session })
        .with(app.cookies.give(Cookie::Session, &entered.token))
        .with(app.cookies.take(Cookie::Step)))
}
