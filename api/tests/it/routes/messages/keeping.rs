//! How messages are kept: noted, sealed, bound to their place.

use salus_protocol::{
    ErrorCode, Nothing,
    messages::{GetThread, ListThreads, MarkThreadRead, StartThread},
};

use super::question;
use crate::harness::TestApp;

#[tokio::test]
async fn every_read_and_every_write_leaves_its_line() {
    let app = TestApp::start().await;
    let (mut alice, mut nora) = (app.patient("alice").await, app.staff("nora").await);
    let thread = alice.asks(1).await;
    alice.call(ListThreads {}, Nothing {}).await.ok();
    alice.reads(&thread.id).await;
    alice.asks_again(&thread, 2).await;
    assert_eq!(app.noted(&alice).await, ["read_thread", "read_threads", "wrote_message", "wrote_message"]);

    nora.answers(&thread, 3).await;
    alice.call(MarkThreadRead { thread_id: thread.id.clone() }, Nothing {}).await.ok();
    // Nothing is unseen any more: nothing is read, and nothing is noted.
    alice.call(MarkThreadRead { thread_id: thread.id.clone() }, Nothing {}).await.ok();
    let noted = app.noted(&alice).await;
    assert_eq!(noted.iter().filter(|action| *action == "read_thread").count(), 2);
    assert_eq!(noted.iter().filter(|action| *action == "wrote_message").count(), 3);
}

#[tokio::test]
async fn nothing_is_answered_and_nothing_is_stored_when_the_log_cannot_be_written() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    let thread = alice.asks(1).await;
    let sql = app.sql().await;
    sqlx::query("ALTER TABLE access_log RENAME TO lost").execute(&sql).await.unwrap();

    for outcome in [
        alice.call(ListThreads {}, Nothing {}).await.text,
        alice.call(GetThread { thread_id: thread.id.clone() }, Nothing {}).await.text,
    ] {
        assert!(outcome.contains("\"internal\"") && !outcome.contains("stomach"), "{outcome}");
    }
    alice.call(StartThread {}, question(2, "Is anybody there?")).await.refused(ErrorCode::Internal);

    sqlx::query("ALTER TABLE lost RENAME TO access_log").execute(&sql).await.unwrap();
    assert_eq!(alice.call(ListThreads {}, Nothing {}).await.ok().threads.len(), 1);
}

#[tokio::test]
async fn a_message_that_was_moved_to_another_row_does_not_open() {
    let app = TestApp::start().await;
    let (mut alice, mut bruno) = (app.patient("alice").await, app.patient("bruno").await);
    let (hers, his) = (alice.asks(1).await, bruno.asks(2).await);
    let sql = app.sql().await;
    sqlx::query("UPDATE messages SET body_ct = (SELECT body_ct FROM messages WHERE id = $1) WHERE id = $2")
        .bind(his.messages[0].id.as_str())
        .bind(hers.messages[0].id.as_str())
        .execute(&sql)
        .await
        .unwrap();
    alice.call(GetThread { thread_id: hers.id.clone() }, Nothing {}).await.refused(ErrorCode::Internal);

    // Nor does a subject from another conversation of the same patient.
    let other = alice.asks(3).await;
    sqlx::query("UPDATE threads SET subject_ct = (SELECT subject_ct FROM threads WHERE id = $1) WHERE id = $2")
        .bind(hers.id.as_str())
        .bind(other.id.as_str())
        .execute(&sql)
        .await
        .unwrap();
    alice.call(GetThread { thread_id: other.id }, Nothing {}).await.refused(ErrorCode::Internal);
    bruno.reads(&his.id).await;
}

#[tokio::test]
async fn what_was_written_stands_nowhere_in_the_files() {
    let app = TestApp::start().await;
    let (mut alice, mut nora) = (app.patient("alice").await, app.staff("nora").await);
    let thread = alice.call(StartThread {}, question(1, "Quagmirepear quagmirepear.")).await.ok();
    nora.answers(&thread, 2).await;

    let Some(files) = app.files() else { return };
    let holds = |words: &str| files.windows(words.len()).any(|window| window == words.as_bytes());
    for words in ["Quagmirepear", "stomach ache", "Take it with food", "alice", "nora"] {
        assert!(!holds(words), "{words}");
    }
    assert!(holds(thread.id.as_str()), "the ids are there, so the right files were read");
}
