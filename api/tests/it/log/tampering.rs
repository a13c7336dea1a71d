//! What somebody who controls the database does to the log, and what the check says of it.

use std::fs;

use salus_protocol::{
    Nothing,
    ids::PatientId,
    log_chain::{ChainCheck, ChainFault, ChainQuery, Digest, GetLogChain, line_hash},
    messages::About,
    security::{AccessAction, AccessEntry, AccessLine, AccessQuery, Actor, ExportAccess, SearchAccess},
    staff::ListInbox,
};

use super::{Logged, chain, id};
use crate::harness::{Person, authenticator::Authenticator};

/// Changes something of a patient's log.
async fn change(sql: &sqlx::AnyPool, statement: &'static str, person: &Person) {
    let changed = sqlx::query(statement).bind(id(person).as_str()).execute(sql).await.unwrap().rows_affected();
    assert!(changed > 0, "{statement}");
}

/// What the check says of this patient.
fn of(person: &Person, what: &str) -> String {
    format!("patient {}: {what}", id(person))
}

#[tokio::test]
async fn a_log_that_nobody_touched_is_as_it_was_written() {
    let logged = Logged::start().await;
    logged.patient("alice", 3).await;
    logged.patient("bruno", 2).await;
    logged.checkpoint().await;
    logged.patient("carla", 1).await;
    let printed = logged.verified().await.unwrap();
    assert!(printed.contains("3 logs with 6 lines") && printed.contains("1 checkpoints with 2 ends"), "{printed}");
    assert!(!printed.contains("alice"), "{printed}");
}

#[tokio::test]
async fn the_database_refuses_to_change_or_delete_lines_and_checkpoints() {
    let logged = Logged::start().await;
    logged.patient("alice", 2).await;
    logged.checkpoint().await;
    let sql = logged.app.sql().await;
    for statement in [
        "UPDATE access_log SET action = 'read_home'",
        "DELETE FROM access_log",
        "UPDATE access_checkpoints SET at = 0",
        "DELETE FROM access_checkpoints",
        "INSERT INTO access_checkpoints SELECT number, at, signed FROM access_checkpoints WHERE TRUE \
         ON CONFLICT (number) DO UPDATE SET at = 0",
        "INSERT INTO access_log SELECT id, patient_id, number, at, actor_kind, actor_id, 'read_home', reason, detail_ct, hash \
         FROM access_log",
    ] {
        assert!(sqlx::query(statement).execute(&sql).await.is_err(), "{statement}");
    }
    if logged.app.files().is_some() {
        for (replaced, refused) in [
            (
                "REPLACE INTO access_log SELECT id, patient_id, number, at, actor_kind, actor_id, 'read_home', reason, detail_ct, hash \
                 FROM access_log",
                "the access log stays as written",
            ),
            (
                "REPLACE INTO access_checkpoints SELECT number, 0, signed FROM access_checkpoints",
                "checkpoints stay as written",
            ),
        ] {
            let error = sqlx::query(replaced).execute(&sql).await.unwrap_err();
            assert!(error.to_string().contains(refused), "{error}");
        }
    }
    logged.verified().await.unwrap();
}

#[tokio::test]
async fn a_line_that_was_edited_is_found() {
    let logged = Logged::start().await;
    let alice = logged.patient("alice", 5).await;
    logged.checkpoint().await;
    let sql = logged.unguarded().await;
    change(&sql, "UPDATE access_log SET action = 'read_home' WHERE patient_id = $1 AND number = 3", &alice).await;
    Logged::found(logged.verified().await, &[&of(&alice, "line 3 was changed")]);
    change(&sql, "UPDATE access_log SET action = 'no such word' WHERE patient_id = $1 AND number = 3", &alice).await;
    Logged::found(logged.verified().await, &[&of(&alice, "line 3 was changed")]);
}

