//! Starting conversations and writing in them.

use salus_api::store::record::Section;
use salus_protocol::{
    ErrorCode, Nothing, Sample,
    ids::EntryId,
    messages::{About, Author, GetThread, ListThreads, MarkThreadRead, NewThread, Reply, StartThread, ThreadState},
    record::{Medication, Medications},
    staff::{CloseThread, MarkStaffThreadRead},
    time::Day,
    words::Reason,
};

use super::{question, reply};
use crate::harness::TestApp;

#[tokio::test]
async fn a_question_is_answered_and_both_sides_see_who_has_opened_what() {
    let app = TestApp::start().await;
    let (mut alice, mut nora) = (app.patient("alice").await, app.staff("nora").await);

    let asked = alice.call(StartThread {}, question(1, "Should I take it later?")).await.ok();
    assert_eq!((asked.state, &asked.answer_by), (ThreadState::Waiting, &Day::parse("2026-11-24").ok()));
    assert_eq!(asked.messages[0].author, Author::Patient { name: "alice".into() });
    assert!(asked.messages[0].mine && asked.messages[0].opened_at.is_none());

    nora.call(MarkStaffThreadRead { thread_id: asked.id.clone() }, Nothing {}).await.ok();
    nora.answers(&asked, 2).await;
    let answered = alice.reads(&asked.id).await;
    assert_eq!((answered.state, answered.answer_by), (ThreadState::Answered, None));
    assert!(answered.messages[0].opened_at.is_some(), "the patient sees that the care team has opened it");
    let answer = &answered.messages[1];
    assert_eq!(answer.author, Author::Staff { name: "nora".into(), role: "Nurse".into() });
    assert!(!answer.mine && answer.opened_at.is_none());

    alice.call(MarkThreadRead { thread_id: asked.id.clone() }, Nothing {}).await.ok();
    assert!(alice.reads(&asked.id).await.messages[1].opened_at.is_some());
}

#[tokio::test]
async fn messages_stay_in_order_while_the_clock_stands() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    let thread = alice.asks(1).await;
    for number in 2..8 {
        alice.call(Reply { thread_id: thread.id.clone() }, reply(number, &format!("Message {number}"))).await.ok();
    }
    let thread = alice.reads(&thread.id).await;
    assert!(thread.messages.windows(2).all(|pair| pair[0].stored_at < pair[1].stored_at));
    assert_eq!(thread.messages[6].body, "Message 7");
}

#[tokio::test]
async fn a_repeated_attempt_is_stored_once() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    let first = alice.call(StartThread {}, question(1, "Once.")).await.ok();
    let second = alice.call(StartThread {}, question(1, "Once.")).await.ok();
    assert_eq!(first, second);

    let answer = Reply { thread_id: first.id.clone() };
    let first = alice.call(answer.clone(), reply(2, "Twice.")).await.ok();
    let second = alice.call(answer, reply(2, "Twice.")).await.ok();
    assert_eq!(first, second);
    assert_eq!(second.messages.len(), 2);
    let noted = app.noted(&alice).await;
    assert_eq!(noted.iter().filter(|line| *line == "read_thread").count(), 2, "repeats are looks: {noted:?}");
    assert_eq!(alice.call(ListThreads {}, Nothing {}).await.ok().threads.len(), 1);
}

#[tokio::test]
async fn attempts_with_one_key_at_the_same_time_store_one() {
    let app = TestApp::start().await;
    let alice = app.patient("alice").await;
    let attempt = |mut person: crate::harness::Person| async move {
        person.call(StartThread {}, question(1, "At once.")).await.ok()
    };
    let (a, b, c) = tokio::join!(attempt(alice.clone()), attempt(alice.clone()), attempt(alice.clone()));
    assert_eq!((&a.id, &a.id), (&b.id, &c.id));

    let again = |mut person: crate::harness::Person| {
        let thread_id = a.id.clone();
        async move { person.call(Reply { thread_id }, reply(2, "At once again.")).await.ok() }
    };
    tokio::join!(again(alice.clone()), again(alice.clone()), again(alice.clone()));
    assert_eq!(alice.clone().reads(&a.id).await.messages.len(), 2);
}

#[tokio::test]
async fn a_key_of_one_conversation_sends_nothing_in_another() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    let (one, two) = (alice.asks(1).await, alice.asks(2).await);
    alice.call(Reply { thread_id: two.id.clone() }, reply(1, "Hm.")).await.refused(ErrorCode::InvalidRequest);
    assert_eq!(alice.reads(&two.id).await, two);
    assert_eq!(alice.reads(&one.id).await, one);
}

