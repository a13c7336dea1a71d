//! `GET /api/v1/staff/feedback`

use axum::extract::State;
use salus_protocol::staff::{FeedbackReport, GetFeedbackReport};

use crate::{
    app::App,
    auth::guard::StaffSession,
    domain::feedback::shares,
    routes::{Answer, Reply},
};

/// What patients say: shares, counts and comments.
pub(super) async fn get_feedback_report(session: StaffSession, State(app): State<App>) -> Answer<GetFeedbackReport> {
    let (tallies, comments) = app.store.staff(&session).feedback().await?;
    let shares = shares(&tallies, &app.store.world().today());
    Ok(Reply::new(FeedbackReport {
        answers: shares.answers,
        positive_percent: shares.positive_percent,
        negative_percent: shares.negative_percent,
        experience: shares.experience,
        listened: shares.listened,
        months: shares.months,
        comments,
    }))
}
