//! `StartTotp`: begins to set up an authenticator app.

use axum::extract::State;
use salus_protocol::{ErrorCode, security::StartTotp};

use crate::{
    app::App,
    auth::proven::Proven,
    routes::{Answer, Reply},
};

/// Gives what the app needs. It counts for nothing before its first code has come back.
pub(super) async fn handle(State(app): State<App>, Proven { session, .. }: Proven<StartTotp>) -> Answer<StartTotp> {
    let account = app.store.account(session.account()).await?.ok_or(ErrorCode::NotSignedIn)?;
    Ok(Reply::new(app.auth.begin_totp(&account).await?))
}