#[tokio::test]
async fn a_message_of_fifty_thousand_characters_is_refused_and_nothing_is_stored() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    let mut body = serde_json::to_value(NewThread { about: None, ..NewThread::sample() }).unwrap();
    body["body"] = "x".repeat(50_000).into();
    let sent = alice.send(salus_protocol::Method::Post, "/api/v1/messages", serde_json::to_vec(&body).unwrap()).await;
    let refusal = sent.refused(ErrorCode::InvalidFields);
    assert_eq!(refusal.fields[0].field, "body");
    assert_eq!(refusal.fields[0].reason, Reason::TooLong { max: 10_000 });
    assert_eq!(alice.call(ListThreads {}, Nothing {}).await.ok().threads, []);
}

#[tokio::test]
async fn an_empty_message_is_refused_with_its_reason() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    let thread = alice.asks(1).await;
    for text in ["", "   ", "\u{200b}\n"] {
        let body = serde_json::json!({ "body": text, "key": "attempt-000000000009" });
        let path = format!("/api/v1/messages/{}/replies", thread.id);
        let sent = alice.send(salus_protocol::Method::Post, &path, serde_json::to_vec(&body).unwrap()).await;
        let refusal = sent.refused(ErrorCode::InvalidFields);
        assert_eq!((refusal.fields[0].field.as_str(), refusal.fields[0].reason), ("body", Reason::Empty));
    }
    assert_eq!(alice.reads(&thread.id).await.messages.len(), 1);
}

#[tokio::test]
async fn nobody_writes_in_a_closed_conversation() {
    let app = TestApp::start().await;
    let (mut alice, mut nora) = (app.patient("alice").await, app.staff("nora").await);
    let thread = alice.asks(1).await;
    let last = alice.call(Reply { thread_id: thread.id.clone() }, reply(2, "The last one.")).await.ok();
    let closed = nora.call(CloseThread { thread_id: thread.id.clone() }, Nothing {}).await.ok().thread;
    assert_eq!((closed.state, closed.answer_by), (ThreadState::Closed, None));

    let answer = Reply { thread_id: thread.id.clone() };
    alice.call(answer.clone(), reply(3, "Too late.")).await.refused(ErrorCode::ThreadClosed);
    // An attempt that was stored before it was closed is still the same attempt.
    assert_eq!(alice.call(answer, reply(2, "The last one.")).await.ok().messages, last.messages);
}

#[tokio::test]
async fn an_answer_is_promised_in_working_days() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    // The clock stands on a Sunday; two working days later is Tuesday.
    let thread = alice.asks(1).await;
    assert_eq!(thread.answer_by, Day::parse("2026-11-24").ok());
    // A second message on Monday does not move the promise.
    app.clock.advance(24 * 60 * 60);
    let mut alice = app.comes_back(&alice).await;
    assert_eq!(alice.asks_again(&thread, 2).await.answer_by, Day::parse("2026-11-24").ok());
    // From a Friday the weekend is left out.
    app.clock.advance(4 * 24 * 60 * 60);
    let mut alice = app.comes_back(&alice).await;
    assert_eq!(alice.asks(3).await.answer_by, Day::parse("2026-12-01").ok());
}

#[tokio::test]
async fn another_patients_conversation_is_not_found() {
    let app = TestApp::start().await;
    let (mut alice, mut bruno) = (app.patient("alice").await, app.patient("bruno").await);
    let thread_id = bruno.asks(1).await.id;
    let noted = app.noted(&bruno).await;

    alice.call(GetThread { thread_id: thread_id.clone() }, Nothing {}).await.refused(ErrorCode::NotFound);
    alice.call(Reply { thread_id: thread_id.clone() }, reply(2, "Hello.")).await.refused(ErrorCode::NotFound);
    alice.call(MarkThreadRead { thread_id: thread_id.clone() }, Nothing {}).await.refused(ErrorCode::NotFound);

    assert_eq!(bruno.reads(&thread_id).await.messages.len(), 1);
    assert_eq!(app.noted(&bruno).await.len(), noted.len() + 1, "only bruno's own read was noted");
    assert_eq!(alice.call(ListThreads {}, Nothing {}).await.ok().threads, []);
}

#[tokio::test]
async fn a_conversation_is_about_an_entry_of_the_patients_own_record() {
    let app = TestApp::start().await;
    let (mut alice, mut bruno) = (app.patient("alice").await, app.patient("bruno").await);
    let medicine = Medication { name: "Metformin 1000 mg".into(), ..Medication::sample() };
    app.has(&alice, Section::Medications, &Medications { medications: vec![medicine.clone()] }).await;

    let about = |id: EntryId| Some(About::Medication(id));
    let thread = NewThread { about: about(medicine.id.clone()), ..question(1, "Why this one?") };
    let shown = alice.call(StartThread {}, thread.clone()).await.ok().about.unwrap();
    assert_eq!((shown.about, shown.title), (About::Medication(medicine.id), "Metformin 1000 mg".into()));

    bruno.call(StartThread {}, thread).await.refused(ErrorCode::NotFound);
    assert_eq!(bruno.call(ListThreads {}, Nothing {}).await.ok().threads, []);
}