#[tokio::test]
async fn a_line_that_was_made_unreadable_is_told_and_hides_none_of_the_others() {
    let logged = Logged::start().await;
    let (mut phone, mut nora) = (Authenticator::new("phone"), logged.app.staff("nora").await);
    let mut alice = logged.app.activated("alice", &mut phone).await;
    alice.patient = Some(logged.app.patient_of(&alice).await);
    alice.asks(1).await;
    nora.call(ListInbox {}, Nothing {}).await.ok();
    alice.call(SearchAccess {}, AccessQuery::default()).await.ok();
    let whole = alice.call(SearchAccess {}, AccessQuery::default()).await.ok().lines;
    let number_of = |wanted: fn(&AccessLine) -> bool| whole.iter().find(|line| wanted(line)).unwrap().number;
    let sql = logged.unguarded().await;
    let (invited, nurse) = (2, number_of(|line| matches!(line.actor, Actor::Staff { .. })));
    let wrote = number_of(|line| line.action == AccessAction::WroteMessage);
    for (statement, number) in [
        ("UPDATE access_log SET action = 'x' WHERE patient_id = $1 AND number = $2", invited),
        ("UPDATE access_log SET detail_ct = hash WHERE patient_id = $1 AND number = $2", nurse),
        // No date says this, and a browser could not show it.
        ("UPDATE access_log SET at = 9000000000000000000 WHERE patient_id = $1 AND number = $2", wrote),
    ] {
        let number = i64::try_from(number).unwrap();
        sqlx::query(statement).bind(id(&alice).as_str()).bind(number).execute(&sql).await.unwrap();
    }

    let list = alice.call(SearchAccess {}, AccessQuery::default()).await.ok();
    let file = alice.call_proven(ExportAccess {}, Nothing {}, &mut phone).await.ok();
    for (log, newer) in [(list, 1), (file, 2)] {
        let unreadable: Vec<u64> = log.unreadable.iter().map(|line| line.number).collect();
        assert_eq!((unreadable, log.lines.len()), (vec![wrote, nurse, invited], whole.len() - 3 + newer));
        let mut numbers: Vec<u64> = log.entries().iter().map(AccessEntry::number).collect();
        assert_eq!(numbers[0], wrote, "in the order in which the next page goes on");
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=(whole.len() + newer) as u64).collect::<Vec<_>>());
    }
    // The check in the browser comes to the line, and tells it as changed.
    let page = alice.call(GetLogChain {}, ChainQuery::default()).await.ok();
    assert_eq!((page.lines.len(), page.more, page.unreadable), (1, false, true));
    let mut check = ChainCheck::new(page.patient_id.clone());
    assert_eq!(check.take_page(&page), Err(ChainFault::Edited { number: 2 }));
}

#[tokio::test]
async fn a_name_that_was_exchanged_in_a_line_is_found() {
    let logged = Logged::start().await;
    let (mut alice, mut nora) = (logged.patient("alice", 1).await, logged.app.staff("nora").await);
    alice.asks(1).await;
    nora.call(ListInbox {}, Nothing {}).await.ok();
    nora.call(ListInbox {}, Nothing {}).await.ok();
    logged.verified().await.unwrap();
    let sql = logged.unguarded().await;
    let exchange = "UPDATE access_log SET detail_ct = (SELECT detail_ct FROM access_log WHERE patient_id = $1 AND number = 4) \
        WHERE patient_id = $1 AND number = 3";
    change(&sql, exchange, &alice).await;
    Logged::found(logged.verified().await, &[&of(&alice, "line 3 was changed")]);
}

#[tokio::test]
async fn a_line_that_was_deleted_is_found_even_where_the_others_are_numbered_anew() {
    let logged = Logged::start().await;
    let alice = logged.patient("alice", 5).await;
    let sql = logged.unguarded().await;
    change(&sql, "DELETE FROM access_log WHERE patient_id = $1 AND number = 3", &alice).await;
    Logged::found(logged.verified().await, &[&of(&alice, "line 3 is missing")]);
    change(&sql, "UPDATE access_log SET number = 3 WHERE patient_id = $1 AND number = 4", &alice).await;
    change(&sql, "UPDATE access_log SET number = 4 WHERE patient_id = $1 AND number = 5", &alice).await;
    change(&sql, "UPDATE access_heads SET number = 4 WHERE patient_id = $1", &alice).await;
    Logged::found(logged.verified().await, &[&of(&alice, "line 3 was changed, or a line before it taken out")]);
}

