//! The API over HTTP: one folder for each area, one file for each operation, mounted from `protocol`'s own patterns.
//!
//! # Adding an operation
//!
//! 1. a type in `protocol`, with its samples and its card in the catalogue;
//! 2. a file here with one handler that names its proof ([`crate::auth::guard`]) and returns [`Answer`] of that type;
//! 3. one `.endpoint::<...>(...)` line in the area's `routes()`. A route that is in the catalogue and not mounted, or the other
//!    way round, fails a test.

mod activation;
pub mod envelope;
mod events;
mod feedback;
mod home;
mod messages;
pub mod origin_check;
mod preferences;
mod proof;
pub mod protection;
mod record;
mod recovery;
pub mod reports;
mod security;
mod session;
mod sign_in;
mod staff;
pub mod wire;

use axum::{Router, middleware};

pub use wire::{Answer, Body, Mount, Reply};

use crate::app::App;

/// All operations, with the envelope around every refusal and the check of where requests come from.
pub fn router(app: App) -> Router {
    let operations = Router::new()
        .merge(session::routes())
        .merge(sign_in::routes())
        .merge(activation::routes())
        .merge(preferences::routes())
        .merge(proof::routes())
        .merge(protection::routes())
        .merge(recovery::routes())
        .merge(security::routes())
        .merge(home::routes())
        .merge(record::routes())
        .merge(messages::routes())
        .merge(feedback::routes())
        .merge(staff::routes())
        .merge(events::routes())
        .fallback(envelope::not_found)
        .method_not_allowed_fallback(envelope::not_found)
        .layer(middleware::from_fn_with_state(app.clone(), origin_check::check))
        // Browsers send these by themselves, without the mark of the portal's pages.
        .merge(reports::routes());
    envelope::around(operations, &app).with_state(app)
}
