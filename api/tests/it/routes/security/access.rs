//! `SearchAccess`, `ExportAccess` and `GetLogChain`.

use salus_protocol::{
    ErrorCode, Nothing,
    home::GetHome,
    log_chain::{ChainCheck, ChainQuery, GetLogChain},
    messages::{About, ListThreads, NewThread, StartThread, Topic},
    security::{AccessAction, AccessLog, AccessQuery, Actor, ActorKind, ExportAccess, SearchAccess},
    staff::{GetStaffThread, ListInbox},
    time::Timestamp,
};

use crate::{
    harness::{TestApp, authenticator::Authenticator},
    routes::messages::question,
};

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

/// What was done in each line, newest first.
fn actions(log: &AccessLog) -> Vec<AccessAction> {
    log.lines.iter().map(|line| line.action).collect()
}

#[tokio::test]
async fn the_log_is_read_page_by_page_without_a_line_left_out_or_shown_twice() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    for _ in 0..230 {
        alice.call(ListThreads {}, Nothing {}).await.ok();
    }
    let mut numbers = Vec::new();
    let mut before = None;
    loop {
        let page = alice.call(SearchAccess {}, AccessQuery { before, ..AccessQuery::default() }).await.ok();
        assert!(page.lines.len() <= 100);
        before = page.lines.last().map(|line| line.number);
        numbers.extend(page.lines.iter().map(|line| line.number));
        if !page.more {
            break;
        }
    }
    // 231 lines before, and the first look.
    assert_eq!(numbers, (1..=232).rev().collect::<Vec<u64>>());
    let beyond = AccessQuery { before: Some(9999), ..AccessQuery::default() };
    assert!(alice.call(SearchAccess {}, beyond).await.ok().lines.is_empty());
}

#[tokio::test]
async fn the_log_is_filtered_by_who_and_by_time() {
    let app = TestApp::start().await;
    let (mut alice, mut nora) = (app.patient("alice").await, app.staff("nora").await);
    alice.asks(1).await;
    nora.call(ListInbox {}, Nothing {}).await.ok();
    // From 2026-11-22T09:00Z to the last second of the day, then two more days.
    let start = app.app.store.world().now();
    app.clock.advance(15 * 60 * 60 - 1);
    let mut alice = app.comes_back(&alice).await;
    alice.call(ListThreads {}, Nothing {}).await.ok();
    app.clock.advance(1);
    let mut alice = app.comes_back(&alice).await;
    alice.call(GetHome {}, Nothing {}).await.ok();
    app.clock.advance(24 * 60 * 60);
    let mut alice = app.comes_back(&alice).await;

    let who = |who| AccessQuery { who: Some(who), ..AccessQuery::default() };
    let of_staff = alice.call(SearchAccess {}, who(ActorKind::Staff)).await.ok();
    assert_eq!((actions(&of_staff), of_staff.more), (vec![AccessAction::ReadThreads], false));
    let of_practice = alice.call(SearchAccess {}, who(ActorKind::Practice)).await.ok();
    assert_eq!(actions(&of_practice), [AccessAction::ImportedRecord]);

    let of_others = alice.call(SearchAccess {}, AccessQuery { others: true, ..AccessQuery::default() }).await.ok();
    assert_eq!(actions(&of_others), [AccessAction::ReadThreads, AccessAction::ImportedRecord]);

    let midnight = start.plus_seconds(15 * 60 * 60);
    let between = |from: Option<Timestamp>, until| AccessQuery { from, until, ..who(ActorKind::You) };
    let first = alice.call(SearchAccess {}, between(Some(start), Some(midnight))).await.ok();
    assert_eq!(actions(&first), [AccessAction::ReadThreads, AccessAction::WroteMessage]);
    let second = alice.call(SearchAccess {}, between(Some(midnight), Some(midnight.plus_seconds(1)))).await.ok();
    assert_eq!(actions(&second), [AccessAction::ReadHome]);
    // A day that begins elsewhere has what happened in it there.
    let late = alice.call(SearchAccess {}, between(Some(midnight.plus_seconds(-1)), None)).await.ok();
    assert_eq!(actions(&late)[actions(&late).len() - 2..], [AccessAction::ReadHome, AccessAction::ReadThreads]);
    let both = alice.call(SearchAccess {}, between(None, Some(midnight.plus_seconds(1)))).await.ok();
    assert_eq!(both.lines.len(), 3);
    let none = alice.call(SearchAccess {}, between(Some(midnight), Some(start))).await.ok();
    assert_eq!(none.lines, []);
}

