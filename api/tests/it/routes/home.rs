//! Home: what waits for the patient, and the record at a glance.

use salus_protocol::{
    ErrorCode, Nothing,
    feedback::Experience,
    home::{GetHome, Home, Waiting},
    messages::MarkThreadRead,
    record::Flag,
    staff::ListInbox,
};
use serde_json::{Value, json};

use crate::{
    harness::{Person, TestApp},
    routes::feedback::{answer, appointment, visit},
};

async fn home(person: &mut Person) -> Home {
    person.call(GetHome {}, Nothing {}).await.ok()
}

fn result(name: &str, day: &str, code: &str) -> Value {
    json!({
        "resourceType": "Observation", "status": "final", "code": { "text": name },
        "category": [{ "coding": [{ "code": "laboratory" }] }],
        "effectiveDateTime": format!("{day}T08:00:00Z"),
        "valueQuantity": { "value": 7.3, "unit": "%" },
        "interpretation": [{ "coding": [{ "code": code }] }],
    })
}

#[tokio::test]
async fn a_new_patient_finds_an_empty_home() {
    let app = TestApp::start().await;
    let home = home(&mut app.patient("alice").await).await;
    assert_eq!((home.today.len(), home.unread_threads, home.lookers), (0, 0, 0));
    assert_eq!((home.record.results, &home.next_visit), (0, &None));
}

#[tokio::test]
async fn answers_new_results_and_feedback_wait_in_this_order() {
    let app = TestApp::start().await;
    let (mut alice, mut nora) = (app.patient("alice").await, app.staff("nora").await);
    let resources = [
        result("HbA1c", "2026-11-18", "H"),
        result("Sodium", "2026-11-02", "N"),
        result("Potassium", "2026-11-01", "N"),
        result("Calcium", "2026-10-01", "N"),
        visit("Check-up", "2026-11-10"),
        appointment("Diabetes review", "2026-11-26"),
    ];
    app.has_on_record(&alice, &resources).await;
    let thread = alice.asks(1).await;
    nora.answers(&thread, 2).await;

    let seen = home(&mut alice).await;
    let [Waiting::Answer { thread_id, author, .. }, first, second, feedback] = seen.today.as_slice() else {
        panic!("{:?}", seen.today)
    };
    assert_eq!((thread_id, author.as_str(), seen.unread_threads), (&thread.id, "nora", 1));
    let new = |waiting: &Waiting| match waiting {
        Waiting::NewResult { name, flag, .. } => (name.clone(), *flag),
        other => panic!("{other:?}"),
    };
    assert_eq!(new(first), ("HbA1c".into(), Some(Flag::High)));
    assert_eq!(new(second).0, "Sodium".into());
    assert!(matches!(feedback, Waiting::Feedback { title, .. } if title == &"Check-up".into()));
    assert_eq!(seen.record.results, 4);
    assert_eq!(seen.next_visit.map(|visit| visit.title), Some("Diabetes review".into()));

    alice.call(MarkThreadRead { thread_id: thread.id }, Nothing {}).await.ok();
    alice.rates(answer(Experience::Good, "", false)).await;
    let seen = home(&mut alice).await;
    assert_eq!((seen.today.len(), seen.unread_threads), (2, 0));
}

#[tokio::test]
async fn those_who_looked_in_the_last_thirty_days_are_counted_once_each() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    let (mut nora, mut omar) = (app.staff("nora").await, app.staff("omar").await);
    alice.asks(1).await;
    for person in [&mut nora, &mut omar] {
        person.call(ListInbox {}, Nothing {}).await.ok();
        person.call(ListInbox {}, Nothing {}).await.ok();
    }
    assert_eq!(home(&mut alice).await.lookers, 2);
    app.clock.advance(31 * 24 * 60 * 60);
    assert_eq!(home(&mut app.comes_back(&alice).await).await.lookers, 0);
}

#[tokio::test]
async fn home_is_noted_and_without_the_note_it_is_not_answered() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    home(&mut alice).await;
    assert_eq!(app.noted(&alice).await, ["read_home"]);
    sqlx::query("ALTER TABLE access_log RENAME TO lost").execute(&app.sql().await).await.unwrap();
    alice.call(GetHome {}, Nothing {}).await.refused(ErrorCode::Internal);
}
