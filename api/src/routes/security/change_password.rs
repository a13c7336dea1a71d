//! `ChangePassword`: another password, with the one of before.

use axum::extract::State;
use salus_protocol::{ErrorCode, events::Event, security::ChangePassword};

use super::overview;
use crate::{
    app::App,
    auth::{proven::Proven, visitor::Visitor},
    events::Audience,
    routes::{Answer, Reply},
};

/// Sets the password if the one of before is right and the new one good enough. All other sessions end.
pub(super) async fn handle(
    State(app): State<App>,
    visitor: Visitor,
    Proven { session, body }: Proven<ChangePassword>,
) -> Answer<ChangePassword> {
    app.auth.confirm(session.account(), &body.current).await?;
    let account = app.store.account(session.account()).await?.ok_or(ErrorCode::NotSignedIn)?;
    let hash = app.auth.new_password(&account, &body.password).await?;
    let others = app.store.sessions_of(session.account()).await?;
    app.store.change_password(session.account(), &hash, session.session(), &visitor.origin.device).await?;
    for other in others.into_iter().filter(|other| other.id != *session.session()) {
        app.events.announce(Audience::Account(session.account().clone(), Some(other.id)), Event::SignedOut).await;
    }
    Ok(Reply::new(overview(&app, &session).await?))
}
