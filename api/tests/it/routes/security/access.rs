//! `SearchAccess`.

use salus_protocol::{
    ErrorCode,
    security::{AccessAction, AccessQuery, Actor, SearchAccess},
};

use crate::harness::{TestApp, authenticator::Authenticator};

#[tokio::test]
async fn a_patient_sees_who_looked_newest_first_and_this_look_too() {
    let app = TestApp::start().await;
    let mut alice = app.activated("alice", &mut Authenticator::new("phone")).await;
    app.clock.advance(1);
    alice.call(SearchAccess {}, AccessQuery::default()).await.ok();
    app.clock.advance(1);
    let lines = alice.call(SearchAccess {}, AccessQuery::default()).await.ok().lines;
    let seen: Vec<(AccessAction, Actor)> = lines.iter().map(|line| (line.action, line.actor.clone())).collect();
    assert_eq!(
        seen,
        [
            (AccessAction::ReadAccessLog, Actor::You),
            (AccessAction::ReadAccessLog, Actor::You),
            (AccessAction::Invited, Actor::Practice),
            (AccessAction::ImportedRecord, Actor::Practice),
        ]
    );
    assert!(lines.windows(2).all(|pair| pair[0].at >= pair[1].at));
}

#[tokio::test]
async fn at_most_a_hundred_lines_are_shown() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    for _ in 0..101 {
        alice.call(SearchAccess {}, AccessQuery::default()).await.ok();
    }
    assert_eq!(alice.call(SearchAccess {}, AccessQuery::default()).await.ok().lines.len(), 100);
}

#[tokio::test]
async fn the_care_team_has_no_access_log_of_its_own() {
    let app = TestApp::start().await;
    app.staff("nadia").await.call(SearchAccess {}, AccessQuery::default()).await.refused(ErrorCode::NotAllowed);
}
