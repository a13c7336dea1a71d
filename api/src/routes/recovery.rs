//! Ways back in: a forgotten password with a code by mail and a passkey; and what an owner may do about a reset.

mod ask_for_code;
mod finish_recovery;
mod give_mailed_code;
mod start_recovery_passkey;
mod stop_my_reset;
mod stop_reset_by_link;

use axum::Router;
use salus_protocol::recovery::{
    AskForCode, FinishRecovery, GiveMailedCode, StartRecoveryPasskey, StopMyReset, StopResetByLink,
};

use super::Mount;
use crate::app::App;

/// The area's operations.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .endpoint::<AskForCode, _, _>(ask_for_code::handle)
        .endpoint::<GiveMailedCode, _, _>(give_mailed_code::handle)
        .endpoint::<StartRecoveryPasskey, _, _>(start_recovery_passkey::handle)
        .endpoint::<FinishRecovery, _, _>(finish_recovery::handle)
        .endpoint::<StopResetByLink, _, _>(stop_reset_by_link::handle)
        .endpoint::<StopMyReset, _, _>(stop_my_reset::handle)
}
