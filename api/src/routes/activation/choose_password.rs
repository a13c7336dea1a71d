//! `ChoosePassword`: the password of the account to be.

use axum::extract::State;
use salus_protocol::{Done, ErrorCode, activation::ChoosePassword};

use crate::{
    app::App,
    auth::guard::Activation,
    routes::{Answer, Body, Reply},
};

/// Judges the password, and keeps its hash with the invitation until the last step.
pub(super) async fn handle(
    State(app): State<App>,
    activation: Activation,
    Body(chosen): Body<ChoosePassword>,
) -> Answer<ChoosePassword> {
    let account = app.store.account(activation.account()).await?.ok_or(ErrorCode::InvitationNotValid)?;
    let hash = app.auth.new_password(&account, &chosen.password).await?;
    app.store.choose_password(&activation, &hash).await?;
    Ok(Reply::new(Done {}))
}
