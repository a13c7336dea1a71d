//! `POST /api/v1/feedback/{visit_id}`

use axum::extract::{Path, State};
use salus_protocol::{ErrorCode, events::Event, feedback::GiveFeedback, ids::VisitId};

use super::overview;
use crate::{
    app::App,
    auth::guard::PatientSession,
    events::Audience,
    fhir::views::visits::VisitsView,
    routes::{Answer, Body, Reply},
    store::record::Section,
};

/// Gives feedback for one of the patient's visits that wait for it, once, and tells the care team that there is some.
pub(super) async fn give_feedback(
    session: PatientSession,
    Path(visit_id): Path<VisitId>,
    State(app): State<App>,
    Body(answer): Body<GiveFeedback>,
) -> Answer<GiveFeedback> {
    let store = app.store.patient(&session);
    let world = app.store.world();
    let (visits, given) = tokio::try_join!(store.more::<VisitsView>(Section::Visits), store.feedback_given())?;
    let visits = visits.unwrap_or_default();
    if given.iter().any(|given| given.visit == visit_id) {
        return Err(ErrorCode::AlreadyAnswered.into());
    }
    let before = overview(&visits, &given, world.now(), &world.today());
    if before.waiting.iter().all(|visit| visit.visit_id != visit_id) {
        return Err(ErrorCode::NotFound.into());
    }
    if !store.give_feedback(&visit_id, &answer).await? {
        return Err(ErrorCode::AlreadyAnswered.into());
    }
    app.events.announce(Audience::Staff, Event::FeedbackGiven).await;
    let given = store.feedback_given().await?;
    Ok(Reply::new(overview(&visits, &given, world.now(), &world.today())))
}
