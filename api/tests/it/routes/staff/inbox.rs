//! The inbox.

use salus_api::store::record::Section;
use salus_protocol::{
    ErrorCode, Nothing,
    ids::ThreadId,
    staff::{CloseThread, Inbox, ListInbox, MarkStaffThreadRead},
    time::Day,
};
use serde_json::json;

use crate::harness::TestApp;

fn order(inbox: &Inbox) -> Vec<&ThreadId> {
    inbox.threads.iter().map(|row| &row.thread.id).collect()
}

#[tokio::test]
async fn who_waits_longest_is_on_top_and_the_answered_follow_newest_first() {
    let app = TestApp::start().await;
    let (mut alice, mut bruno) = (app.patient("alice").await, app.patient("bruno").await);
    let mut nora = app.staff("nora").await;
    let mut threads = Vec::new();
    for number in 0..5 {
        let person = if number % 2 == 0 { &mut alice } else { &mut bruno };
        threads.push(person.asks(number).await);
        app.clock.advance(60);
    }
    nora.answers(&threads[1], 10).await;
    app.clock.advance(60);
    nora.answers(&threads[0], 11).await;
    app.clock.advance(60);
    // Writing once more does not send somebody who waits to the end of the line.
    alice.asks_again(&threads[2], 12).await;

    let inbox = nora.call(ListInbox {}, Nothing {}).await.ok();
    let expected = [2, 3, 4, 0, 1].map(|place: usize| &threads[place].id);
    assert_eq!(order(&inbox), expected);
    assert_eq!(inbox.waiting, 3);
    assert_eq!(inbox.threads[0].answer_by, Day::parse("2026-11-24").ok());
    assert_eq!(inbox.threads[3].answer_by, None);
}

#[tokio::test]
async fn each_row_says_who_the_patient_is_and_whether_the_team_has_seen_it() {
    let app = TestApp::start().await;
    let (mut alice, mut bruno) = (app.patient("alice").await, app.patient("bruno").await);
    let mut nora = app.staff("nora").await;
    app.has(
        &alice,
        Section::Demographics,
        &json!({ "name": "Alice Moor", "birth_date": "1979-11-23", "deceased": false }),
    )
    .await;
    let thread = alice.asks(1).await;
    app.clock.advance(60);
    bruno.asks(2).await;

    let inbox = nora.call(ListInbox {}, Nothing {}).await.ok();
    let card = &inbox.threads[0].patient;
    assert_eq!((Some(&card.id), card.name.as_str(), card.age), (alice.patient.as_ref(), "Alice Moor", Some(46)));
    let card = &inbox.threads[1].patient;
    assert_eq!((card.name.as_str(), card.age), ("bruno", None), "without a record, the name on the account");
    assert!(inbox.threads[0].thread.unread);

    nora.call(MarkStaffThreadRead { thread_id: thread.id }, Nothing {}).await.ok();
    let inbox = nora.call(ListInbox {}, Nothing {}).await.ok();
    assert!(!inbox.threads[0].thread.unread && inbox.threads[1].thread.unread);
}

#[tokio::test]
async fn a_closed_conversation_waits_no_more() {
    let app = TestApp::start().await;
    let (mut alice, mut nora) = (app.patient("alice").await, app.staff("nora").await);
    let thread = alice.asks(1).await;
    nora.call(CloseThread { thread_id: thread.id }, Nothing {}).await.ok();
    let inbox = nora.call(ListInbox {}, Nothing {}).await.ok();
    assert_eq!((inbox.waiting, inbox.threads.len(), &inbox.threads[0].answer_by), (0, 1, &None));
}

#[tokio::test]
async fn a_look_at_the_inbox_is_noted_once_for_each_patient_it_shows() {
    let app = TestApp::start().await;
    let (mut alice, mut bruno) = (app.patient("alice").await, app.patient("bruno").await);
    let carla = app.patient("carla").await;
    let mut nora = app.staff("nora").await;
    alice.asks(1).await;
    alice.asks(2).await;
    bruno.asks(3).await;
    nora.call(ListInbox {}, Nothing {}).await.ok();
    assert_eq!(app.noted(&alice).await, ["read_threads", "wrote_message", "wrote_message"]);
    assert_eq!(app.noted(&bruno).await, ["read_threads", "wrote_message"]);
    assert_eq!(app.noted(&carla).await, [""; 0]);
}

#[tokio::test]
async fn the_inbox_is_not_answered_when_the_log_cannot_be_written() {
    let app = TestApp::start().await;
    let (mut alice, mut nora) = (app.patient("alice").await, app.staff("nora").await);
    alice.asks(1).await;
    sqlx::query("ALTER TABLE access_log RENAME TO lost").execute(&app.sql().await).await.unwrap();
    nora.call(ListInbox {}, Nothing {}).await.refused(ErrorCode::Internal);
}

#[tokio::test]
async fn a_patient_has_no_inbox() {
    let app = TestApp::start().await;
    app.patient("alice").await.call(ListInbox {}, Nothing {}).await.refused(ErrorCode::NotAllowed);
}