#[tokio::test]
async fn lines_that_changed_places_are_found() {
    let logged = Logged::start().await;
    let alice = logged.patient("alice", 5).await;
    let sql = logged.unguarded().await;
    for (from, to) in [(3, 99), (4, 3), (99, 4)] {
        sqlx::query("UPDATE access_log SET number = $1 WHERE patient_id = $2 AND number = $3")
            .bind(to)
            .bind(id(&alice).as_str())
            .bind(from)
            .execute(&sql)
            .await
            .unwrap();
    }
    Logged::found(logged.verified().await, &[&of(&alice, "line 3 was moved to another place")]);
}

#[tokio::test]
async fn lines_that_changed_patients_are_found_at_both() {
    let logged = Logged::start().await;
    let (alice, bruno) = (logged.patient("alice", 4).await, logged.patient("bruno", 4).await);
    let sql = logged.unguarded().await;
    let moved = "UPDATE access_log SET patient_id = $1, number = $2 WHERE patient_id = $3 AND number = $4";
    for (to, number, from, before) in [(&alice, 99, &bruno, 2), (&bruno, 2, &alice, 2), (&alice, 2, &alice, 99)] {
        sqlx::query(moved)
            .bind(id(to).as_str())
            .bind(number)
            .bind(id(from).as_str())
            .bind(before)
            .execute(&sql)
            .await
            .unwrap();
    }
    let expected = [of(&alice, "line 2 was changed"), of(&bruno, "line 2 was changed")];
    Logged::found(logged.verified().await, &expected.each_ref().map(String::as_str));
}

#[tokio::test]
async fn a_tail_that_was_cut_off_is_found_by_the_head_and_then_only_by_the_checkpoint() {
    let logged = Logged::start().await;
    let alice = logged.patient("alice", 5).await;
    logged.checkpoint().await;
    let sql = logged.unguarded().await;
    change(&sql, "DELETE FROM access_log WHERE patient_id = $1 AND number > 3", &alice).await;
    let empty = tempfile::tempdir().unwrap();
    change(&sql, "UPDATE access_heads SET sealed_number = 0 WHERE patient_id = $1", &alice).await;
    let expected = [
        of(&alice, "the log ends before line 5, which it had"),
        of(&alice, "the log ends before line 5, which checkpoint 1 knows"),
    ];
    Logged::found(logged.verified().await, &expected.each_ref().map(String::as_str));

    // Whoever moves the head along leaves a chain that is in order.
    let moved = "UPDATE access_heads SET number = 3, hash = (SELECT hash FROM access_log l WHERE l.patient_id = access_heads.patient_id \
        AND l.number = 3) WHERE patient_id = $1";
    change(&sql, moved, &alice).await;
    Logged::found(logged.verified().await, &[&of(&alice, "the log ends before line 5, which checkpoint 1 knows")]);
    sqlx::query("DELETE FROM access_checkpoints").execute(&sql).await.unwrap();
    assert!(logged.verified_in(&[empty.path()], &[]).await.is_ok(), "without what lies outside nothing can tell");
}

#[tokio::test]
async fn a_log_that_was_written_anew_with_right_hashes_is_found_by_the_checkpoint() {
    let logged = Logged::start().await;
    let mut alice = logged.patient("alice", 4).await;
    logged.checkpoint().await;
    let lines = chain(&mut alice).await;
    let sql = logged.unguarded().await;
    let mut previous = Digest::default();
    for mut line in lines {
        if line.number == 3 {
            line.action = AccessAction::ReadHome;
        }
        line.hash = line_hash(id(&alice), &previous, &line);
        previous = line.hash;
        sqlx::query("UPDATE access_log SET action = $1, hash = $2 WHERE id = $3")
            .bind(line.action.as_str())
            .bind(line.hash.0.to_vec())
            .bind(line.id.as_str())
            .execute(&sql)
            .await
            .unwrap();
    }
    sqlx::query("UPDATE access_heads SET hash = $1").bind(previous.0.to_vec()).execute(&sql).await.unwrap();
    Logged::found(logged.verified().await, &[&of(&alice, "line 4 is not the one that checkpoint 1 knows")]);
}

#[tokio::test]
async fn a_line_past_the_end_is_found() {
    let logged = Logged::start().await;
    let alice = logged.patient("alice", 3).await;
    let sql = logged.app.sql().await;
    let back = "UPDATE access_heads SET number = 2, hash = (SELECT hash FROM access_log l WHERE l.patient_id = access_heads.patient_id \
        AND l.number = 2) WHERE patient_id = $1";
    change(&sql, back, &alice).await;
    Logged::found(logged.verified().await, &[&of(&alice, "line 3 was added past the end")]);
}

