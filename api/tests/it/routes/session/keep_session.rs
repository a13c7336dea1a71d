//! `KeepSession`.

use salus_protocol::{
    Done, ErrorCode, Nothing,
    security::GetSecurity,
    session::{KeepSession, PATIENT_IDLE_SECONDS, STAFF_IDLE_SECONDS, STAFF_SESSION_SECONDS, Who},
};

use crate::harness::{TestApp, entering::PASSWORD};

const LIMIT: i64 = PATIENT_IDLE_SECONDS as i64;

#[tokio::test]
async fn keeping_prolongs_a_session_and_without_use_it_locks_itself_after_a_quarter_of_an_hour() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    for _ in 0..3 {
        app.clock.advance(LIMIT - 1);
        assert_eq!(alice.call(KeepSession {}, Nothing {}).await.ok(), Done {});
    }
    app.clock.advance(LIMIT - 1);
    assert!(matches!(alice.who().await, Who::Patient(_)));
    app.clock.advance(1);
    alice.call(KeepSession {}, Nothing {}).await.refused(ErrorCode::Locked);
    assert_eq!(alice.who().await, Who::Locked);
    alice.call(GetSecurity {}, Nothing {}).await.refused(ErrorCode::Locked);
}

#[tokio::test]
async fn the_care_team_is_locked_out_after_ten_minutes_and_signed_out_after_ten_hours() {
    let app = TestApp::start().await;
    let mut nora = app.staff("nora").await;
    app.clock.advance(i64::from(STAFF_IDLE_SECONDS) - 1);
    assert!(matches!(nora.who().await, Who::Staff(_)));
    app.clock.advance(1);
    assert_eq!(nora.who().await, Who::Locked);
    app.clock.advance(i64::from(STAFF_SESSION_SECONDS - STAFF_IDLE_SECONDS));
    assert_eq!(nora.who().await, Who::Guest);
}

#[tokio::test]
async fn a_session_that_is_kept_ends_after_twelve_hours() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    let pause = LIMIT / 2;
    for _ in 1..12 * 60 * 60 / pause {
        app.clock.advance(pause);
        alice.call(KeepSession {}, Nothing {}).await.ok();
    }
    app.clock.advance(pause);
    alice.call(KeepSession {}, Nothing {}).await.refused(ErrorCode::NotSignedIn);
    assert_eq!(alice.who().await, Who::Guest);
}

#[tokio::test]
async fn keeping_one_session_leaves_the_others_to_lock_themselves() {
    let app = TestApp::start().await;
    let mut desk = app.patient("alice").await;
    let mut phone = app.comes_back(&desk).await;
    app.clock.advance(LIMIT - 1);
    desk.call(KeepSession {}, Nothing {}).await.ok();
    app.clock.advance(1);
    assert_eq!(phone.who().await, Who::Locked);
    assert!(matches!(desk.who().await, Who::Patient(_)));
}

#[tokio::test]
async fn there_is_nothing_to_keep_before_both_steps_are_done() {
    let app = TestApp::start().await;
    app.ready("alice").await;
    let mut alice = app.guest();
    alice.give("alice", PASSWORD).await.ok();
    alice.call(KeepSession {}, Nothing {}).await.refused(ErrorCode::NotSignedIn);
}
