//! `salus keys rotate` and `salus keys list`: a new master key while servers go on.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use salus_api::{
    cli::keys::{self, KeysArgs, KeysCommand},
    store::{Store, keys::OPEN_SECONDS},
};
use salus_protocol::{
    Nothing,
    messages::ListThreads,
    protection::KeysFrom,
    security::{GetSecurity, Security},
};

use super::ring_in;
use crate::harness::TestApp;

async fn run(store: &Store, command: KeysCommand) -> String {
    let mut out = Vec::new();
    keys::run(KeysArgs { command }, store, &mut out).await.unwrap();
    String::from_utf8(out).unwrap()
}

/// Under which master keys the data keys are.
async fn under(store: &Store) -> Vec<String> {
    store.key_counts().await.unwrap().by_kek.into_keys().collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn servers_read_and_make_patients_while_the_master_key_changes() {
    let folder = tempfile::tempdir().unwrap();
    let app = Arc::new(TestApp::start_with(ring_in(folder.path())).await);
    let mut alice = app.patient("alice").await;
    let thread = alice.asks(1).await;
    let operator = app.another_store(ring_in(folder.path())).await.unwrap();

    let stop = Arc::new(AtomicBool::new(false));
    let makes_patients = tokio::spawn({
        let (app, stop) = (Arc::clone(&app), Arc::clone(&stop));
        async move {
            let mut made = 0;
            while !stop.load(Ordering::SeqCst) {
                app.patient_only(&format!("new-{made}")).await;
                made += 1;
            }
            made
        }
    });
    let reads = tokio::spawn({
        let (app, stop) = (Arc::clone(&app), Arc::clone(&stop));
        async move {
            let mut rounds = 0;
            while !stop.load(Ordering::SeqCst) {
                // No key stays open for as long, so each round unwraps anew, under whichever master key it is then. Nor does a
                // session, so she comes back.
                app.clock.advance(OPEN_SECONDS);
                alice = app.comes_back(&alice).await;
                assert_eq!(app.app.store.roll().await.unwrap()[0].source, "Patient/alice");
                assert_eq!(alice.reads(&thread.id).await.messages.len(), 1);
                rounds += 1;
            }
            (rounds, alice)
        }
    });
    let mut seen = Vec::new();
    for _ in 0..5 {
        let rotated = operator.rotate_keys().await.unwrap().unwrap();
        assert!(rotated.keys > 0);
        seen.push(rotated.to);
        assert_eq!(under(&operator).await, seen[seen.len() - 1..], "nothing is left under an older one");
    }
    stop.store(true, Ordering::SeqCst);
    let (made, (rounds, mut alice)) = (makes_patients.await.unwrap(), reads.await.unwrap());
    assert!(made > 0 && rounds > 0);
    seen.dedup();
    assert_eq!(seen.len(), 5);

    // The one that was open all the time, and a new one, read everybody.
    let new = app.another_store(ring_in(folder.path())).await.unwrap();
    for store in [&app.app.store, &new] {
        assert_eq!(store.roll().await.unwrap().len(), made + 1);
    }
    assert_eq!(under(&new).await, [seen.pop().unwrap()]);
    assert_eq!(alice.call(ListThreads {}, Nothing {}).await.ok().threads.len(), 1);
    let _: Security = alice.call(GetSecurity {}, Nothing {}).await.ok();
}

#[tokio::test]
async fn a_rotation_that_ended_before_all_was_wrapped_anew_is_finished_by_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let app = TestApp::start_with(ring_in(folder.path())).await;
    app.patient_only("alice").await;
    let before = app.app.store.master_keys();
    // The files were changed, and no row yet.
    ring_in(folder.path()).replace_master(app.app.store.world()).unwrap();
    let store = app.another_store(ring_in(folder.path())).await.unwrap();
    assert_eq!(store.roll().await.unwrap().len(), 1);
    let printed = run(&store, KeysCommand::Rotate).await;
    assert!(printed.starts_with("2 keys were still wrapped with an older master key"), "{printed}");
    assert_eq!(under(&store).await, store.master_keys()[..1]);
    assert!(store.master_keys().contains(&before[0]));

    let printed = run(&store, KeysCommand::Rotate).await;
    assert!(printed.starts_with("New master key"), "{printed}");
    assert_eq!(store.master_keys().len(), 3);
}

#[tokio::test]
async fn what_is_printed_says_what_to_keep_and_lists_no_key() {
    let folder = tempfile::tempdir().unwrap();
    let app = TestApp::start_with(ring_in(folder.path())).await;
    app.patient_only("alice").await;
    let store = &app.app.store;
    assert_eq!(store.keys_from(), KeysFrom::File);
    let before = store.master_keys().remove(0);
    let printed = run(store, KeysCommand::Rotate).await;
    assert!(printed.contains(&format!("keys/master-{before}.key")), "{printed}");
    assert!(folder.path().join(format!("master-{before}.key")).is_file());
    let listed = run(store, KeysCommand::List).await;
    let lines: Vec<Vec<&str>> = listed.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(lines[1], [store.master_keys()[0].as_str(), "active", "2"], "{listed}");
    assert_eq!(lines[2], [before.as_str(), "older", "0"], "{listed}");
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let key = std::fs::read_to_string(file.unwrap().path()).unwrap();
        assert!(!listed.contains(&key) && !printed.contains(&key));
    }
    // The old one is needed for backups alone.
    std::fs::remove_file(folder.path().join(format!("master-{before}.key"))).unwrap();
    app.another_store(ring_in(folder.path())).await.unwrap();
}
