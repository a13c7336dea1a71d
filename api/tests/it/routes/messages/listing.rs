//! The list of conversations.

use salus_protocol::{
    Nothing,
    messages::{Author, ListThreads, MarkThreadRead, StartThread, ThreadState},
};

use super::{question, reply};
use crate::harness::TestApp;

#[tokio::test]
async fn the_newest_message_is_on_top_and_only_its_beginning_is_shown() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    let first = alice.call(StartThread {}, question(1, &"word ".repeat(200))).await.ok();
    app.clock.advance(60);
    let second = alice.call(StartThread {}, question(2, "Short.\n\nAnd polite.")).await.ok();

    let threads = alice.call(ListThreads {}, Nothing {}).await.ok().threads;
    assert_eq!(threads.iter().map(|thread| &thread.id).collect::<Vec<_>>(), [&second.id, &first.id]);
    assert_eq!(threads[0].excerpt, "Short. And polite.");
    assert_eq!(threads[1].excerpt.chars().count(), 120);

    app.clock.advance(60);
    alice.asks_again(&first, 3).await;
    let threads = alice.call(ListThreads {}, Nothing {}).await.ok().threads;
    assert_eq!((&threads[0].id, threads[0].excerpt.as_str()), (&first.id, "And one more thing."));
}

#[tokio::test]
async fn an_answer_is_unread_until_it_is_seen_and_ones_own_message_never_is() {
    let app = TestApp::start().await;
    let (mut alice, mut nora) = (app.patient("alice").await, app.staff("nora").await);
    let thread = alice.asks(1).await;
    assert!(!alice.call(ListThreads {}, Nothing {}).await.ok().threads[0].unread);

    nora.answers(&thread, 2).await;
    let summary = alice.call(ListThreads {}, Nothing {}).await.ok().threads.remove(0);
    assert!(summary.unread);
    assert_eq!(summary.state, ThreadState::Answered);
    assert_eq!(summary.last_author, Author::Staff { name: "nora".into(), role: "Nurse".into() });

    // Writing once more without having seen the answer leaves it unread.
    alice.call(salus_protocol::messages::Reply { thread_id: thread.id.clone() }, reply(3, "Hello?")).await.ok();
    assert!(alice.call(ListThreads {}, Nothing {}).await.ok().threads[0].unread);

    alice.call(MarkThreadRead { thread_id: thread.id.clone() }, Nothing {}).await.ok();
    assert!(!alice.call(ListThreads {}, Nothing {}).await.ok().threads[0].unread);
}
