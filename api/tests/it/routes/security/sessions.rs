//! `GetSecurity`, `EndSession`, `SignOutEverywhere`.

use salus_api::{auth::cookies::Cookie, events::Audience};
use salus_protocol::{
    ErrorCode, Nothing,
    events::Event,
    security::{Device, EndSession, GetSecurity, SignOutEverywhere},
    session::Who,
};

use crate::harness::{Person, TestApp, entering::PASSWORD};

/// The same person, signed in in two browsers.
async fn twice(app: &TestApp) -> (Person, Person) {
    let (_, codes) = app.ready("alice").await;
    let (mut phone, mut desk) = (app.guest(), app.guest());
    phone.give("alice", PASSWORD).await.ok();
    phone.give_code(&codes[0]).await.ok();
    app.clock.advance(60);
    desk.give("alice", PASSWORD).await.ok();
    desk.give_code(&codes[1]).await.ok();
    (phone, desk)
}

#[tokio::test]
async fn everywhere_the_account_is_signed_in_is_listed_newest_use_first() {
    let app = TestApp::start().await;
    let (_, mut desk) = twice(&app).await;
    let security = desk.call(GetSecurity {}, Nothing {}).await.ok();
    assert_eq!(security.email, "alice@example.org");
    let current: Vec<bool> = security.sessions.iter().map(|session| session.current).collect();
    assert_eq!(current, [true, false]);
    assert!(security.sessions.iter().all(|session| session.device == Device::default()));
}

#[tokio::test]
async fn a_session_that_is_ended_from_elsewhere_is_refused_and_its_pages_are_told() {
    let app = TestApp::start().await;
    let (mut phone, mut desk) = twice(&app).await;
    let mut events = app.app.events.listen();
    let sessions = desk.call(GetSecurity {}, Nothing {}).await.ok().sessions;
    let other = sessions.into_iter().find(|session| !session.current).unwrap().id;
    let left = desk.call(EndSession { session_id: other.clone() }, Nothing {}).await.ok().sessions;
    assert_eq!(left.len(), 1);
    phone.call(GetSecurity {}, Nothing {}).await.refused(ErrorCode::NotSignedIn);
    assert!(matches!(desk.who().await, Who::Patient(_)));
    let told = events.recv().await.unwrap();
    assert_eq!(told.event, Event::SignedOut);
    assert!(matches!(told.audience, Audience::Account(_, Some(session)) if session == other));
    desk.call(EndSession { session_id: other }, Nothing {}).await.refused(ErrorCode::NotFound);
}

#[tokio::test]
async fn ending_ones_own_session_signs_out() {
    let app = TestApp::start().await;
    let (_, mut desk) = twice(&app).await;
    let sessions = desk.call(GetSecurity {}, Nothing {}).await.ok().sessions;
    let own = sessions.into_iter().find(|session| session.current).unwrap().id;
    desk.call(EndSession { session_id: own }, Nothing {}).await.ok();
    assert!(!desk.holds(Cookie::Session));
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_session_and_every_open_step() {
    let app = TestApp::start().await;
    let (mut phone, mut desk) = twice(&app).await;
    let mut between = app.guest();
    between.give("alice", PASSWORD).await.ok();
    let mut bruno = app.patient("bruno").await;
    let mut events = app.app.events.listen();

    desk.call_with_password(SignOutEverywhere {}, Nothing {}).await.ok();
    assert!(!desk.holds(Cookie::Session));
    for person in [&mut phone, &mut desk, &mut between] {
        assert_eq!(person.who().await, Who::Guest);
    }
    assert!(matches!(bruno.who().await, Who::Patient(_)));
    let told = events.recv().await.unwrap();
    assert!(matches!(told.audience, Audience::Account(_, None)));
    assert_eq!(told.event, Event::SignedOut);
}
