//! Live events: one open stream for each page of whoever is signed in.

mod stream;

use axum::{Router, routing::get};

use crate::app::App;

/// The stream of this area. Not an operation: it never ends with a reply.
pub(super) fn routes() -> Router<App> {
    Router::new().route(salus_protocol::events::PATH, get(stream::stream))
}
