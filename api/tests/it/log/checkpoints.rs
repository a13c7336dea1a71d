//! What is kept outside of the database.

use std::fs;

use futures::future::join_all;
use salus_api::{
    app::App,
    checkpoints::{self, Entry},
    crypto::signing::is_signed,
    routes,
    running::Running,
    world::day_of,
};
use salus_protocol::{
    ErrorCode, Nothing,
    log_chain::{
        ChainCheck, ChainQuery, Checkpoint, Digest, GetLogChain, Head,
        merkle::{Tree, leaf_hash},
    },
    protection::{Checkpoints, GetProtection},
    security::{AccessQuery, SearchAccess},
};

use super::{Logged, id};
use crate::harness::Person;

#[tokio::test]
async fn a_checkpoint_has_what_grew_and_follows_from_the_one_before() {
    let logged = Logged::start().await;
    assert_eq!(logged.checkpoint().await, None, "nothing to prove");
    let mut alice = logged.patient("alice", 2).await;
    logged.patient("bruno", 1).await;
    assert_eq!(logged.checkpoint().await, Some(1));
    let first = logged.folder().last().unwrap().unwrap();
    assert_eq!(logged.checkpoint().await, None, "nothing new to prove");

    alice.call(SearchAccess {}, AccessQuery::default()).await.ok();
    assert_eq!(logged.checkpoint().await, Some(2));
    let second = logged.folder().last().unwrap().unwrap();
    let mut numbers: Vec<u64> = first.heads.iter().map(|head| head.number).collect();
    numbers.sort_unstable();
    assert_eq!((numbers, second.heads.len()), (vec![1, 2], 1));
    assert_eq!((&second.heads[0].patient_id, second.heads[0].number), (id(&alice), 3));
    assert_eq!(second.signed.checkpoint.previous, first.signed.checkpoint.hash());
    assert!(is_signed(&first.signed) && is_signed(&second.signed));
    logged.verified().await.unwrap();
}

#[tokio::test]
async fn a_patient_is_given_the_newest_proof_and_their_browser_can_check_it() {
    let logged = Logged::start().await;
    let mut alice = logged.patient("alice", 3).await;
    for name in ["bruno", "carla", "dora"] {
        logged.patient(name, 1).await;
    }
    assert_eq!(alice.call(GetLogChain {}, ChainQuery::default()).await.ok().proof, None);
    logged.checkpoint().await;
    let page = alice.call(GetLogChain {}, ChainQuery::default()).await.ok();
    let proof = page.proof.unwrap();
    assert!(is_signed(&proof.signed));
    let mut check = ChainCheck::new(page.patient_id);
    check.take(&page.lines).unwrap();
    let verdict = check.finish(Some(&proof), None).unwrap();
    assert_eq!((verdict.proved, verdict.head.number), (Some(4), 5));
}

#[tokio::test]
async fn after_a_crash_between_file_and_row_the_file_is_taken_over() {
    let logged = Logged::start().await;
    let mut alice = logged.patient("alice", 2).await;
    logged.checkpoint().await;
    alice.call(SearchAccess {}, AccessQuery::default()).await.ok();
    // As far as the server came: the line is on the disk, the rows are not.
    let store = &logged.app.app.store;
    let (heads, at) = (store.grown_heads().await.unwrap(), store.world().now());
    let checkpoint = Checkpoint {
        number: 2,
        at,
        size: 1,
        root: Tree::new(heads.iter().map(|head| leaf_hash(&head.canonical())).collect()).root(),
        previous: store.last_checkpoint().await.unwrap().unwrap().checkpoint.hash(),
    };
    let entry = Entry { signed: store.checkpoint_key().sign(checkpoint), heads };
    logged.folder().append(&entry, &day_of(at)).unwrap();
    logged.verified().await.unwrap();

    assert_eq!(logged.checkpoint().await, None, "it has everything already");
    assert_eq!(store.last_checkpoint().await.unwrap(), Some(entry.signed));
    alice.call(SearchAccess {}, AccessQuery::default()).await.ok();
    assert_eq!(logged.checkpoint().await, Some(3));
    let printed = logged.verified().await.unwrap();
    assert!(printed.contains("3 checkpoints with 3 ends"), "{printed}");
}

