//! `StartUnlock`: asks how a locked session can be unlocked.

use axum::extract::State;
use salus_protocol::{
    ErrorCode,
    session::{StartUnlock, UnlockWays},
};

use super::first_name;
use crate::{
    app::App,
    auth::guard::Locked,
    routes::{Answer, Reply},
    store::ceremonies::Ceremony,
};

/// Offers a passkey where the account has one; the password always does.
pub(super) async fn handle(State(app): State<App>, locked: Locked) -> Answer<StartUnlock> {
    let account = app.store.account(&locked.live().account).await?.ok_or(ErrorCode::NotSignedIn)?;
    let passkey = match app.auth.ask_for(&locked.holder(), Ceremony::Unlock).await {
        Ok(options) => Some(options),
        Err(refused) if refused.code == ErrorCode::PasskeyNotAccepted => None,
        Err(other) => return Err(other),
    };
    Ok(Reply::new(UnlockWays { passkey, first_name: first_name(&account.name).to_owned() }))
}
