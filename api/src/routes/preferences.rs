//! How people want the portal. What they chose comes with [`salus_protocol::session::Person`].

mod save;

use axum::Router;
use salus_protocol::preferences::SavePreferences;

use super::Mount;
use crate::app::App;

/// The area's operations.
pub(super) fn routes() -> Router<App> {
    Router::new().endpoint::<SavePreferences, _, _>(save::handle)
}
