//! Home: everything that the first page shows.

mod get_home;

use axum::Router;
use salus_protocol::home::GetHome;

use super::Mount;
use crate::app::App;

/// The operations of this area.
pub(super) fn routes() -> Router<App> {
    Router::new().endpoint::<GetHome, _, _>(get_home::get_home)
}