#[tokio::test]
async fn the_log_is_taken_away_whole_and_only_with_a_fresh_proof() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    let mut alice = app.activated("alice", &mut phone).await;
    for _ in 0..120 {
        alice.call(ListThreads {}, Nothing {}).await.ok();
    }
    let refused = alice.call(ExportAccess {}, Nothing {}).await;
    assert!(!refused.text.contains("lines"));
    refused.refused(ErrorCode::ProofNeeded);
    let log = alice.call_proven(ExportAccess {}, Nothing {}, &mut phone).await.ok();
    // Brought in, invited, 120 lists, and this.
    assert_eq!((log.lines.len(), log.more), (123, false));
    assert_eq!(log.lines[0].action, AccessAction::ExportedAccessLog);
    assert_eq!(log.lines.iter().filter(|line| line.action == AccessAction::ExportedAccessLog).count(), 1);
    alice.call(ExportAccess {}, Nothing {}).await.refused(ErrorCode::ProofNeeded);
}

#[tokio::test]
async fn the_chain_comes_in_pages_with_the_look_at_it() {
    let app = TestApp::start().await;
    let (mut alice, mut bruno) = (app.patient("alice").await, app.patient("bruno").await);
    for _ in 0..1100 {
        alice.call(ListThreads {}, Nothing {}).await.ok();
    }
    bruno.call(ListThreads {}, Nothing {}).await.ok();
    let mut check = ChainCheck::new(alice.patient.clone().unwrap());
    let first = alice.call(GetLogChain {}, ChainQuery { after: 0 }).await.ok();
    assert_eq!((first.lines.len(), first.more), (1000, true));
    check.take(&first.lines).unwrap();
    let second = alice.call(GetLogChain {}, ChainQuery { after: check.lines() }).await.ok();
    check.take(&second.lines).unwrap();
    // The import, 1,100 lists, and two looks at the chain, the newest of them the last line.
    assert_eq!((check.lines(), second.more), (1103, false));
    assert_eq!(second.lines.last().unwrap().action, AccessAction::ReadAccessLog);
    assert_eq!(alice.call(GetLogChain {}, ChainQuery { after: 9999 }).await.ok().lines, []);
}

#[tokio::test]
async fn a_line_can_be_shown_to_the_care_team_by_its_owner_alone() {
    let app = TestApp::start().await;
    let (mut alice, mut bruno) = (app.patient("alice").await, app.patient("bruno").await);
    let mut nora = app.staff("nora").await;
    alice.asks(1).await;
    nora.call(ListInbox {}, Nothing {}).await.ok();
    let who = AccessQuery { who: Some(ActorKind::Staff), ..AccessQuery::default() };
    let line = alice.call(SearchAccess {}, who).await.ok().lines.remove(0);
    let about = |number| NewThread {
        about: Some(About::Access(line.id.clone())),
        topic: Topic::Access,
        ..question(number, "I do not know who this was.")
    };
    bruno.call(StartThread {}, about(2)).await.refused(ErrorCode::NotFound);

    let thread = alice.call(StartThread {}, about(3)).await.ok();
    assert_eq!(thread.about.as_ref().and_then(|about| about.access.as_ref()), Some(&line));
    let seen = nora.call(GetStaffThread { thread_id: thread.id }, Nothing {}).await.ok();
    let shown = seen.thread.about.unwrap();
    assert_eq!((shown.about, shown.access), (About::Access(line.id.clone()), Some(line)));
}

#[tokio::test]
async fn neither_search_nor_chain_is_answered_when_the_look_cannot_be_written() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    sqlx::query("ALTER TABLE access_heads RENAME TO lost").execute(&app.sql().await).await.unwrap();
    alice.call(SearchAccess {}, AccessQuery::default()).await.refused(ErrorCode::Internal);
    alice.call(GetLogChain {}, ChainQuery::default()).await.refused(ErrorCode::Internal);
}
