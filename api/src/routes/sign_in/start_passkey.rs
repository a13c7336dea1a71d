//! `StartPasskeySignIn`: asks for one of the account's passkeys.

use axum::extract::State;
use salus_protocol::sign_in::StartPasskeySignIn;

use crate::{
    app::App,
    auth::guard::SecondStep,
    routes::{Answer, Reply},
    store::ceremonies::Ceremony,
};

/// Gives a challenge that is good for one answer.
pub(super) async fn handle(State(app): State<App>, step: SecondStep) -> Answer<StartPasskeySignIn> {
    Ok(Reply::new(app.auth.ask_for(&step.holder(), Ceremony::SignIn).await?))
}