#[tokio::test]
async fn a_patient_whose_log_was_taken_away_is_found_even_if_nothing_is_left_of_them() {
    let logged = Logged::start().await;
    logged.patient("bruno", 2).await;
    let gone = logged.app.patient_only("gone").await;
    logged.checkpoint().await;
    let sql = logged.unguarded().await;
    let remove = async |statement: &'static str| {
        sqlx::query(statement).bind(gone.as_str()).execute(&sql).await.unwrap();
    };
    remove("DELETE FROM access_log WHERE patient_id = $1").await;
    remove("DELETE FROM access_heads WHERE patient_id = $1").await;
    let (absent, known) =
        (said(&gone, "there is no log"), said(&gone, "the whole log is gone, which checkpoint 1 knows"));
    Logged::found(logged.verified().await, &[&absent, &known]);
    remove("DELETE FROM access_proofs WHERE patient_id = $1").await;
    let keys = logged.app.keys_sql().await;
    sqlx::query("DELETE FROM patient_keys WHERE patient_id = $1").bind(gone.as_str()).execute(&keys).await.unwrap();
    remove("DELETE FROM patients WHERE id = $1").await;
    Logged::found(logged.verified().await, &[&known]);
}

fn said(patient: &PatientId, what: &str) -> String {
    format!("patient {patient}: {what}")
}

#[tokio::test]
async fn lines_without_a_head_are_found() {
    let logged = Logged::start().await;
    let alice = logged.patient("alice", 2).await;
    let sql = logged.app.sql().await;
    change(&sql, "DELETE FROM access_heads WHERE patient_id = $1", &alice).await;
    let expected = [of(&alice, "there is no log"), of(&alice, "there are lines, but nothing says where the log ends")];
    Logged::found(logged.verified().await, &expected.each_ref().map(String::as_str));
}

#[tokio::test]
async fn the_chain_survives_the_key_of_its_patient() {
    let logged = Logged::start().await;
    let (mut alice, mut nora) = (logged.patient("alice", 2).await, logged.app.staff("nora").await);
    alice.asks(1).await;
    nora.call(ListInbox {}, Nothing {}).await.ok();
    logged.checkpoint().await;
    let patient = alice.patient.as_ref().unwrap();
    assert!(logged.app.app.store.destroy_key(patient).await.unwrap());
    let printed = logged.verified().await.unwrap();
    assert!(printed.contains("1 logs with 4 lines"), "{printed}");
}

#[tokio::test]
async fn a_checkpoint_file_that_was_changed_is_found() {
    let logged = Logged::start().await;
    for name in ["alice", "bruno", "carla"] {
        logged.patient(name, 2).await;
        logged.checkpoint().await;
    }
    let file = logged.folder().files().unwrap().remove(0);
    let text = fs::read_to_string(&file).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let changed = |second: &str| format!("{}\n{second}\n{}\n", lines[0], lines[2]);
    let other_key = lines[1].replace(&logged.app.app.store.checkpoint_key().public().to_string(), &"5a".repeat(32));
    for (second, expected) in [
        (lines[1].replace("\"heads\":[{", "\"heads\":[],\"old\":[{"), vec!["checkpoint 2: its root is not"]),
        (lines[1].replace("\"size\":1", "\"size\":2"), vec!["checkpoint 2: its signature does not fit"]),
        (other_key, vec!["checkpoint 2: it is signed with a key that is not"]),
    ] {
        fs::write(&file, changed(&second)).unwrap();
        // What does not hold is as good as not there.
        Logged::found(logged.verified().await, &[expected, vec!["checkpoint 2: it is in none of the files"]].concat());
    }
    fs::write(&file, format!("{}\n{}\n", lines[0], lines[2])).unwrap();
    Logged::found(logged.verified().await, &["checkpoint 2: it is in none of the files"]);
    fs::write(&file, format!("{}\nnonsense\n{}\n", lines[0], lines[2])).unwrap();
    let unreadable = "checkpoints-2026-11.ndjson: line 2 cannot be read";
    Logged::found(logged.verified().await, &[unreadable, "checkpoint 2: it is in none of the files"]);
    fs::write(&file, format!("{}\n{}\n", lines[0], lines[1])).unwrap();
    Logged::found(logged.verified().await, &["checkpoint 3: it is in none of the files"]);
    fs::write(&file, &text).unwrap();
    logged.verified().await.unwrap();
}

