//! `GetProtection`: says what is switched on.

use axum::extract::State;
use salus_protocol::protection::{Checkpoints, GetProtection, Protection, SessionLimits};

use super::kinds;
use crate::{
    app::App,
    routes::{Answer, Reply},
    running::Running,
};

/// Says it to everybody: whoever thinks about giving their data to the portal may know first.
pub(super) async fn handle(State(app): State<App>) -> Answer<GetProtection> {
    let Running { transport, keys_from, keys_apart, database, checkpoints } = app.running;
    let checkpoints = match checkpoints {
        Checkpoints::Off => Checkpoints::Off,
        // When the last one was written changes while the server runs.
        Checkpoints::Beside(_) => Checkpoints::Beside(app.store.last_checkpoint_at().await?.map(|(_, at)| at)),
        Checkpoints::On(_) => Checkpoints::On(app.store.last_checkpoint_at().await?.map(|(_, at)| at)),
    };
    Ok(Reply::new(Protection {
        kinds: kinds::all(),
        transport,
        keys_from,
        keys_apart,
        database,
        checkpoints,
        patient: SessionLimits::PATIENT,
        staff: SessionLimits::STAFF,
    }))
}
