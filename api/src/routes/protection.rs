//! How this deployment protects what it holds.

mod get_protection;
mod kinds;

use axum::Router;
use salus_protocol::protection::GetProtection;

use super::Mount;
use crate::app::App;

pub use kinds::{COLUMNS, Column};

/// The area's operations.
pub(super) fn routes() -> Router<App> {
    Router::new().endpoint::<GetProtection, _, _>(get_protection::handle)
}
