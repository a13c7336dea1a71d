//! `salus staff`: who comes onto the care team, and who leaves it.

use salus_api::cli::staff::{self, AddArgs, RemoveArgs, StaffArgs, StaffCommand};
use salus_protocol::{
    ErrorCode, Nothing, events::Event, session::Who, sign_in::StartPasskeySignIn, staff::ListInbox, words::PaperCode,
};
use url::Url;

use crate::harness::{
    ORIGIN, TestApp,
    authenticator::Authenticator,
    entering::{PASSWORD, address},
};

/// Runs a command, and returns what it prints or the sentence of its failure.
async fn run(app: &TestApp, command: StaffCommand) -> Result<String, String> {
    let mut out = Vec::new();
    match staff::run(StaffArgs { command }, &app.app.store, &Url::parse(ORIGIN).unwrap(), &mut out).await {
        Ok(()) => Ok(String::from_utf8(out).unwrap()),
        Err(error) => Err(format!("{error:#}")),
    }
}

async fn removed(app: &TestApp, email: &str) -> Result<String, String> {
    run(app, StaffCommand::Remove(RemoveArgs { email: email.into() })).await
}

/// The code of the link that was printed.
fn code_of(printed: &str) -> PaperCode {
    let (_, rest) = printed.split_once("http://localhost:8080/activate/staff#").expect("a link");
    PaperCode::parse(rest.lines().next().unwrap()).unwrap()
}

async fn added(app: &TestApp, name: &str, email: &str) -> Result<String, String> {
    let add = AddArgs { name: name.into(), role: "Nurse, diabetes clinic".into(), email: email.into() };
    run(app, StaffCommand::Add(add)).await
}

#[tokio::test]
async fn a_member_of_the_care_team_makes_their_account_with_the_printed_link() {
    let app = TestApp::start().await;
    let mut code = None;
    for _ in 0..2 {
        code = Some(code_of(&added(&app, "Idris Kane", "idris@example.org").await.unwrap()));
    }
    let mut idris = app.guest();
    idris.activate(&code.unwrap(), &mut Authenticator::new("key")).await;
    let Who::Staff(person) = idris.who().await else { panic!("the care team") };
    assert_eq!((person.name.as_str(), person.role.as_deref()), ("Idris Kane", Some("Nurse, diabetes clinic")));
    let printed = added(&app, "Idris Kane", "idris@example.org").await.unwrap();
    assert!(printed.contains("active already"), "{printed}");
}

#[tokio::test]
async fn what_cannot_be_added_is_told_with_the_next_step() {
    let app = TestApp::start().await;
    app.ready("alice").await;
    for (name, email, says) in [
        ("", "idris@example.org", "--name"),
        ("Idris", "nowhere", "--email"),
        ("Idris", "alice@example.org", "an address of their own"),
    ] {
        let said = added(&app, name, email).await.unwrap_err();
        assert!(said.contains(says), "{said}");
    }
}

/// How many rows of each table are an account's: of whatever could let somebody in, or tells of it.
async fn rows_of(app: &TestApp, account: &str) -> Vec<(&'static str, i64)> {
    let tables = [
        "sessions",
        "steps",
        "ceremonies",
        "invitations",
        "passkeys",
        "totps",
        "recovery_codes",
        "known_devices",
        "mailed_codes",
        "outbox",
    ];
    let mut rows = Vec::new();
    for table in tables {
        let count = format!("SELECT CAST(COUNT(*) AS BIGINT) FROM {table} WHERE account_id = $1");
        let counted = sqlx::query_as(sqlx::AssertSqlSafe(count)).bind(account).fetch_one(&app.sql().await).await;
        let (count,): (i64,) = counted.unwrap();
        rows.push((table, count));
    }
    rows
}

