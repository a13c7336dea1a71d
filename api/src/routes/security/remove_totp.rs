//! `RemoveTotp`: removes the authenticator app, but never the last way in.

use axum::extract::State;
use salus_protocol::{ErrorCode, security::RemoveTotp};

use super::overview;
use crate::{
    app::App,
    auth::{proven::Proven, visitor::Visitor},
    routes::{Answer, Reply},
    store::passkeys::Removal,
};

/// Removes it.
pub(super) async fn handle(
    State(app): State<App>,
    visitor: Visitor,
    Proven { session, .. }: Proven<RemoveTotp>,
) -> Answer<RemoveTotp> {
    match app.store.remove_totp(session.account(), &visitor.origin.device).await? {
        Removal::Removed => Ok(Reply::new(overview(&app, &session).await?)),
        Removal::Last => Err(ErrorCode::LastPasskey.into()),
        Removal::Unknown => Err(ErrorCode::NotFound.into()),
    }
}
