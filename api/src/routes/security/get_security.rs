//! `GetSecurity`: passkeys, recovery codes and sessions of the account.

use axum::extract::State;
use salus_protocol::security::GetSecurity;

use super::overview;
use crate::{
    app::App,
    auth::guard::SignedIn,
    routes::{Answer, Reply},
};

/// Shows how the account is entered, and where it is signed in.
pub(super) async fn handle(State(app): State<App>, session: SignedIn) -> Answer<GetSecurity> {
    Ok(Reply::new(overview(&app, &session).await?))
}
