//! `StartFirstPasskey`: asks the browser to make a passkey.

use axum::extract::State;
use salus_protocol::{ErrorCode, activation::StartFirstPasskey, security::Place};

use crate::{
    app::App,
    auth::guard::Activation,
    error::RouteError,
    routes::{Answer, Reply},
    store::ceremonies::Ceremony,
};

/// Gives a challenge that is good for one answer, once a password is chosen.
pub(super) async fn handle(State(app): State<App>, activation: Activation) -> Answer<StartFirstPasskey> {
    if !app.store.has_chosen_password(&activation).await? {
        let cause = Some("no password is chosen yet".into());
        return Err(RouteError { cause, ..ErrorCode::InvalidRequest.into() });
    }
    Ok(Reply::new(app.auth.ask_to_make(&activation.holder(), Ceremony::FirstPasskey, Place::ThisDevice).await?))
}
