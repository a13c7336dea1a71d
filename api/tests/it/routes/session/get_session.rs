//! `GetSession`.

use salus_api::auth::cookies::Cookie;
use salus_protocol::session::Who;

use crate::harness::{TestApp, entering::PASSWORD};

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
