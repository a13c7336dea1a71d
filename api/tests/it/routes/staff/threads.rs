//! Conversations as the care team sees them.

use salus_api::store::record::Section;
use salus_protocol::{
    ErrorCode, Nothing, Sample,
    ids::ThreadId,
    messages::{Author, ThreadState},
    record::{Allergies, Allergy, Medication, MedicationState, Medications},
    staff::{CloseThread, GetStaffThread, MarkStaffThreadRead, StaffReply},
};

use crate::{harness::TestApp, routes::messages::reply};

#[tokio::test]
async fn the_team_sees_allergies_and_the_medicines_taken_now() {
    let app = TestApp::start().await;
    let (mut alice, mut nora) = (app.patient("alice").await, app.staff("nora").await);
    let allergy = |name: &str, resolved| Allergy { name: name.into(), resolved, ..Allergy::sample() };
    let medicine = |name: &str, state| Medication { name: name.into(), state, ..Medication::sample() };
    let allergies = vec![allergy("Penicillin", false), allergy("Egg", true)];
    app.has(&alice, Section::Allergies, &Allergies { allergies, none_known: false }).await;
    let medications = vec![medicine("Metformin", MedicationState::Current), medicine("Aspirin", MedicationState::Past)];
    app.has(&alice, Section::Medications, &Medications { medications }).await;
    let thread = alice.asks(1).await;

    let seen = nora.call(GetStaffThread { thread_id: thread.id }, Nothing {}).await.ok();
    assert_eq!(seen.allergies, ["Penicillin"]);
    assert_eq!(seen.medications, ["Metformin"]);
    assert!(!seen.thread.messages[0].mine);
    assert_eq!(
        app.noted(&alice).await,
        ["read_allergies", "read_medications", "read_thread", "wrote_message"],
        "the patient sees what was looked at"
    );
}

#[tokio::test]
async fn an_answer_that_is_sent_twice_is_stored_once() {
    let app = TestApp::start().await;
    let (mut alice, mut nora) = (app.patient("alice").await, app.staff("nora").await);
    let thread = alice.asks(1).await;
    let answer = StaffReply { thread_id: thread.id.clone() };
    let first = nora.call(answer.clone(), reply(2, "With food, please.")).await.ok();
    let second = nora.call(answer, reply(2, "With food, please.")).await.ok();
    assert_eq!(first.thread, second.thread);
    assert_eq!(first.thread.messages.len(), 2);
    assert_eq!(first.thread.messages[1].author, Author::Staff { name: "nora".into(), role: "Nurse".into() });
    assert!(first.thread.messages[1].mine);
    let noted = app.noted(&alice).await;
    assert_eq!(noted.iter().filter(|line| *line == "read_thread").count(), 1, "the second answer is a look: {noted:?}");
}

#[tokio::test]
async fn the_key_of_one_person_does_not_stop_another() {
    let app = TestApp::start().await;
    let (mut alice, mut nora) = (app.patient("alice").await, app.staff("nora").await);
    let thread = alice.asks(1).await;
    nora.call(StaffReply { thread_id: thread.id.clone() }, reply(1, "The same key.")).await.ok();
    assert_eq!(alice.reads(&thread.id).await.messages.len(), 2);
}

#[tokio::test]
async fn a_conversation_that_is_closed_twice_is_closed() {
    let app = TestApp::start().await;
    let (mut alice, mut nora) = (app.patient("alice").await, app.staff("nora").await);
    let thread = alice.asks(1).await;
    let close = CloseThread { thread_id: thread.id.clone() };
    nora.call(close.clone(), Nothing {}).await.ok();
    assert_eq!(nora.call(close, Nothing {}).await.ok().thread.state, ThreadState::Closed);
    nora.call(StaffReply { thread_id: thread.id }, reply(2, "Too late.")).await.refused(ErrorCode::ThreadClosed);
}

#[tokio::test]
async fn a_conversation_that_is_not_there_is_not_found() {
    let app = TestApp::start().await;
    let mut nora = app.staff("nora").await;
    let thread_id = ThreadId::sample();
    nora.call(GetStaffThread { thread_id: thread_id.clone() }, Nothing {}).await.refused(ErrorCode::NotFound);
    nora.call(StaffReply { thread_id: thread_id.clone() }, reply(1, "Hello?")).await.refused(ErrorCode::NotFound);
    nora.call(MarkStaffThreadRead { thread_id: thread_id.clone() }, Nothing {}).await.refused(ErrorCode::NotFound);
    nora.call(CloseThread { thread_id }, Nothing {}).await.refused(ErrorCode::NotFound);
}