#[tokio::test]
async fn who_leaves_the_care_team_is_signed_out_everywhere_and_nothing_lets_them_in_again() {
    let app = TestApp::start().await;
    app.is_live().await;
    let mut phone = Authenticator::new("phone");
    let mut idris = app.guest();
    idris.activate(&code_of(&added(&app, "Idris Kane", "idris@example.org").await.unwrap()), &mut phone).await;
    let mut alice = app.patient("alice").await;
    let thread = alice.asks(1).await;
    idris.answers(&thread, 2).await;
    // Everything through which somebody could come back: a browser that is known, an invitation that waits, a browser between two steps
    // with the passkey asked for, a code by mail, an app.
    let mut desk = app.guest();
    desk.give("idris", PASSWORD).await.ok();
    desk.answer(&mut phone).await.ok();
    let waiting = code_of(&added(&app, "Idris Kane", "idris@example.org").await.unwrap());
    let mut elsewhere = app.guest();
    elsewhere.give("idris", PASSWORD).await.ok();
    elsewhere.call(StartPasskeySignIn {}, Nothing {}).await.ok();
    app.asks_for_code("idris").await;
    let account = app.app.store.account_by_email(&address("idris")).await.unwrap().unwrap().id;
    sqlx::query("INSERT INTO totps (account_id, secret_ct, made_at, last_step) VALUES ($1, $2, 0, 0)")
        .bind(account.as_str())
        .bind(vec![0_u8; 4])
        .execute(&app.sql().await)
        .await
        .unwrap();
    for (table, count) in rows_of(&app, account.as_str()).await {
        assert!(count > 0, "{table} holds nothing yet, so its emptiness would show nothing");
    }
    assert!(run(&app, StaffCommand::List).await.unwrap().contains("Idris Kane, Nurse, diabetes clinic"));

    let mut page = idris.listens().await;
    let printed = removed(&app, "Idris@example.org").await.unwrap();
    assert!(printed.contains("signed out everywhere"), "{printed}");

    for (table, count) in rows_of(&app, account.as_str()).await {
        assert_eq!(count, 0, "{table}");
    }
    alice.asks(3).await;
    assert_eq!(page.hears().await, ("signed_out".into(), Event::SignedOut));
    assert_eq!(page.frame().await, None);
    for browser in [&mut idris, &mut desk] {
        browser.call(ListInbox {}, Nothing {}).await.refused(ErrorCode::NotSignedIn);
    }
    elsewhere.call(StartPasskeySignIn {}, Nothing {}).await.refused(ErrorCode::SecondStepEnded);
    app.guest().give("idris", PASSWORD).await.refused(ErrorCode::WrongCredentials);
    app.guest().open(&waiting, "1979-03-05").await.refused(ErrorCode::InvitationNotValid);
    assert!(!run(&app, StaffCommand::List).await.unwrap().contains("Idris"));
    let read = serde_json::to_string(&alice.reads(&thread.id).await).unwrap();
    assert!(read.contains("Idris Kane"), "the name stays: {read}");

    let again = removed(&app, "idris@example.org").await.unwrap();
    assert!(again.contains("already") && again.contains("nothing was left"), "{again}");

    // Who comes back begins anew.
    let printed = added(&app, "Idris Kane", "idris@example.org").await.unwrap();
    assert!(!printed.contains("active already"), "{printed}");
    let mut idris = app.guest();
    idris.activate(&code_of(&printed), &mut Authenticator::new("new phone")).await;
    idris.call(ListInbox {}, Nothing {}).await.ok();
}

#[tokio::test]
async fn somebody_who_was_invited_and_never_came_can_be_removed() {
    let app = TestApp::start().await;
    let code = code_of(&added(&app, "Idris Kane", "idris@example.org").await.unwrap());
    assert!(removed(&app, "idris@example.org").await.unwrap().contains("off the care team"));
    app.guest().open(&code, "1979-03-05").await.refused(ErrorCode::InvitationNotValid);
}

#[tokio::test]
async fn who_cannot_be_removed_is_told_with_the_next_step_and_nothing_changes() {
    let app = TestApp::start().await;
    let mut alice = app.activated("alice", &mut Authenticator::new("phone")).await;
    for (email, says) in [
        ("nowhere", "salus staff list"),
        ("nobody@example.org", "salus staff list"),
        ("alice@example.org", "a patient's address"),
    ] {
        let said = removed(&app, email).await.unwrap_err();
        assert!(said.contains(says), "{said}");
    }
    assert!(matches!(alice.who().await, Who::Patient(_)));
}
