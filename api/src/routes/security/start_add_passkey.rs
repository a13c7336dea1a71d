//! `StartAddPasskey`: asks the browser to make one more passkey.

use axum::extract::State;
use salus_protocol::security::StartAddPasskey;

use crate::{
    app::App,
    auth::proven::Proven,
    routes::{Answer, Reply},
    store::ceremonies::Ceremony,
};

/// Gives a challenge that is good for one answer.
pub(super) async fn handle(
    State(app): State<App>,
    Proven { session, body }: Proven<StartAddPasskey>,
) -> Answer<StartAddPasskey> {
    Ok(Reply::new(app.auth.ask_to_make(&session.holder(), Ceremony::AddPasskey, body.place).await?))
}
