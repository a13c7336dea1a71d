//! `SignOut`: ends this session, and whatever step was open in this browser.
//!
//! The browser is told to forget what it has cached, see `docs/decisions/0012-what-a-browser-forgets-at-sign-out.md`.

use axum::{extract::State, http::HeaderMap};
use salus_protocol::{Done, events::Event, session::SignOut};

use crate::{
    app::App,
    auth::cookies::{Cookie, FORGET},
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
    let answer = Reply::new(Done {}).with(app.cookies.take(Cookie::Session)).with(app.cookies.take(Cookie::Step));
    Ok(answer.with(FORGET))
}
