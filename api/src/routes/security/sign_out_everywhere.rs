//! `SignOutEverywhere`: ends all of the account's sessions, this one too.

use axum::extract::State;
use salus_protocol::{Done, events::Event, security::SignOutEverywhere};

use crate::{
    app::App,
    auth::{
        cookies::{Cookie, FORGET},
        proven::Proven,
    },
    events::Audience,
    routes::{Answer, Reply},
};

/// Signs out everywhere, and tells all open pages.
pub(super) async fn handle(
    State(app): State<App>,
    Proven { session, .. }: Proven<SignOutEverywhere>,
) -> Answer<SignOutEverywhere> {
    app.store.end_all_sessions(session.account()).await?;
    app.events.announce(Audience::Account(session.account().clone(), None), Event::SignedOut).await;
    Ok(Reply::new(Done {}).with(app.cookies.take(Cookie::Session)).with(FORGET))
}
