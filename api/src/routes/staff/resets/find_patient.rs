//! `FindPatient`: looks for a patient by a value that matches exactly.

use axum::extract::State;
use salus_protocol::recovery::{FindPatient, FoundPatients, LookupBy};

use crate::{
    app::App,
    auth::guard::StaffSession,
    domain::identifiers::Kind,
    routes::{Answer, Body, Reply},
};

/// Shows who matches; each of them finds the look in their log.
pub(super) async fn handle(
    State(app): State<App>,
    session: StaffSession,
    Body(lookup): Body<FindPatient>,
) -> Answer<FindPatient> {
    let by = match lookup.by {
        LookupBy::RecordNumber => Kind::RecordNumber,
        LookupBy::Telephone => Kind::Telephone,
        LookupBy::Email => Kind::Email,
    };
    let patients = app.store.staff(&session).find_patients(by, lookup.value.as_str()).await?;
    Ok(Reply::new(FoundPatients { patients }))
}
