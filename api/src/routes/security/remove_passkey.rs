//! `RemovePasskey`: removes a passkey, but never the last one.

use axum::extract::{Path, State};
use salus_protocol::{ErrorCode, ids::PasskeyId, security::RemovePasskey};

use super::overview;
use crate::{
    app::App,
    auth::guard::SignedIn,
    routes::{Answer, Body, Reply},
    store::passkeys::Removal,
};

/// Removes one of the account's passkeys, if the password is right.
pub(super) async fn handle(
    State(app): State<App>,
    session: SignedIn,
    Path(passkey): Path<PasskeyId>,
    Body(confirmation): Body<RemovePasskey>,
) -> Answer<RemovePasskey> {
    app.auth.confirm(session.account(), &confirmation.password).await?;
    match app.store.remove_passkey(session.account(), &passkey).await? {
        Removal::Removed => Ok(Reply::new(overview(&app, &session).await?)),
        Removal::Last => Err(ErrorCode::LastPasskey.into()),
        Removal::Unknown => Err(ErrorCode::NotFound.into()),
    }
}
