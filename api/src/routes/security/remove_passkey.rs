//! `RemovePasskey`: removes a passkey, but never the last way in.

use axum::extract::{Path, State};
use salus_protocol::{ErrorCode, ids::PasskeyId, security::RemovePasskey};

use super::overview;
use crate::{
    app::App,
    auth::{proven::Proven, visitor::Visitor},
    routes::{Answer, Reply},
    store::passkeys::Removal,
};

/// Removes one of the account's passkeys.
pub(super) async fn handle(
    State(app): State<App>,
    Path(passkey): Path<PasskeyId>,
    visitor: Visitor,
    Proven { session, .. }: Proven<RemovePasskey>,
) -> Answer<RemovePasskey> {
    match app.store.remove_passkey(session.account(), &passkey, session.session(), &visitor.origin.device).await? {
        Removal::Removed => Ok(Reply::new(overview(&app, &session).await?)),
        Removal::Last => Err(ErrorCode::LastPasskey.into()),
        Removal::Unknown => Err(ErrorCode::NotFound.into()),
    }
}
