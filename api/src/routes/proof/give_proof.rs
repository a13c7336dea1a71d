//! `GiveProof`: the person proves for an act that it is they.

use axum::{extract::State, http::HeaderMap};
use salus_protocol::{
    Done, ErrorCode,
    proof::{GiveProof, Proof},
};

use super::{holder, password_will_do};
use crate::{
    app::App,
    auth::{cookies::Cookie, device, guard::SignedIn},
    routes::{Answer, Body, Reply},
    store::ceremonies::Ceremony,
};

/// Keeps the proof for the call that it is for. The session goes on with another token.
pub(super) async fn handle(
    State(app): State<App>,
    session: SignedIn,
    headers: HeaderMap,
    Body(given): Body<GiveProof>,
) -> Answer<GiveProof> {
    match &given.proof {
        Proof::Passkey(answer) => {
            let (holder, device) = (holder(&session, &given.act), device::of(&headers));
            let (passkey, content) = app.auth.check_answer(&holder, Ceremony::Proof, answer, &device).await?;
            if !app.store.note_passkey_use(&passkey, session.account(), &content, &device).await? {
                return Err(ErrorCode::PasskeyNotAccepted.into());
            }
        }
        Proof::Totp { code, password } => {
            app.auth.confirm(session.account(), password).await?;
            app.auth.check_totp(session.account(), code, app.cookies.read(&headers, Cookie::Device)).await?;
        }
        Proof::Password(password) => {
            if !password_will_do(&app, session.live()) {
                return Err(ErrorCode::NotAllowed.into());
            }
            app.auth.confirm(session.account(), password).await?;
        }
    }
    app.store.keep_proof(session.session(), &given.act).await?;
    let token = app.store.renew_token(session.live(), false).await?.ok_or(ErrorCode::NotSignedIn)?;
    Ok(Reply::new(Done {}).with(app.cookies.give(Cookie::Session, &token)))
}