#[tokio::test]
async fn after_an_older_database_was_put_back_its_new_lines_are_sealed_all_the_same() {
    let logged = Logged::start().await;
    let mut alice = logged.patient("alice", 2).await;
    logged.checkpoint().await;
    // What the files know from the time that the database has lost.
    let (store, patient) = (&logged.app.app.store, alice.patient.clone().unwrap());
    let at = store.world().now();
    let heads = vec![Head { patient_id: patient, number: 90, hash: Digest([7; 32]) }];
    let root = Tree::new(heads.iter().map(|head| leaf_hash(&head.canonical())).collect()).root();
    let checkpoint = Checkpoint { number: 30, at, size: 1, root, previous: Digest([8; 32]) };
    let entry = Entry { signed: store.checkpoint_key().sign(checkpoint), heads };
    logged.folder().append(&entry, &day_of(at)).unwrap();

    alice.call(SearchAccess {}, AccessQuery::default()).await.ok();
    assert_eq!(logged.checkpoint().await, Some(31));
    let proof = alice.call(GetLogChain {}, ChainQuery::default()).await.ok().proof.unwrap();
    assert_eq!((proof.head.number, proof.signed.checkpoint.number), (3, 31));
    let printed = logged.verified().await.expect_err("what was lost is told");
    assert!(printed.contains("checkpoint 30"), "{printed}");
}

#[tokio::test]
async fn a_proof_under_another_key_is_handed_to_nobody() {
    let logged = Logged::start().await;
    let mut alice = logged.patient("alice", 2).await;
    logged.checkpoint().await;
    let proof = alice.call(GetLogChain {}, ChainQuery::default()).await.ok().proof.unwrap();
    let sql = logged.app.sql().await;
    for (own, false_one) in
        [(proof.signed.key.to_string(), "5a".repeat(32)), (proof.signed.signature.clone(), "5a".repeat(64))]
    {
        for (from, to) in [(&own, &false_one), (&false_one, &own)] {
            sqlx::query("UPDATE access_proofs SET proof = REPLACE(proof, $1, $2)")
                .bind(from.as_str())
                .bind(to.as_str())
                .execute(&sql)
                .await
                .unwrap();
            let answer = alice.call(GetLogChain {}, ChainQuery::default()).await;
            if from == &own {
                answer.refused(ErrorCode::Internal);
            } else {
                answer.ok();
            }
        }
    }
}

#[tokio::test]
async fn after_a_crash_in_the_middle_of_a_line_the_next_one_is_whole() {
    let logged = Logged::start().await;
    let mut alice = logged.patient("alice", 2).await;
    logged.checkpoint().await;
    let file = logged.folder().files().unwrap().remove(0);
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("{text}{}", &text[..text.len() / 2])).unwrap();
    logged.verified().await.unwrap();
    alice.call(SearchAccess {}, AccessQuery::default()).await.ok();
    assert_eq!(logged.checkpoint().await, Some(2));
    logged.verified().await.unwrap();
}

#[tokio::test]
async fn what_a_crash_has_left_at_the_beginning_of_a_file_is_no_finding() {
    let logged = Logged::start().await;
    logged.patient("alice", 2).await;
    logged.checkpoint().await;
    let file = logged.folder().files().unwrap().remove(0);
    let text = fs::read_to_string(&file).unwrap();
    let piece = &text[..text.len() / 2];
    fs::write(&file, format!("{piece}\n{text}")).unwrap();
    logged.verified().await.unwrap();
    // Nor are two pieces at its end, as a disk leaves them that stays full.
    fs::write(&file, format!("{text}{piece}\n{piece}")).unwrap();
    logged.verified().await.unwrap();
}

#[tokio::test]
async fn what_a_crash_has_left_is_no_finding_where_another_folder_has_the_next_checkpoint() {
    let logged = Logged::start().await;
    let mut alice = logged.patient("alice", 2).await;
    logged.checkpoint().await;
    let file = logged.folder().files().unwrap().remove(0);
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("{text}{}", &text[..text.len() / 2])).unwrap();
    let other = tempfile::tempdir().unwrap();
    let folder = salus_api::checkpoints::folder::Folder::open(other.path()).unwrap();
    alice.call(SearchAccess {}, AccessQuery::default()).await.ok();
    let written = checkpoints::write(&logged.app.app.store, &folder).await.unwrap().unwrap();
    assert_eq!(written.checkpoint.number, 2);
    alice.call(SearchAccess {}, AccessQuery::default()).await.ok();
    assert_eq!(logged.checkpoint().await, Some(3));

    logged.verified_in(&[logged.place.path(), other.path()], &[]).await.unwrap();
    let unreadable = "checkpoints-2026-11.ndjson: line 2 cannot be read";
    Logged::found(logged.verified().await, &[unreadable, "checkpoint 2: it is in none of the files"]);
}

