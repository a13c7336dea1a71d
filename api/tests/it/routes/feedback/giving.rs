//! Which visits wait, and giving feedback.

use salus_protocol::{
    ErrorCode, Nothing, Sample,
    events::Event,
    feedback::{Experience, GiveFeedback, ListFeedback},
    ids::VisitId,
    record::ListVisits,
    time::Day,
};

use super::{answer, appointment, visit};
use crate::harness::TestApp;

#[tokio::test]
async fn past_visits_of_ninety_days_wait_and_no_others() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    let visits = [
        visit("Long ago", "2026-08-01"),
        visit("Blood test", "2026-09-20"),
        visit("Check-up", "2026-11-10"),
        appointment("Diabetes review", "2026-11-26"),
    ];
    app.has_on_record(&alice, &visits).await;
    let feedback = alice.sees_feedback().await;
    let titles: Vec<&str> = feedback.waiting.iter().filter_map(|visit| visit.title.words()).collect();
    assert_eq!(titles, ["Check-up", "Blood test"]);
    assert_eq!(feedback.given, []);
}

#[tokio::test]
async fn feedback_is_given_once_for_each_visit() {
    let app = TestApp::start().await;
    let mut alice = app.visitor("alice").await;
    let visit_id = alice.rates(answer(Experience::Good, "All well.", true)).await;

    let again = alice.call(GiveFeedback { visit_id: visit_id.clone() }, answer(Experience::Poor, "", true)).await;
    again.refused(ErrorCode::AlreadyAnswered);

    let feedback = alice.sees_feedback().await;
    assert_eq!(feedback.waiting, []);
    let given = &feedback.given[0];
    assert_eq!((&given.visit_id, given.title.words(), given.named), (&visit_id, Some("Check-up"), true));
    assert_eq!(Some(&given.given_on), Day::parse("2026-11-22").ok().as_ref());
}

#[tokio::test]
async fn feedback_that_is_sent_twice_at_the_same_time_is_given_once() {
    let app = TestApp::start().await;
    let mut alice = app.visitor("alice").await;
    let visit_id = alice.sees_feedback().await.waiting.remove(0).visit_id;
    let attempt = |mut person: crate::harness::Person| {
        let visit_id = visit_id.clone();
        async move { person.call(GiveFeedback { visit_id }, answer(Experience::Good, "", false)).await.status.as_u16() }
    };
    let (a, b, c) = tokio::join!(attempt(alice.clone()), attempt(alice.clone()), attempt(alice.clone()));
    let mut statuses = [a, b, c];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409, 409]);
    let (answers,): (i64,) =
        sqlx::query_as("SELECT COUNT(*) FROM feedback_answers").fetch_one(&app.sql().await).await.unwrap();
    assert_eq!(answers, 1);
}

#[tokio::test]
async fn only_ones_own_past_visits_can_be_rated() {
    let app = TestApp::start().await;
    let (mut alice, mut bruno) = (app.visitor("alice").await, app.patient("bruno").await);
    app.has_on_record(&bruno, &[appointment("Diabetes review", "2026-11-26")]).await;
    let hers = alice.sees_feedback().await.waiting.remove(0).visit_id;
    let to_come = bruno.call(ListVisits {}, Nothing {}).await.ok().visits.remove(0).id;

    for visit_id in [hers, to_come, VisitId::sample()] {
        let outcome = bruno.call(GiveFeedback { visit_id }, answer(Experience::Poor, "", false)).await;
        outcome.refused(ErrorCode::NotFound);
    }
    assert_eq!(alice.sees_feedback().await.waiting.len(), 1);
}

#[tokio::test]
async fn the_care_team_hears_at_once_that_there_is_feedback() {
    let app = TestApp::start().await;
    app.is_live().await;
    let (mut alice, nora) = (app.visitor("alice").await, app.staff("nora").await);
    let mut page = nora.listens().await;
    alice.rates(answer(Experience::Good, "", false)).await;
    assert_eq!(page.hears().await, ("feedback_given".into(), Event::FeedbackGiven));
}

#[tokio::test]
async fn looking_and_giving_are_noted_and_without_the_note_nothing_happens() {
    let app = TestApp::start().await;
    let mut alice = app.visitor("alice").await;
    let visit_id = alice.sees_feedback().await.waiting.remove(0).visit_id;
    let sql = app.sql().await;
    sqlx::query("ALTER TABLE access_log RENAME TO lost").execute(&sql).await.unwrap();
    alice.call(ListFeedback {}, Nothing {}).await.refused(ErrorCode::Internal);
    let given = alice.call(GiveFeedback { visit_id: visit_id.clone() }, answer(Experience::Good, "", true)).await;
    given.refused(ErrorCode::Internal);
    sqlx::query("ALTER TABLE lost RENAME TO access_log").execute(&sql).await.unwrap();

    alice.call(GiveFeedback { visit_id }, answer(Experience::Good, "", true)).await.ok();
    assert_eq!(app.noted(&alice).await, ["gave_feedback", "read_feedback"]);
}
