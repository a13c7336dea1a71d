//! `GetLogChain`: a piece of the chain of the patient's own log, so that the browser can check it.

use axum::extract::State;
use salus_protocol::log_chain::GetLogChain;

use crate::{
    app::App,
    auth::guard::PatientSession,
    routes::{Answer, Body, Reply},
};

/// Shows the lines as their hashes cover them, this look among them.
pub(super) async fn handle(
    State(app): State<App>,
    session: PatientSession,
    Body(query): Body<GetLogChain>,
) -> Answer<GetLogChain> {
    Ok(Reply::new(app.store.patient(&session).log_chain(query.after).await?))
}
