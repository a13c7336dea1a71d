//! `SavePreferences`: keeps how this person wants the portal.

use axum::extract::State;
use salus_protocol::preferences::SavePreferences;

use crate::{
    app::App,
    auth::guard::SignedIn,
    routes::{Answer, Body, Reply},
};

/// Keeps them with the account of whoever is signed in; there is no way to name another.
pub(super) async fn handle(
    State(app): State<App>,
    session: SignedIn,
    Body(preferences): Body<SavePreferences>,
) -> Answer<SavePreferences> {
    app.store.save_preferences(session.account(), &preferences).await?;
    Ok(Reply::new(preferences))
}
