//! How lines come into their chains.

use futures::future::join_all;
use salus_api::store::{accounts::AccountKind, database::Kind};
use salus_protocol::{
    ErrorCode, Nothing,
    ids::AccountId,
    messages::{ListThreads, StartThread},
    security::{AccessAction, AccessQuery, AccessReason, Actor, SearchAccess},
    staff::ListInbox,
    words::PersonName,
};

use super::{Logged, id, in_order};
use crate::routes::messages::question;

#[tokio::test]
async fn many_writers_at_once_keep_one_chain_without_gaps() {
    let logged = Logged::start().await;
    let (alice, bruno) = (logged.patient("alice", 1).await, logged.patient("bruno", 1).await);
    let nora = logged.app.staff("nora").await;
    let other = logged.another_server().await;
    let mut reads = Vec::new();
    let mut writes = Vec::new();
    let mut looks = Vec::new();
    let mut imports = Vec::new();
    for number in 0..20_u32 {
        for person in [&alice, &bruno] {
            let mut reader = person.clone();
            reads.push(async move { reader.call(ListThreads {}, Nothing {}).await.ok() });
            let mut writer = person.clone();
            let new = question(number, "Is this so?");
            writes.push(async move { writer.call(StartThread {}, new).await.ok() });
            // The importer of another process, with both patients in the order that would make two writers wait for each other.
            let (other, patient, second) = (other.clone(), id(person).clone(), id(&alice).clone());
            imports.push(async move {
                let mut import = other.import().await.unwrap();
                import.make_views_old(&patient).await.unwrap();
                import.make_views_old(&second).await.unwrap();
                import.commit().await.unwrap();
            });
        }
        let mut nurse = nora.clone();
        looks.push(async move { nurse.call(ListInbox {}, Nothing {}).await.ok() });
    }
    futures::join!(join_all(reads), join_all(writes), join_all(looks), join_all(imports));
    logged.verified().await.unwrap();
    let (mut alice, mut bruno) = (alice, bruno);
    // Besides the looks at the inbox, which show a patient from their first message on: import, 20 reads, 20 writes, the imports of
    // the other process, and this look at the chain.
    assert!((1 + 20 + 20 + 60 + 1..=1 + 20 + 20 + 60 + 1 + 20).contains(&in_order(&mut alice).await));
    assert!((1 + 20 + 20 + 20 + 1..=1 + 20 + 20 + 20 + 1 + 20).contains(&in_order(&mut bruno).await));
}

#[tokio::test]
async fn a_busy_moment_takes_as_many_rows_at_a_time_and_leaves_none_out() {
    let logged = Logged::start().await;
    let mut people = Vec::new();
    for number in 0..40 {
        people.push(logged.patient(&format!("patient-{number}"), 1).await);
    }
    let mut looks = Vec::new();
    for person in &people {
        for _ in 0..3 {
            let mut person = person.clone();
            looks.push(async move { person.call(ListThreads {}, Nothing {}).await.ok() });
        }
    }
    join_all(looks).await;
    let printed = logged.verified().await.unwrap();
    assert!(printed.contains("40 logs with 160 lines"), "{printed}");
}

#[tokio::test]
async fn nothing_is_answered_when_the_end_of_the_chain_cannot_be_moved() {
    let logged = Logged::start().await;
    let mut alice = logged.patient("alice", 2).await;
    let sql = logged.app.sql().await;
    sqlx::query("ALTER TABLE access_heads RENAME TO lost").execute(&sql).await.unwrap();
    alice.call(ListThreads {}, Nothing {}).await.refused(ErrorCode::Internal);
    alice.call(StartThread {}, question(1, "Is anybody there?")).await.refused(ErrorCode::Internal);
    sqlx::query("ALTER TABLE lost RENAME TO access_heads").execute(&sql).await.unwrap();
    assert!(alice.call(ListThreads {}, Nothing {}).await.ok().threads.is_empty());
    // The import, the read of before, this list, and this look: what was refused left nothing.
    assert_eq!(in_order(&mut alice).await, 4);
}

#[tokio::test]
async fn nothing_is_answered_where_somebody_has_taken_the_next_number() {
    let logged = Logged::start().await;
    let mut alice = logged.patient("alice", 3).await;
    let sql = logged.app.sql().await;
    sqlx::query("UPDATE access_heads SET number = 1").execute(&sql).await.unwrap();
    alice.call(ListThreads {}, Nothing {}).await.refused(ErrorCode::Internal);
}

#[tokio::test]
async fn a_broken_chain_refuses_its_own_lines_and_nobody_elses() {
    let logged = Logged::start().await;
    let (broken, well) = (logged.patient("alice", 3).await, logged.patient("bruno", 3).await);
    let sql = logged.app.sql().await;
    sqlx::query("UPDATE access_heads SET number = 1 WHERE patient_id = $1")
        .bind(broken.patient.as_ref().unwrap().as_str())
        .execute(&sql)
        .await
        .unwrap();
    let looks = (0..8).map(|place| {
        let mut person = if place % 2 == 0 { broken.clone() } else { well.clone() };
        async move { person.call(ListThreads {}, Nothing {}).await }
    });
    for (place, outcome) in join_all(looks).await.into_iter().enumerate() {
        if place % 2 == 0 {
            outcome.refused(ErrorCode::Internal);
        } else {
            outcome.ok();
        }
    }
    assert_eq!(in_order(&mut well.clone()).await, 8);
}

