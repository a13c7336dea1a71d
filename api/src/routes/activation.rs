//! Activation: from a code on paper to a password, a passkey, a recovery code and the first session.

mod choose_password;
mod finish_first_passkey;
mod open_invitation;
mod start_first_passkey;

use axum::Router;
use salus_protocol::activation::{ChoosePassword, FinishFirstPasskey, OpenInvitation, StartFirstPasskey};

use super::Mount;
use crate::app::App;

/// The area's operations.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .endpoint::<OpenInvitation, _, _>(open_invitation::handle)
        .endpoint::<ChoosePassword, _, _>(choose_password::handle)
        .endpoint::<StartFirstPasskey, _, _>(start_first_passkey::handle)
        .endpoint::<FinishFirstPasskey, _, _>(finish_first_passkey::handle)
}
