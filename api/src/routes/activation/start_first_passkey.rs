//! `StartFirstPasskey`: asks the browser to make a passkey.

use axum::extract::State;
use salus_protocol::activation::StartFirstPasskey;

use super::after_password;
use crate::{
    app::App,
    auth::guard::Activation,
    routes::{Answer, Body, Reply},
    store::ceremonies::Ceremony,
};

/// Gives a challenge that is good for one answer, once a password is chosen.
pub(super) async fn handle(
    State(app): State<App>,
    activation: Activation,
    Body(wanted): Body<StartFirstPasskey>,
) -> Answer<StartFirstPasskey> {
    after_password(&app, &activation).await?;
    Ok(Reply::new(app.auth.ask_to_make(&activation.holder(), Ceremony::FirstPasskey, wanted.place).await?))
}
