//! `StartFirstTotp`: begins to set up an authenticator app in place of the first passkey.

use axum::extract::State;
use salus_protocol::activation::StartFirstTotp;

use super::after_password;
use crate::{
    app::App,
    auth::guard::Activation,
    routes::{Answer, Reply},
};

/// Gives what the app needs, once a password is chosen. It counts for nothing before its first code has come back.
pub(super) async fn handle(State(app): State<App>, activation: Activation) -> Answer<StartFirstTotp> {
    after_password(&app, &activation).await?;
    Ok(Reply::new(app.auth.begin_first_totp(&activation.holder()).await?))
}
