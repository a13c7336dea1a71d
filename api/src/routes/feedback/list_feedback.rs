//! `GET /api/v1/feedback`

use axum::extract::State;
use salus_protocol::{feedback::ListFeedback, security::AccessAction};

use super::overview;
use crate::{
    app::App,
    auth::guard::PatientSession,
    routes::{Answer, Reply},
    store::record::Section,
};

/// Which of the patient's visits wait for feedback, and for which it was given.
pub(super) async fn list_feedback(session: PatientSession, State(app): State<App>) -> Answer<ListFeedback> {
    let store = app.store.patient(&session);
    let (visits, given) =
        tokio::try_join!(store.section(Section::Visits, AccessAction::ReadFeedback), store.feedback_given())?;
    let world = app.store.world();
    Ok(Reply::new(overview(&visits.unwrap_or_default(), &given, world.now(), &world.today())))
}
