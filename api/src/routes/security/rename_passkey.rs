//! `RenamePasskey`: gives a passkey another name.

use axum::extract::{Path, State};
use salus_protocol::{ErrorCode, ids::PasskeyId, security::RenamePasskey};

use super::overview;
use crate::{
    app::App,
    auth::guard::SignedIn,
    routes::{Answer, Body, Reply},
};

/// Renames one of the account's passkeys.
pub(super) async fn handle(
    State(app): State<App>,
    session: SignedIn,
    Path(passkey): Path<PasskeyId>,
    Body(rename): Body<RenamePasskey>,
) -> Answer<RenamePasskey> {
    if !app.store.rename_passkey(session.account(), &passkey, &rename.name).await? {
        return Err(ErrorCode::NotFound.into());
    }
    Ok(Reply::new(overview(&app, &session).await?))
}
