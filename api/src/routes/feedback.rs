//! Feedback: what patients think of their past visits.

mod give_feedback;
mod list_feedback;

use axum::Router;
use salus_protocol::{
    feedback::{FeedbackOverview, GiveFeedback, ListFeedback},
    time::{Day, Timestamp},
};

use super::Mount;
use crate::{
    app::App,
    domain::feedback::{Given, rated, waiting},
    fhir::views::visits::VisitsView,
};

/// The operations of this area.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .endpoint::<ListFeedback, _, _>(list_feedback::list_feedback)
        .endpoint::<GiveFeedback, _, _>(give_feedback::give_feedback)
}

/// What waits and what was given, of these visits.
fn overview(visits: &VisitsView, given: &[Given], now: Timestamp, today: &Day) -> FeedbackOverview {
    let visits = visits.list(now).visits;
    FeedbackOverview { waiting: waiting(&visits, given, today), given: rated(&visits, given) }
}
