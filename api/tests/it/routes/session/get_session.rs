//! `GetSession`.

use salus_api::auth::cookies::Cookie;
use salus_protocol::{
    Nothing,
    session::{GetSession, KeepSession, PATIENT_IDLE_SECONDS, Who},
};

use crate::harness::{Person, TestApp, entering::PASSWORD};

#[tokio::test]
async fn somebody_we_do_not_know_is_a_guest() {
    let app = TestApp::start().await;
    let mut guest = app.guest();
    assert_eq!(guest.who().await, Who::Guest);
    guest.carry(Cookie::Session, &[9; 32]);
    assert_eq!(guest.who().await, Who::Guest);
}

#[tokio::test]
async fn everybody_is_greeted_by_the_first_name_and_the_team_has_its_role() {
    let app = TestApp::start().await;
    let (_, codes) = app.ready("alice").await;
    let mut alice = app.guest();
    alice.give("alice", PASSWORD).await.ok();
    alice.give_code(&codes[0]).await.ok();
    let Who::Patient(person) = alice.who().await else { panic!("a patient") };
    assert_eq!((person.first_name.as_str(), person.role), ("alice", None));

    let (_, codes) = app.ready_staff("nadia").await;
    let mut nadia = app.guest();
    nadia.give("nadia", PASSWORD).await.ok();
    nadia.give_code(&codes[0]).await.ok();
    let Who::Staff(person) = nadia.who().await else { panic!("the care team") };
    assert_eq!(person.role.as_deref(), Some("Nurse"));
}

#[tokio::test]
async fn whoever_asks_is_told_in_how_many_seconds_the_session_locks_itself() {
    let app = TestApp::start().await;
    let mut one = app.patient("alice").await;
    let mut other = one.clone();
    let left = async |person: &mut Person| {
        person.call(GetSession {}, Nothing {}).await.ok().limits.map(|limits| limits.left_seconds)
    };
    assert_eq!(left(&mut one).await, Some(PATIENT_IDLE_SECONDS));
    app.clock.advance(10 * 60);
    assert_eq!(left(&mut one).await, Some(PATIENT_IDLE_SECONDS - 10 * 60));
    other.call(KeepSession {}, Nothing {}).await.ok();
    app.clock.advance(10);
    assert_eq!(left(&mut one).await, Some(PATIENT_IDLE_SECONDS - 10));
}

#[tokio::test]
async fn asking_who_is_here_does_not_prolong_a_session() {
    let app = TestApp::start().await;
    let mut one = app.patient("alice").await;
    let mut other = one.clone();
    for _ in 0..3 {
        app.clock.advance(5 * 60 - 1);
        assert!(matches!(one.who().await, Who::Patient(_)));
        assert!(matches!(other.who().await, Who::Patient(_)));
    }
    app.clock.advance(3);
    assert_eq!(one.who().await, Who::Locked);
    assert_eq!(other.who().await, Who::Locked);
}
