//! Resets of the accounts of patients who have lost every way in.

mod confirm_reset;
mod find_patient;
mod list_resets;
mod start_reset;
mod stop_reset;

use axum::Router;
use salus_protocol::{
    ids::PatientId,
    recovery::{ConfirmReset, FindPatient, ListResets, Reset, Resets, StartReset, StopReset},
};

use crate::{
    app::App,
    error::RouteError,
    routes::Mount,
    store::{resets::ListedReset, staff::StaffStore},
};

/// The operations of this area.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .endpoint::<FindPatient, _, _>(find_patient::handle)
        .endpoint::<ListResets, _, _>(list_resets::handle)
        .endpoint::<StartReset, _, _>(start_reset::handle)
        .endpoint::<ConfirmReset, _, _>(confirm_reset::handle)
        .endpoint::<StopReset, _, _>(stop_reset::handle)
}

/// The list as it stands now; the log has noted `noted` already.
async fn listed(app: &App, store: &StaffStore, noted: Option<&PatientId>) -> Result<Resets, RouteError> {
    let resets = store.resets(noted).await?;
    Ok(Resets { resets: resets.into_iter().map(|listed| shown(app, store, listed)).collect() })
}

/// A reset as the care team sees it.
fn shown(app: &App, store: &StaffStore, listed: ListedReset) -> Reset {
    Reset {
        patient: listed.patient,
        begun_by: listed.begun_by,
        begun_by_me: store.began(&listed.reset),
        begun_at: listed.reset.times.begun_at,
        state: listed.reset.times.state(app.store.world().now()),
        id: listed.reset.id,
    }
}