#[tokio::test]
async fn of_several_servers_one_writes_each_number() {
    let logged = Logged::start().await;
    let mut alice = logged.patient("alice", 1).await;
    let mut stores = vec![logged.app.app.store.clone()];
    for _ in 0..3 {
        stores.push(logged.another_server().await);
    }
    let folder = logged.folder();
    for round in 1..=5 {
        alice.call(SearchAccess {}, AccessQuery::default()).await.ok();
        let written = join_all(stores.iter().map(|store| checkpoints::write(store, &folder))).await;
        let numbers: Vec<u64> =
            written.into_iter().filter_map(|written| Some(written.unwrap()?.checkpoint.number)).collect();
        assert_eq!(numbers, [round]);
    }
    let printed = logged.verified().await.unwrap();
    assert!(printed.contains("5 checkpoints with 5 ends") && !printed.contains("left over"), "{printed}");
}

#[tokio::test]
async fn what_another_server_left_over_is_told_and_is_no_finding() {
    let logged = Logged::start().await;
    let mut alice = logged.patient("alice", 1).await;
    logged.checkpoint().await;
    let Entry { signed, heads } = logged.folder().last().unwrap().unwrap();
    let checkpoint = Checkpoint { at: signed.checkpoint.at.plus_seconds(1), ..signed.checkpoint };
    let left = Entry { signed: logged.app.app.store.checkpoint_key().sign(checkpoint), heads };
    logged.folder().append(&left, &day_of(left.signed.checkpoint.at)).unwrap();
    alice.call(SearchAccess {}, AccessQuery::default()).await.ok();
    assert_eq!(logged.checkpoint().await, Some(2));
    let printed = logged.verified().await.unwrap();
    assert!(printed.contains("1 checkpoints were left over"), "{printed}");
}

#[tokio::test]
async fn a_server_that_died_in_its_turn_holds_nobody_up_for_long() {
    let logged = Logged::start().await;
    logged.patient("alice", 1).await;
    assert!(logged.app.app.store.take_turn().await.unwrap().is_some());
    assert_eq!(logged.checkpoint().await, None);
    logged.app.clock.advance(120);
    assert_eq!(logged.checkpoint().await, Some(1));
}

#[tokio::test]
async fn a_folder_that_cannot_be_used_leaves_everything_for_the_next_time() {
    let logged = Logged::start().await;
    logged.patient("alice", 1).await;
    let lost = tempfile::tempdir().unwrap();
    let folder = salus_api::checkpoints::folder::Folder::open(&lost.path().join("lost")).unwrap();
    drop(lost);
    assert!(checkpoints::write(&logged.app.app.store, &folder).await.is_err());
    assert_eq!(logged.app.app.store.last_checkpoint().await.unwrap(), None);
    assert_eq!(logged.checkpoint().await, Some(1));
}

#[tokio::test]
async fn a_checkpoint_of_a_false_key_in_the_folder_is_not_taken_over() {
    let logged = Logged::start().await;
    logged.patient("alice", 1).await;
    logged.checkpoint().await;
    let mut entry = logged.folder().last().unwrap().unwrap();
    entry.signed.checkpoint.number = 7;
    logged.folder().append(&entry, &day_of(entry.signed.checkpoint.at)).unwrap();
    assert_eq!(logged.checkpoint().await, None);
    let last = logged.app.app.store.last_checkpoint().await.unwrap().unwrap();
    assert_eq!(last.checkpoint.number, 1);
}

#[tokio::test]
async fn the_page_how_we_protect_you_says_when_the_last_proof_was_written() {
    let logged = Logged::start().await;
    let running = Running { checkpoints: Checkpoints::On(None), ..Running::least() };
    let app = App { running, ..logged.app.app.clone() };
    let mut guest = Person::new(routes::router(app.clone()), app.cookies);
    assert_eq!(guest.call(GetProtection {}, Nothing {}).await.ok().checkpoints, Checkpoints::On(None));
    logged.patient("alice", 1).await;
    logged.checkpoint().await;
    let now = logged.app.app.store.world().now();
    assert_eq!(guest.call(GetProtection {}, Nothing {}).await.ok().checkpoints, Checkpoints::On(Some(now)));
}
