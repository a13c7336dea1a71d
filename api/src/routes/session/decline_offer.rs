//! `DeclineOffer`: puts off what was offered on this device.

use axum::{extract::State, http::HeaderMap};
use salus_protocol::{Done, session::DeclineOffer};

use crate::{
    app::App,
    auth::{cookies::Cookie, guard::SignedIn},
    routes::{Answer, Reply},
};

/// Remembers it with the device; a browser that keeps no cookies is offered it again.
pub(super) async fn handle(State(app): State<App>, session: SignedIn, headers: HeaderMap) -> Answer<DeclineOffer> {
    if let Some(token) = app.cookies.read(&headers, Cookie::Device) {
        app.store.decline_offer(session.account(), &token).await?;
    }
    Ok(Reply::new(Done {}))
}
