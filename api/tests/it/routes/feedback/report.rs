//! What the care team sees.

use salus_protocol::{
    ErrorCode, Nothing,
    feedback::Experience,
    staff::{FeedbackReport, GetFeedbackReport},
};

use super::answer;
use crate::harness::{Person, TestApp};

async fn report(person: &mut Person) -> FeedbackReport {
    person.call(GetFeedbackReport {}, Nothing {}).await.ok()
}

#[tokio::test]
async fn a_share_of_a_month_is_told_from_the_fifth_answer_on() {
    let app = TestApp::start().await;
    let mut nora = app.staff("nora").await;
    let empty = report(&mut nora).await;
    assert_eq!((empty.answers, empty.positive_percent, empty.months.len()), (0, None, 12));

    for (number, experience) in
        [Experience::VeryGood, Experience::Good, Experience::Good, Experience::Poor].into_iter().enumerate()
    {
        app.visitor(&format!("patient{number}")).await.rates(answer(experience, "", false)).await;
    }
    let month = report(&mut nora).await.months.pop().unwrap();
    assert_eq!((month.month.as_str(), month.answers, month.positive_percent), ("2026-11-01", 4, None));

    app.visitor("fifth").await.rates(answer(Experience::Good, "", false)).await;
    let report = report(&mut nora).await;
    assert_eq!((report.answers, report.positive_percent, report.negative_percent), (5, Some(80), Some(20)));
    assert_eq!(report.months[11].positive_percent, Some(80));
    assert_eq!(report.experience.iter().map(|one| one.count).collect::<Vec<_>>(), [1, 3, 0, 1, 0, 0]);
}

#[tokio::test]
async fn comments_show_names_only_where_they_were_given_and_that_look_is_noted() {
    let app = TestApp::start().await;
    let (mut alice, mut bruno) = (app.visitor("alice").await, app.visitor("bruno").await);
    let mut carla = app.visitor("carla").await;
    alice.rates(answer(Experience::Good, "Kind people.", true)).await;
    bruno.rates(answer(Experience::Poor, "A long wait.", false)).await;
    carla.rates(answer(Experience::Good, "", true)).await;

    let mut nora = app.staff("nora").await;
    let report = report(&mut nora).await;
    let mut comments: Vec<_> =
        report.comments.iter().map(|one| (one.text.as_str(), one.name.as_deref(), one.month.as_str())).collect();
    comments.sort_unstable();
    assert_eq!(comments, [("A long wait.", None, "2026-11-01"), ("Kind people.", Some("alice"), "2026-11-01")]);

    assert_eq!(app.noted(&alice).await, ["gave_feedback", "read_feedback", "read_feedback"]);
    for person in [&bruno, &carla] {
        assert_eq!(app.noted(person).await, ["gave_feedback", "read_feedback"]);
    }
}

#[tokio::test]
async fn comments_stand_newest_month_first() {
    let app = TestApp::start().await;
    let mut alice = app.visitor("alice").await;
    alice.rates(answer(Experience::Good, "In November.", false)).await;
    app.clock.advance(20 * 24 * 60 * 60);
    let bruno = app.visitor("bruno").await;
    app.comes_back(&bruno).await.rates(answer(Experience::Good, "In December.", false)).await;
    let mut nora = app.staff("nora").await;
    let texts: Vec<String> = report(&mut nora).await.comments.into_iter().map(|comment| comment.text).collect();
    assert_eq!(texts, ["In December.", "In November."]);
}

#[tokio::test]
async fn patients_do_not_read_the_report_and_comments_stand_nowhere_in_the_files() {
    let app = TestApp::start().await;
    let mut alice = app.visitor("alice").await;
    alice.rates(answer(Experience::Good, "Quagmirepear.", false)).await;
    alice.call(GetFeedbackReport {}, Nothing {}).await.refused(ErrorCode::NotAllowed);
    let Some(files) = app.files() else { return };
    assert!(!files.windows(12).any(|window| window == b"Quagmirepear"));
}
