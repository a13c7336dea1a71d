//! `EndOtherSessions`: ends all sessions of the account but this one.

use axum::extract::State;
use salus_protocol::{events::Event, security::EndOtherSessions};

use super::overview;
use crate::{
    app::App,
    auth::proven::Proven,
    events::Audience,
    routes::{Answer, Reply},
};

/// Ends them, and tells their open pages.
pub(super) async fn handle(
    State(app): State<App>,
    Proven { session, .. }: Proven<EndOtherSessions>,
) -> Answer<EndOtherSessions> {
    let others = app.store.sessions_of(session.account()).await?;
    app.store.end_other_sessions(session.account(), session.session()).await?;
    for other in others.into_iter().filter(|other| other.id != *session.session()) {
        app.events.announce(Audience::Account(session.account().clone(), Some(other.id)), Event::SignedOut).await;
    }
    Ok(Reply::new(overview(&app, &session).await?))
}
