//! `StartAddPasskey`: asks the browser to make one more passkey.

use axum::extract::State;
use salus_protocol::security::StartAddPasskey;

use crate::{
    app::App,
    auth::guard::SignedIn,
    routes::{Answer, Body, Reply},
    store::ceremonies::Ceremony,
};

/// Gives a challenge that is good for one answer, if the password is right.
pub(super) async fn handle(
    State(app): State<App>,
    session: SignedIn,
    Body(confirmation): Body<StartAddPasskey>,
) -> Answer<StartAddPasskey> {
    app.auth.confirm(session.account(), &confirmation.password).await?;
    Ok(Reply::new(app.auth.ask_to_make(&session.holder(), Ceremony::AddPasskey).await?))
}
