//! `ConfirmReset`: the second of two members of the care team.

use axum::extract::{Path, State};
use salus_protocol::{
    ErrorCode,
    ids::ResetId,
    recovery::{ConfirmReset, ConfirmedReset},
};

use super::shown;
use crate::{
    app::App,
    auth::{guard::StaffSession, proven::Proven},
    domain::resets::NotConfirmed,
    error::RouteError,
    links,
    routes::{Answer, Reply},
};

/// Makes the link that opens the account after the wait, to be printed for the patient. It is shown this once.
pub(super) async fn handle(
    State(app): State<App>,
    session: StaffSession,
    Path(reset): Path<ResetId>,
    Proven { body: seen, .. }: Proven<ConfirmReset>,
) -> Answer<ConfirmReset> {
    let store = app.store.staff(&session);
    let confirmed = store.confirm_reset(&reset, seen.proofing).await?.map_err(|refusal| match refusal {
        NotConfirmed::Already => ErrorCode::AlreadyAsked,
        NotConfirmed::Over => ErrorCode::NotFound,
        NotConfirmed::SecondPersonNeeded => ErrorCode::SecondPersonNeeded,
    })?;
    let link = links::invitation(&app.origin, "activate", &confirmed.code, Some(confirmed.language))
        .map_err(RouteError::internal)?;
    let listed = store.with_names(confirmed.reset).await?;
    Ok(Reply::new(ConfirmedReset { reset: shown(&app, &store, listed), link: link.into(), code: confirmed.code }))
}