#[tokio::test]
async fn checkpoints_that_the_database_forgot_or_holds_otherwise_are_found() {
    let logged = Logged::start().await;
    for name in ["alice", "bruno", "carla"] {
        logged.patient(name, 2).await;
        logged.checkpoint().await;
    }
    let sql = logged.unguarded().await;
    let other = "UPDATE access_checkpoints SET signed = (SELECT signed FROM access_checkpoints WHERE number = 1) WHERE number = 3";
    sqlx::query(other).execute(&sql).await.unwrap();
    sqlx::query("DELETE FROM access_checkpoints WHERE number = 2").execute(&sql).await.unwrap();
    let expected = ["checkpoint 2: the database does not know it", "checkpoint 3: the database knows another one"];
    Logged::found(logged.verified().await, &expected);
}

#[tokio::test]
async fn a_proof_that_is_gone_old_or_another_patients_is_found() {
    let logged = Logged::start().await;
    let (mut alice, bruno) = (logged.patient("alice", 2).await, logged.patient("bruno", 1).await);
    logged.checkpoint().await;
    let sql = logged.app.sql().await;
    let proof = async |person: &Person| {
        let row = sqlx::query_as("SELECT proof FROM access_proofs WHERE patient_id = $1").bind(id(person).as_str());
        let (proof,): (String,) = row.fetch_one(&sql).await.unwrap();
        proof
    };
    let (old, other) = (proof(&alice).await, proof(&bruno).await);
    alice.call(SearchAccess {}, AccessQuery::default()).await.ok();
    logged.checkpoint().await;
    logged.verified().await.unwrap();

    let said = of(&alice, "the database has no proof of line 3, which checkpoint 2 knows");
    for false_one in [old, other, "nonsense".to_owned()] {
        sqlx::query("UPDATE access_proofs SET proof = $1 WHERE patient_id = $2")
            .bind(false_one)
            .bind(id(&alice).as_str())
            .execute(&sql)
            .await
            .unwrap();
        Logged::found(logged.verified().await, &[&said]);
    }
    change(&sql, "DELETE FROM access_proofs WHERE patient_id = $1", &alice).await;
    Logged::found(logged.verified().await, &[&said]);
}

/// The sentence about a line that is in no checkpoint.
fn overdue(person: &Person, number: u64) -> String {
    of(person, &format!("line {number} is in no checkpoint, though one was due"))
}

#[tokio::test]
async fn a_log_that_is_said_to_be_sealed_further_than_it_reaches_is_told_and_sealed_all_the_same() {
    let logged = Logged::start().await;
    let (mut alice, bruno) = (logged.patient("alice", 3).await, logged.patient("bruno", 2).await);
    logged.checkpoint().await;
    let sql = logged.app.sql().await;
    let far = 9_000_000_000_000_000_000_i64;
    change(&sql, "UPDATE access_heads SET sealed_number = 9000000000000000000 WHERE patient_id = $1", &alice).await;
    let said = of(&alice, &format!("the log is said to be in a checkpoint up to line {far}, which it does not have"));
    Logged::found(logged.verified().await, &[&said]);

    alice.call(SearchAccess {}, AccessQuery::default()).await.ok();
    assert_eq!(logged.checkpoint().await, Some(2));
    let last = logged.folder().last().unwrap().unwrap();
    assert_eq!((last.heads.len(), &last.heads[0].patient_id, last.heads[0].number), (1, id(&alice), 4));
    logged.verified().await.unwrap();
    // Nor does a head that is none keep the others out.
    change(&sql, "UPDATE access_heads SET number = -9 WHERE patient_id = $1", &bruno).await;
    alice.call(SearchAccess {}, AccessQuery::default()).await.ok();
    assert_eq!(logged.checkpoint().await, Some(3));
}

