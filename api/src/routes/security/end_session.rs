//! `EndSession`: ends one of the account's sessions.

use axum::extract::{Path, State};
use salus_protocol::{ErrorCode, events::Event, ids::SessionId, security::EndSession};

use super::overview;
use crate::{
    app::App,
    auth::{
        cookies::{Cookie, FORGET},
        guard::SignedIn,
    },
    events::Audience,
    routes::{Answer, Reply},
};

/// Ends the session, and tells its open pages.
pub(super) async fn handle(
    State(app): State<App>,
    session: SignedIn,
    Path(ended): Path<SessionId>,
) -> Answer<EndSession> {
    if !app.store.end_session(session.account(), &ended).await? {
        return Err(ErrorCode::NotFound.into());
    }
    let own = ended == *session.session();
    app.events.announce(Audience::Account(session.account().clone(), Some(ended)), Event::SignedOut).await;
    let reply = Reply::new(overview(&app, &session).await?);
    Ok(if own { reply.with(app.cookies.take(Cookie::Session)).with(FORGET) } else { reply })
}
