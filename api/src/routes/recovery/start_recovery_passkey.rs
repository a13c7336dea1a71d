//! `StartRecoveryPasskey`: asks for one of the account's passkeys.

use axum::extract::State;
use salus_protocol::{ErrorCode, recovery::StartRecoveryPasskey};

use crate::{
    app::App,
    auth::guard::Recovery,
    error::RouteError,
    routes::{Answer, Reply},
    store::ceremonies::Ceremony,
};

/// Gives a challenge that is good for one answer. Without a passkey there is no way on from here: mail alone opens nothing.
pub(super) async fn handle(State(app): State<App>, recovery: Recovery) -> Answer<StartRecoveryPasskey> {
    match app.auth.ask_for(&recovery.holder(), Ceremony::PasswordReset).await {
        Ok(options) => Ok(Reply::new(options)),
        Err(RouteError { code: ErrorCode::PasskeyNotAccepted, .. }) => Err(ErrorCode::NotFound.into()),
        Err(other) => Err(other),
    }
}
