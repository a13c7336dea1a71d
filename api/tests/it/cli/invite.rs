//! `salus invite`.

use clap::Parser;
use salus_api::{
    cli::{
        Cli, Command,
        invite::{self, InviteArgs},
    },
    fhir::{read::patient::Demographics, views::VIEWS_VERSION},
    store::record::Section,
};
use salus_protocol::{
    ErrorCode,
    ids::PatientId,
    preferences::Language,
    security::{AccessAction, AccessQuery, SearchAccess},
    time::Day,
    words::PaperCode,
};
use url::Url;

use crate::harness::{
    ORIGIN, TestApp,
    authenticator::Authenticator,
    entering::{BIRTH, PASSWORD},
};

/// Runs the command, and returns what it prints or the sentence of its failure.
async fn invited(app: &TestApp, patient: Option<&str>, email: &str) -> Result<String, String> {
    invited_in(app, patient, email, None).await
}

/// The same with a language for the portal.
async fn invited_in(
    app: &TestApp,
    patient: Option<&str>,
    email: &str,
    language: Option<Language>,
) -> Result<String, String> {
    let args =
        InviteArgs { patient: patient.map(str::to_owned), all: patient.is_none(), email: email.into(), language };
    let mut out = Vec::new();
    match invite::run(args, &app.app.store, &Url::parse(ORIGIN).unwrap(), &mut out).await {
        Ok(()) => Ok(String::from_utf8(out).unwrap()),
        Err(error) => Err(format!("{error:#}")),
    }
}

/// The code of the link that was printed.
fn code_in(printed: &str) -> PaperCode {
    let (_, rest) = printed.split_once("http://localhost:8080/activate").expect("a link");
    let (_, code) = rest.lines().next().unwrap().split_once('#').expect("a code behind the address");
    PaperCode::parse(code).expect("a code")
}

/// Gives a patient on file a preferred language, as an import would.
async fn prefers(app: &TestApp, patient: &PatientId, language: &str) {
    let on_file = Demographics {
        name: Some("Alice Marsh".to_owned()),
        birth_date: Day::parse(BIRTH).ok(),
        language: Some(language.to_owned()),
        ..Demographics::default()
    };
    let mut import = app.app.store.import().await.unwrap();
    let section = [(Section::Demographics, serde_json::to_string(&on_file).unwrap())];
    import.put_views(patient, VIEWS_VERSION, &section).await.unwrap();
    import.commit().await.unwrap();
}

#[tokio::test]
async fn an_invited_patient_makes_their_account_with_the_printed_link() {
    let app = TestApp::start().await;
    app.patient_on_file("alice", Some(BIRTH)).await;
    let printed = invited(&app, Some("Patient/alice"), "alice@example.org").await.unwrap();
    assert!(printed.contains("until 2026-11-29 09:00 UTC"), "{printed}");
    let mut alice = app.guest();
    alice.activate(&code_in(&printed), &mut Authenticator::new("phone")).await;
    let lines = alice.call(SearchAccess {}, AccessQuery::default()).await.ok().lines;
    assert_eq!(lines.iter().filter(|line| line.action == AccessAction::Invited).count(), 1);
}

#[tokio::test]
async fn a_patient_is_found_by_each_of_their_names_and_a_second_link_ends_the_first() {
    let app = TestApp::start().await;
    let id = app.patient_on_file("alice", Some(BIRTH)).await;
    let mut codes = Vec::new();
    for name in ["Patient/alice", "alice", id.as_str()] {
        codes.push(code_in(&invited(&app, Some(name), "Alice@example.org").await.unwrap()));
    }
    app.guest().open(&codes[0], BIRTH).await.refused(ErrorCode::InvitationNotValid);
    app.guest().open(&codes[1], BIRTH).await.refused(ErrorCode::InvitationNotValid);
    app.guest().open(&codes[2], BIRTH).await.ok();
}