#[tokio::test]
async fn a_turn_that_never_ends_or_is_not_there_keeps_no_checkpoint_from_being_written() {
    let logged = Logged::start().await;
    let sql = logged.app.sql().await;
    for (statement, name) in [
        ("UPDATE access_checkpoint_turn SET ends_at = 9000000000000000000", "alice"),
        ("DELETE FROM access_checkpoint_turn", "bruno"),
    ] {
        sqlx::query(statement).execute(&sql).await.unwrap();
        logged.patient(name, 1).await;
        assert!(logged.checkpoint().await.is_some(), "{statement}");
    }
}

#[tokio::test]
async fn a_line_that_no_checkpoint_took_in_is_told_after_a_quarter_of_an_hour_with_what_to_do() {
    let logged = Logged::start().await;
    let (mut alice, bruno) = (logged.patient("alice", 2).await, logged.patient("bruno", 1).await);
    logged.checkpoint().await;
    alice.call(SearchAccess {}, AccessQuery::default()).await.ok();
    logged.app.clock.advance(15 * 60 - 1);
    logged.verified().await.unwrap();
    logged.app.clock.advance(1);
    let late = logged.verified().await;
    assert!(late.as_ref().unwrap_err().contains("if it is there again with a server running"), "{late:?}");
    Logged::found(late, &[&overdue(&alice, 3)]);
    // What a server does when it starts.
    logged.checkpoint().await;
    logged.verified().await.unwrap();

    // Whoever says that everything is sealed gets no checkpoint written, and no line past it forgotten.
    logged.app.clock.advance(24 * 60 * 60);
    let mut bruno = logged.app.comes_back(&bruno).await;
    bruno.call(SearchAccess {}, AccessQuery::default()).await.ok();
    let sql = logged.unguarded().await;
    sqlx::query("UPDATE access_heads SET sealed_number = number").execute(&sql).await.unwrap();
    assert_eq!(logged.checkpoint().await, None);
    logged.app.clock.advance(60 * 60);
    Logged::found(logged.verified().await, &[&overdue(&bruno, 2)]);
    // A line of a later day would be due never.
    let moved = "UPDATE access_log SET at = 9000000000000000 WHERE patient_id = $1 AND number = 2";
    change(&sql, moved, &bruno).await;
    let edited = of(&bruno, "line 2 was changed, or a line before it taken out");
    Logged::found(logged.verified().await, &[&edited, &overdue(&bruno, 2)]);
}

#[tokio::test]
async fn a_checkpoint_with_a_number_beyond_all_others_holds_no_check_up() {
    let logged = Logged::start().await;
    logged.patient("alice", 1).await;
    logged.checkpoint().await;
    let far = "INSERT INTO access_checkpoints SELECT 9000000000000000000, at, signed FROM access_checkpoints";
    sqlx::query(far).execute(&logged.app.sql().await).await.unwrap();
    Logged::found(logged.verified().await, &["checkpoint 9000000000000000000: it is in none of the files"]);
}

#[tokio::test]
async fn a_public_key_can_be_named_and_a_wrong_one_fits_nothing() {
    let logged = Logged::start().await;
    logged.patient("alice", 2).await;
    logged.checkpoint().await;
    let key = logged.app.app.store.checkpoint_key().public().to_string();
    let place = logged.place.path();
    assert!(logged.verified_in(&[place], std::slice::from_ref(&key)).await.unwrap().contains(&key));
    let wrong = logged.verified_in(&[place], &["5a".repeat(32)]).await;
    Logged::found(wrong, &["checkpoint 1: it is signed with a key", "checkpoint 1: it is in none of the files"]);
    assert!(logged.verified_in(&[place], &["5a".into()]).await.unwrap_err().contains("64 hexadecimal digits"));
    assert!(logged.verified_in(&[&place.join("nowhere")], &[]).await.unwrap_err().contains("--checkpoints"));
}

#[tokio::test]
async fn a_message_about_a_line_does_not_change_the_log_of_before() {
    let logged = Logged::start().await;
    let mut alice = logged.patient("alice", 3).await;
    let line = chain(&mut alice).await.remove(0);
    let new = salus_protocol::messages::NewThread {
        about: Some(About::Access(line.id)),
        ..crate::routes::messages::question(1, "Who was this?")
    };
    alice.call(salus_protocol::messages::StartThread {}, new).await.ok();
    logged.verified().await.unwrap();
}
