//! `StartProof`: how this account can prove itself for an act.

use axum::extract::State;
use salus_protocol::{
    ErrorCode,
    proof::{ProofWays, StartProof},
};

use super::{holder, password_will_do};
use crate::{
    app::App,
    auth::guard::SignedIn,
    routes::{Answer, Body, Reply},
    store::ceremonies::Ceremony,
};

/// Gives a challenge for this act to the account's passkeys, and names the other ways.
pub(super) async fn handle(
    State(app): State<App>,
    session: SignedIn,
    Body(wish): Body<StartProof>,
) -> Answer<StartProof> {
    let passkey = match app.auth.ask_for(&holder(&session, &wish.act), Ceremony::Proof).await {
        Ok(options) => Some(options),
        Err(refused) if refused.code == ErrorCode::PasskeyNotAccepted => None,
        Err(other) => return Err(other),
    };
    Ok(Reply::new(ProofWays {
        passkey,
        totp: app.store.totp_of(session.account()).await?.is_some(),
        password: password_will_do(&app, session.live()),
    }))
}
