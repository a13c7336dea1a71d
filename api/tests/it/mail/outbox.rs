//! The outbox.

use std::{collections::HashSet, path::Path, sync::Arc, time::Duration};

use salus_api::{
    crypto::Keyring,
    mail::{
        post::Post,
        setup::{Protection, Server, Setup, Way},
        worker::send_due,
    },
    store::Store,
    world::World,
};
use salus_protocol::{
    preferences::{Language, Preferences},
    words::EmailAddress,
};
use zeroize::Zeroizing;

use crate::harness::{
    TestApp,
    authenticator::Authenticator,
    mail::{letterhead, waiting},
    world::{SeededRandom, TestClock},
};

/// A post that puts mails into a folder.
fn folder(path: &Path) -> Post {
    let from = EmailAddress::parse("portal@example.org").unwrap();
    Post::open(&Setup { from, way: Way::Folder(path.to_owned()) }, "North Clinic").unwrap()
}

/// A post whose server is not there.
pub(super) fn to_server(port: u16) -> Post {
    let from = EmailAddress::parse("portal@example.org").unwrap();
    let server =
        Server { host: "127.0.0.1".into(), port: Some(port), protection: Protection::ThisComputer, login: None };
    Post::open(&Setup { from, way: Way::Server(server) }, "North Clinic").unwrap()
}

/// A port on which nobody listens.
pub(super) fn free_port() -> u16 {
    std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}

fn mails_in(path: &Path) -> Vec<String> {
    let read = |entry: std::io::Result<std::fs::DirEntry>| std::fs::read_to_string(entry.unwrap().path()).unwrap();
    std::fs::read_dir(path).unwrap().map(read).collect()
}

/// Address, content, when it was sent.
type Kept = (Option<Vec<u8>>, Option<Vec<u8>>, Option<i64>);

/// Another process on the same database.
async fn another(app: &TestApp) -> Store {
    let clock = Arc::new(TestClock::default());
    let world = World::new(clock, Arc::new(SeededRandom::starting_at(1_000_000)));
    let keyring = Keyring::from_bytes(&Zeroizing::new([1; 32]), Zeroizing::new([2; 32]));
    Store::open(app.database().connect().await, keyring, world).await.unwrap()
}

#[tokio::test]
async fn a_mail_waits_sealed_and_leaves_nothing_once_it_is_sent() {
    let app = TestApp::start().await;
    let alice = app.activated("alice", &mut Authenticator::new("phone")).await;
    let planted = b"alice@example.org";
    if let Some(files) = app.files() {
        assert!(!files.windows(planted.len()).any(|window| window == planted), "the address lies there as plain text");
    }
    let mails = tempfile::tempdir().unwrap();
    assert_eq!(send_due(&app.app.store, &folder(mails.path()), &letterhead()).await.unwrap(), 1);
    assert_eq!(send_due(&app.app.store, &folder(mails.path()), &letterhead()).await.unwrap(), 0);
    let sent = mails_in(mails.path());
    assert!(sent.len() == 1 && sent[0].contains("To: alice@example.org"), "{sent:?}");
    let rows: Vec<Kept> =
        sqlx::query_as("SELECT to_ct, content_ct, sent_at FROM outbox").fetch_all(&app.sql().await).await.unwrap();
    assert!(matches!(rows[..], [(None, None, Some(_))]), "{rows:?}");
    assert_eq!(waiting(&app.app.store, &app.sql().await, alice.account.as_ref().unwrap()).await, 0);
    app.clock.advance(31 * 24 * 60 * 60);
    app.app.store.forget_expired().await.unwrap();
    let (left,): (i64,) =
        sqlx::query_as("SELECT CAST(COUNT(*) AS BIGINT) FROM outbox").fetch_one(&app.sql().await).await.unwrap();
    assert_eq!(left, 0, "after a month nothing is left of it");
}

#[tokio::test]
async fn a_mail_that_nobody_takes_is_tried_after_growing_pauses_and_given_up_after_three_days() {
    let app = TestApp::start().await;
    app.activated("alice", &mut Authenticator::new("phone")).await;
    let (nobody, head) = (to_server(free_port()), letterhead());
    let tries = async || {
        let rows: Vec<(i64,)> = sqlx::query_as("SELECT tries FROM outbox").fetch_all(&app.sql().await).await.unwrap();
        rows[0].0
    };
    let mut pauses = Vec::new();
    let mut minutes = 0;
    while minutes < 3 * 24 * 60 {
        let before = tries().await;
        assert_eq!(send_due(&app.app.store, &nobody, &head).await.unwrap(), 0);
        if tries().await > before {
            pauses.push(minutes);
        }
        // From one try to the minute before the next, then to the next.
        let pause = salus_api::domain::outbox::pause_seconds(tries().await) / 60;
        app.clock.advance((pause - 1) * 60);
        send_due(&app.app.store, &nobody, &head).await.unwrap();
        minutes += pause;
        app.clock.advance(60);
    }
    assert_eq!(&pauses[..6], [0, 1, 3, 7, 15, 31]);
    send_due(&app.app.store, &nobody, &head).await.unwrap();
    let rows: Vec<(Option<Vec<u8>>, Option<i64>)> =
        sqlx::query_as("SELECT content_ct, sent_at FROM outbox").fetch_all(&app.sql().await).await.unwrap();
    assert_eq!(rows, [(None, None)], "what it said is gone");
}

