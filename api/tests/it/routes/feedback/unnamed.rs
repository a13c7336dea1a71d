//! An answer without a name: nothing in the tables leads from it to its patient.

use salus_protocol::{Nothing, feedback::Experience, staff::GetFeedbackReport};

use super::answer;
use crate::harness::{TestApp, database::Fresh};

type Stored = (String, String, String, String, Option<Vec<u8>>, Option<String>);

async fn answers(app: &TestApp) -> Vec<Stored> {
    sqlx::query_as("SELECT id, month, experience, listened, comment_ct, patient_id FROM feedback_answers")
        .fetch_all(&app.sql().await)
        .await
        .unwrap()
}

#[tokio::test]
async fn an_unnamed_answer_has_no_patient_no_day_and_an_id_that_tells_nothing() {
    let app = TestApp::start().await;
    let mut alice = app.visitor("alice").await;
    let visit = alice.rates(answer(Experience::Poor, "I waited an hour.", false)).await;

    let (id, month, _, _, comment, patient) = answers(&app).await.remove(0);
    assert_eq!((month.as_str(), patient), ("2026-11-01", None));
    assert_eq!(id.as_bytes()[14], b'4', "a random id, not one that holds the time");
    assert_ne!(id, visit.as_str());

    // What is kept of the patient says that the visit was rated, and holds nothing of the answer.
    let kept: Vec<(String, String, String, i64)> =
        sqlx::query_as("SELECT patient_id, visit_id, given_on, named FROM feedback_given")
            .fetch_all(&app.sql().await)
            .await
            .unwrap();
    let patient = alice.patient.as_ref().unwrap();
    assert_eq!(kept, [(patient.to_string(), visit.to_string(), "2026-11-22".into(), 0)]);

    // The comment does not open with the patient's key, so its seal leads nowhere either: it opens for the practice.
    assert!(comment.is_some());
    let mut nora = app.staff("nora").await;
    let report = nora.call(GetFeedbackReport {}, Nothing {}).await.ok();
    assert_eq!((report.comments[0].text.as_str(), &report.comments[0].name), ("I waited an hour.", &None));
    assert_eq!(app.noted(&alice).await, ["gave_feedback", "read_feedback"], "nobody read anything of alice's");
}

#[tokio::test]
async fn the_order_in_which_answers_lie_does_not_tell_the_order_in_which_they_came() {
    let app = TestApp::start().await;
    let mut came = Vec::new();
    for name in ["alice", "bruno", "carla", "dario", "elena", "femi", "gita", "hugo"] {
        let mut person = app.visitor(name).await;
        let before: Vec<String> = answers(&app).await.into_iter().map(|answer| answer.0).collect();
        person.rates(answer(Experience::Good, "", false)).await;
        came.extend(answers(&app).await.into_iter().map(|answer| answer.0).filter(|id| !before.contains(id)));
    }
    let lie: Vec<String> = answers(&app).await.into_iter().map(|answer| answer.0).collect();
    let mut sorted = lie.clone();
    sorted.sort();
    assert_eq!(lie, sorted, "they lie in the order of their random ids");
    assert_ne!(lie, came);
}

#[tokio::test]
async fn no_mark_of_a_transaction_leads_from_an_answer_to_its_patient() {
    let app = TestApp::start().await;
    let Fresh::Postgres(_) = app.database() else { return };
    for name in ["alice", "bruno", "carla"] {
        app.visitor(name).await.rates(answer(Experience::Good, "", false)).await;
    }
    let marks: Vec<(String,)> = sqlx::query_as("SELECT DISTINCT CAST(xmin AS TEXT) FROM feedback_answers")
        .fetch_all(&app.sql().await)
        .await
        .unwrap();
    assert_eq!(marks.len(), 1, "all answers of the month bear the mark of the newest");
}

#[tokio::test]
async fn a_named_answer_is_the_patients_and_its_comment_is_sealed_for_them() {
    let app = TestApp::start().await;
    let (mut alice, mut bruno) = (app.visitor("alice").await, app.visitor("bruno").await);
    alice.rates(answer(Experience::Good, "Thank you, Nora.", true)).await;
    bruno.rates(answer(Experience::Good, "", true)).await;
    let stored = answers(&app).await;
    let owners: Vec<_> = stored.iter().filter_map(|answer| answer.5.as_deref()).collect();
    assert_eq!(owners.len(), 2);
    // Given to another patient, the comment does not open.
    sqlx::query("UPDATE feedback_answers SET patient_id = $1 WHERE patient_id = $2")
        .bind(bruno.patient.as_ref().unwrap().as_str())
        .bind(alice.patient.as_ref().unwrap().as_str())
        .execute(&app.sql().await)
        .await
        .unwrap();
    let mut nora = app.staff("nora").await;
    nora.call(GetFeedbackReport {}, Nothing {}).await.refused(salus_protocol::ErrorCode::Internal);
}