#[tokio::test]
async fn a_line_tells_who_it_was_by_name_and_role_and_why() {
    let logged = Logged::start().await;
    let (mut alice, mut nora) = (logged.patient("alice", 1).await, logged.app.staff("nora").await);
    alice.asks(1).await;
    nora.call(ListInbox {}, Nothing {}).await.ok();
    let lines = alice.call(SearchAccess {}, AccessQuery::default()).await.ok().lines;
    let seen: Vec<_> = lines.iter().map(|line| (line.number, line.action, line.reason, line.actor.clone())).collect();
    let nora = Actor::Staff { name: "nora".into(), role: "Nurse".into() };
    assert_eq!(
        seen,
        [
            (4, AccessAction::ReadAccessLog, AccessReason::OwnUse, Actor::You),
            (3, AccessAction::ReadThreads, AccessReason::Answering, nora),
            (2, AccessAction::WroteMessage, AccessReason::OwnUse, Actor::You),
            (1, AccessAction::ImportedRecord, AccessReason::RecordKeeping, Actor::Practice),
        ]
    );
}

#[tokio::test]
async fn the_name_in_a_line_stays_what_it_was_then() {
    let logged = Logged::start().await;
    let (mut alice, mut nora) = (logged.patient("alice", 1).await, logged.app.staff("nora").await);
    alice.asks(1).await;
    nora.call(ListInbox {}, Nothing {}).await.ok();
    let sql = logged.app.sql().await;
    // As if the account were gone: its name is never asked for.
    sqlx::query("UPDATE accounts SET name_ct = $1 WHERE id = $2")
        .bind(Vec::<u8>::new())
        .bind(nora.account.as_ref().map(AccountId::as_str))
        .execute(&sql)
        .await
        .unwrap();
    let lines = alice.call(SearchAccess {}, AccessQuery::default()).await.ok().lines;
    assert!(matches!(&lines[1].actor, Actor::Staff { name, .. } if name == "nora"), "{lines:?}");
}

#[tokio::test]
async fn lines_of_before_become_the_beginning_of_the_chain_once() {
    let logged = Logged::start().await;
    let mut alice = logged.patient("alice", 1).await;
    let role = PersonName::parse("Nurse").unwrap();
    let nora = logged.app.account("nora", AccountKind::Staff { role }).await;
    let world = logged.app.app.store.world().clone();
    let sql = logged.app.sql().await;
    let rows = [
        ("practice", None, "invited", 1),
        ("patient", alice.account.clone(), "read_results", 3),
        ("staff", Some(nora), "read_thread", 2),
    ];
    for (kind, account, action, at) in rows {
        sqlx::query("INSERT INTO access_log_before (id, patient_id, at, actor_kind, actor_id, action) VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(world.id())
            .bind(id(&alice).as_str())
            .bind(at)
            .bind(kind)
            .bind(account.map(String::from))
            .bind(action)
            .execute(&sql)
            .await
            .unwrap();
    }
    for _ in 0..2 {
        logged.another_server().await;
    }
    let left: Vec<(String,)> = sqlx::query_as("SELECT id FROM access_log_before").fetch_all(&sql).await.unwrap();
    assert_eq!(left, []);
    let lines = alice.call(SearchAccess {}, AccessQuery::default()).await.ok().lines;
    let seen: Vec<_> = lines.iter().map(|line| (line.action, line.reason, line.actor.clone())).collect();
    let nora = Actor::Staff { name: "nora".into(), role: "Nurse".into() };
    assert_eq!(
        seen[2..],
        [
            (AccessAction::ReadResults, AccessReason::OwnUse, Actor::You),
            (AccessAction::ReadThread, AccessReason::Answering, nora),
            (AccessAction::Invited, AccessReason::RecordKeeping, Actor::Practice),
        ]
    );
    let early = logged.verified().await.unwrap_err();
    assert!(early.contains("line 2 is in no checkpoint, though one was due; start a server"), "{early}");
    logged.checkpoint().await;
    logged.verified().await.unwrap();
}

#[tokio::test]
async fn a_line_holds_no_name_in_plain_words() {
    let logged = Logged::start().await;
    let mut alice = logged.patient("alice", 1).await;
    let mut nora = logged.app.staff("Quagmirepear").await;
    alice.asks(1).await;
    nora.call(ListInbox {}, Nothing {}).await.ok();
    if logged.app.database().connect().await.kind() == Kind::Postgres {
        return;
    }
    let files = logged.app.files().unwrap();
    let holds = |words: &str| files.windows(words.len()).any(|window| window == words.as_bytes());
    assert!(!holds("Quagmirepear") && holds("read_threads"));
}