#[tokio::test]
async fn of_several_processes_each_mail_is_sent_by_one() {
    let app = TestApp::start().await;
    for name in ["alice", "bruno", "carla", "dario"] {
        app.activated(name, &mut Authenticator::new(name)).await;
    }
    let mails = tempfile::tempdir().unwrap();
    let others = [another(&app).await, another(&app).await];
    let sends = [app.app.store.clone()].into_iter().chain(others).map(|store| {
        let post = folder(mails.path());
        tokio::spawn(async move { send_due(&store, &post, &letterhead()).await.unwrap() })
    });
    let sent: u32 = futures::future::join_all(sends).await.into_iter().map(Result::unwrap).sum();
    assert_eq!(sent, 4);
    let to: HashSet<String> = mails_in(mails.path())
        .iter()
        .map(|mail| mail.lines().find(|line| line.starts_with("To: ")).unwrap().to_owned())
        .collect();
    assert_eq!(to.len(), 4);
}

#[tokio::test]
async fn a_mail_outlives_the_process_that_queued_it_and_the_one_that_died_sending_it() {
    let app = TestApp::start().await;
    app.activated("alice", &mut Authenticator::new("phone")).await;
    // Claimed, and then the process is gone.
    let entry = app.app.store.due_mails().await.unwrap().remove(0);
    assert!(app.app.store.claim_mail(&entry).await.unwrap().is_some());
    assert!(app.app.store.claim_mail(&entry).await.unwrap().is_none(), "nobody else has it meanwhile");
    let mails = tempfile::tempdir().unwrap();
    assert_eq!(send_due(&another(&app).await, &folder(mails.path()), &letterhead()).await.unwrap(), 0);
    app.clock.advance(60);
    assert_eq!(send_due(&app.app.store, &folder(mails.path()), &letterhead()).await.unwrap(), 1);
}

#[tokio::test]
async fn a_code_that_arrives_too_late_is_not_sent() {
    let app = TestApp::start().await;
    app.ready("alice").await;
    app.guest().ask_for_code("alice").await.ok();
    app.asked(1).await;
    app.clock.advance(30 * 60);
    let mails = tempfile::tempdir().unwrap();
    assert_eq!(send_due(&app.app.store, &folder(mails.path()), &letterhead()).await.unwrap(), 0);
}

#[tokio::test]
async fn a_reminder_is_dated_when_it_reminds() {
    let app = TestApp::start().await;
    let alice = app.activated("alice", &mut Authenticator::new("phone")).await;
    let mut key = Authenticator::new("key");
    let mut nora = app.team_member("nora", &mut key).await;
    nora.begins_reset(&app.patient_of(&alice).await, &mut key).await.ok();
    app.delivered().await;
    app.clock.advance(12 * 60 * 60);
    let mails = tempfile::tempdir().unwrap();
    assert_eq!(send_due(&app.app.store, &folder(mails.path()), &letterhead()).await.unwrap(), 1);
    let mail = mails_in(mails.path()).remove(0);
    assert!(mail.contains("Date: Sun, 22 Nov 2026 21:00:00 +0000"), "{mail}");
}

#[tokio::test]
async fn everybody_is_written_to_in_the_language_they_chose() {
    let app = TestApp::start().await;
    let alice = app.activated("alice", &mut Authenticator::new("phone")).await;
    let account = alice.account.clone().unwrap();
    assert_eq!(app.app.store.mail_language(&account).await.unwrap(), Language::En);
    let on_file = salus_api::fhir::read::patient::Demographics { language: Some("es-MX".into()), ..Default::default() };
    let mut alice = alice;
    alice.patient = Some(app.patient_of(&alice).await);
    app.has(&alice, salus_api::store::record::Section::Demographics, &on_file).await;
    assert_eq!(app.app.store.mail_language(&account).await.unwrap(), Language::Es, "as the record says");
    let preferences = Preferences { language: Some(Language::Fr), ..Preferences::default() };
    app.app.store.save_preferences(&account, &preferences).await.unwrap();
    let mails = tempfile::tempdir().unwrap();
    send_due(&app.app.store, &folder(mails.path()), &letterhead()).await.unwrap();
    let mail = &mails_in(mails.path())[0];
    assert!(mail.contains("Bonjour"), "{mail}");
}

#[tokio::test]
async fn a_mail_server_that_says_nothing_holds_nobody_up() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    let alice = app.activated("alice", &mut phone).await.account.unwrap();
    let silent = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let post = to_server(silent.local_addr().unwrap().port()).waiting_at_most(Duration::from_millis(50));
    assert_eq!(send_due(&app.app.store, &post, &letterhead()).await.unwrap(), 0);
    assert_eq!(waiting(&app.app.store, &app.sql().await, &alice).await, 1, "it is tried again later");
}
