//! `salus staff add`.

use salus_api::cli::staff::{self, AddArgs, StaffArgs, StaffCommand};
use salus_protocol::{session::Who, words::PaperCode};
use url::Url;

use crate::harness::{ORIGIN, TestApp, authenticator::Authenticator};

/// Runs the command, and returns what it prints or the sentence of its failure.
async fn added(app: &TestApp, name: &str, email: &str) -> Result<String, String> {
    let add = AddArgs { name: name.into(), role: "Nurse, diabetes clinic".into(), email: email.into() };
    let mut out = Vec::new();
    let args = StaffArgs { command: StaffCommand::Add(add) };
    match staff::run(args, &app.app.store, &Url::parse(ORIGIN).unwrap(), &mut out).await {
        Ok(()) => Ok(String::from_utf8(out).unwrap()),
        Err(error) => Err(format!("{error:#}")),
    }
}

#[tokio::test]
async fn a_member_of_the_care_team_makes_their_account_with_the_printed_link() {
    let app = TestApp::start().await;
    let mut code = None;
    for _ in 0..2 {
        let printed = added(&app, "Idris Kane", "idris@example.org").await.unwrap();
        let (_, rest) = printed.split_once("http://localhost:8080/activate/staff#").expect("a link");
        code = PaperCode::parse(rest.lines().next().unwrap()).ok();
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