#[tokio::test]
async fn who_cannot_be_invited_is_told_with_the_next_step() {
    let app = TestApp::start().await;
    app.patient_on_file("alice", Some(BIRTH)).await;
    app.patient_on_file("bruno", Some(BIRTH)).await;
    app.patient_on_file("carla", None).await;
    invited(&app, Some("alice"), "alice@example.org").await.unwrap();
    for (patient, email, says) in [
        ("nobody", "a@example.org", "import the record first"),
        ("carla", "c@example.org", "no complete date of birth"),
        ("bruno", "not an address", "check --email"),
        ("bruno", "alice@example.org", "belongs to another account"),
        ("alice", "other@example.org", "use that address"),
    ] {
        let said = invited(&app, Some(patient), email).await.unwrap_err();
        assert!(said.contains(says), "{patient}: {said}");
    }
}

#[tokio::test]
async fn everybody_without_an_account_is_invited_at_once() {
    let app = TestApp::start().await;
    app.patient_on_file("alice", Some(BIRTH)).await;
    app.patient_on_file("carla", None).await;
    app.activated("bruno", &mut Authenticator::new("laptop")).await;
    let said = invited(&app, None, "everybody@example.org").await.unwrap_err();
    assert!(said.contains("{id}"), "{said}");
    for _ in 0..2 {
        let printed = invited(&app, None, "patient-{id}@example.org").await.unwrap();
        assert!(printed.contains("1 invited, 2 left out"), "{printed}");
        app.guest().open(&code_in(&printed), BIRTH).await.ok();
    }
    app.guest().give("bruno", PASSWORD).await.ok();
}

#[tokio::test]
async fn a_patient_who_has_died_is_invited_only_by_name_and_with_a_warning() {
    let app = TestApp::start().await;
    app.patient_on_file("departed", Some(BIRTH)).await;
    let printed = invited(&app, None, "patient-{id}@example.org").await.unwrap();
    assert!(printed.contains("0 invited, 1 left out"), "{printed}");
    let printed = invited(&app, Some("departed"), "departed@example.org").await.unwrap();
    assert!(printed.contains("has died"), "{printed}");
}

#[tokio::test]
async fn the_link_opens_the_portal_in_the_language_that_the_patient_prefers() {
    let app = TestApp::start().await;
    let alice = app.patient_on_file("alice", Some(BIRTH)).await;
    let printed = invited(&app, Some("alice"), "alice@example.org").await.unwrap();
    assert!(printed.contains("/activate#"), "nothing is known, so the browser chooses: {printed}");
    for (preferred, query) in [("ar-EG", "/activate?lang=ar#"), ("en", "/activate?lang=en#"), ("de", "/activate#")] {
        prefers(&app, &alice, preferred).await;
        let printed = invited(&app, Some("alice"), "alice@example.org").await.unwrap();
        assert!(printed.contains(query), "{preferred}: {printed}");
        app.guest().open(&code_in(&printed), BIRTH).await.ok();
    }
}

#[tokio::test]
async fn what_the_command_line_says_wins_over_the_record_for_one_patient_and_for_all() {
    let app = TestApp::start().await;
    let alice = app.patient_on_file("alice", Some(BIRTH)).await;
    prefers(&app, &alice, "ar").await;
    app.patient_on_file("bruno", Some(BIRTH)).await;
    let printed = invited(&app, None, "{id}@example.org").await.unwrap();
    assert_eq!((printed.matches("?lang=ar#").count(), printed.matches("/activate#").count()), (1, 1), "{printed}");
    let printed = invited_in(&app, None, "{id}@example.org", Some(Language::Fr)).await.unwrap();
    assert_eq!(printed.matches("/activate?lang=fr#").count(), 2, "{printed}");
    let email = format!("{alice}@example.org");
    let printed = invited_in(&app, Some("alice"), &email, Some(Language::Es)).await.unwrap();
    assert!(printed.contains("/activate?lang=es#"), "{printed}");
}

#[test]
fn a_language_that_the_portal_does_not_speak_is_refused_with_those_it_does() {
    let command = |language| {
        Cli::try_parse_from([
            "salus",
            "invite",
            "--patient",
            "alice",
            "--email",
            "alice@example.org",
            "--language",
            language,
        ])
    };
    let Command::Invite { args, .. } = command("ar-EG").unwrap().command else { panic!("an invitation") };
    assert_eq!(args.language, Some(Language::Ar));
    let refused = command("de").unwrap_err().to_string();
    assert!(refused.contains("en, ar, fr, es"), "{refused}");
}
