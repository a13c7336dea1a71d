//! `SignOut`: ends this session, and whatever step was open in this browser.
//!
//! No `Clear-Site-Data`: answers of the API are never kept by a browser (`no-store`), and `"storage"` would take away the
//! service worker that starts the portal without a network.

use axum::{extract::State, http::HeaderMap};
use salus_protocol::{Done, events::Event, session::SignOut};

use crate::{
    app::App,
    auth::cookies::Cookie,
    events::Audience,
    routes::{Answer, Reply},
};

/// Signs out; with nobody signed in there is nothing to do, and that is a success too.
pub(super) async fn handle(State(app): State<App>, headers: HeaderMap) -> Answer<SignOut> {
    if let Some(token) = app.cookies.read(&headers, Cookie::Session)
        && let Some((account, session)) = app.store.drop_session(&token).await?
    {
        app.events.announce(Audience::Account(account, Some(session)), Event::SignedOut).await;
    }
    if let Some(token) = app.cookies.read(&headers, Cookie::Step) {
        app.store.drop_step(&token).await?;
    }
    Ok(Reply::new(Done {}).with(app.cookies.take(Cookie::Session)).with(app.cookies.take(Cookie::Step)))
}
