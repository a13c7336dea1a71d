//! `StartReset`: the first of two members of the care team.

use axum::extract::State;
use salus_protocol::{ErrorCode, recovery::StartReset};

use super::listed;
use crate::{
    app::App,
    auth::{guard::StaffSession, proven::Proven},
    routes::{Answer, Reply},
    store::resets::NotBegun,
};

/// Begins the reset of a patient's account. Nobody else's can be reset: the care team is invited anew by the operator.
pub(super) async fn handle(
    State(app): State<App>,
    session: StaffSession,
    Proven { body: wish, .. }: Proven<StartReset>,
) -> Answer<StartReset> {
    let store = app.store.staff(&session);
    match store.begin_reset(&wish.patient_id, wish.proofing).await? {
        Ok(()) => Ok(Reply::new(listed(&app, &store, Some(&wish.patient_id)).await?)),
        Err(NotBegun::NoAccount) => Err(ErrorCode::NotFound.into()),
        Err(NotBegun::Already) => Err(ErrorCode::AlreadyAsked.into()),
    }
}
