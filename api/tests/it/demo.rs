//! `salus demo`: invented people beside their imported records.

use std::fs;

use salus_api::{
    auth::cookies::Cookie,
    cli::demo::{self, DemoArgs},
    import::{self, Progress},
};
use salus_protocol::{
    Nothing,
    feedback::ListFeedback,
    home::GetHome,
    messages::{Author, GetThread, ListThreads, ThreadState},
    security::{AccessAction, AccessQuery, Actor, SearchAccess},
    sign_in::{GivePassword, PasswordStep, RecoveryCodeStep, UseRecoveryCode},
    staff::{GetFeedbackReport, ListInbox},
    time::Day,
    words::{EmailAddress, GivenPassword, PaperCode},
};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::harness::{Person, TestApp};

fn records() -> Value {
    let entry = |resource: Value| json!({ "resource": resource });
    let visit = |id: &str, day: &str| {
        entry(json!({
            "resourceType": "Encounter", "id": id, "status": "finished", "class": { "code": "AMB" },
            "type": [{ "text": "Check-up" }], "subject": { "reference": "Patient/lina" },
            "period": { "start": format!("{day}T09:00:00Z") },
        }))
    };
    json!({ "resourceType": "Bundle", "type": "collection", "entry": [
        entry(json!({
            "resourceType": "Patient", "id": "lina", "name": [{ "given": ["Lina"], "family": "Marsh" }],
            "birthDate": "1979-07-09",
        })),
        entry(json!({
            "resourceType": "Patient", "id": "omar", "name": [{ "given": ["Omar"], "family": "Naceri" }],
            "birthDate": "1961-02-03",
        })),
        entry(json!({
            "resourceType": "MedicationRequest", "id": "metformin", "status": "active", "intent": "order",
            "subject": { "reference": "Patient/lina" }, "medicationCodeableConcept": { "text": "Metformin 1000 mg" },
        })),
        visit("newest", "2026-11-12"),
        visit("before", "2026-10-01"),
    ]})
}

fn plan() -> Value {
    let message = |from: &str, at: &str, opened_at: Option<&str>| {
        let mut message = json!({ "from": from, "body": format!("Written by {from}."), "at": at });
        if let Some(opened_at) = opened_at {
            message["opened_at"] = json!(opened_at);
        }
        message
    };
    json!({
        "practice": {
            "name": "North Clinic", "emergency_number": "112", "telephone": null, "mail": true,
            "answer_days": 2, "record_language": "en",
        },
        "staff": [
            { "name": "Idris Kane", "role": "Nurse", "email": "idris@example.org", "invite": false,
              "password": "maple-kettle-harbor-velvet" },
            { "name": "Salma Haddad", "role": "Doctor", "email": "salma@example.org", "invite": true },
        ],
        "patients": [
            { "source": "Patient/lina", "name": "Lina Marsh", "email": "lina@example.org", "born": "1979-07-09",
              "invite": false, "password": "orbit-velvet-harbor-kettle" },
            { "source": "Patient/omar", "name": "Omar Naceri", "email": "omar@example.org", "born": "1961-02-03",
              "invite": true },
        ],
        "threads": [
            { "patient": "lina@example.org", "subject": "Stomach ache", "topic": "medicines", "state": "answered",
              "about": "MedicationRequest/metformin", "messages": [
                message("patient", "2026-11-18T17:12:00Z", Some("2026-11-19T08:00:00Z")),
                message("salma@example.org", "2026-11-19T08:10:00Z", None) ] },
            { "patient": "omar@example.org", "subject": "A form", "topic": "other", "state": "waiting", "messages": [
                message("patient", "2026-11-20T10:00:00Z", None) ] },
        ],
        "feedback": [
            { "patient": "lina@example.org", "visit": "Encounter/before", "experience": "very_good",
              "listened": "definitely", "comment": "Kind people.", "named": false, "on": "2026-10-03" },
        ],
        "other_feedback": [
            { "experience": "good", "listened": "somewhat", "comment": "", "on": "2026-03-04" },
            { "experience": "poor", "listened": "no", "comment": "A long wait.", "on": "2026-03-09" },
        ],
    })
}

/// Runs the demo over the records, and returns what it printed.
async fn runs(app: &TestApp, folder: &TempDir) -> String {
    let plan_file = folder.path().join("plan.json");
    fs::write(&plan_file, plan().to_string()).unwrap();
    let mut printed = Vec::new();
    let args = DemoArgs { plan: plan_file };
    demo::run(args, &app.app.store, &app.app.origin, &mut printed).await.unwrap();
    String::from_utf8(printed).unwrap()
}

async fn filled(app: &TestApp) -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let bundle = folder.path().join("records.json");
    fs::write(&bundle, records().to_string()).unwrap();
    let progress: Progress = std::sync::Arc::new(|_| {});
    import::run(&app.app.store, &[bundle], progress).await.unwrap();
    let printed = runs(app, &folder).await;
    (folder, printed)
}

/// Everything that was printed in the shape of a recovery code, below an address.
fn codes(printed: &str, email: &str) -> Vec<PaperCode> {
    let own = printed.split_once(email).unwrap().1.split('@').next().unwrap();
    own.split_whitespace().filter(|word| word.len() == 31).filter_map(|word| PaperCode::parse(word).ok()).collect()
}

async fn enters(app: &TestApp, email: &str, password: &str, code: PaperCode) -> Person {
    let mut person = app.guest();
    let step = PasswordStep {
        email: EmailAddress::parse(email).unwrap(),
        password: GivenPassword::parse(password).unwrap(),
        time_zone: None,
    };
    person.call(GivePassword {}, step).await.ok();
    person.call(UseRecoveryCode {}, RecoveryCodeStep { code }).await.ok();
    assert!(person.holds(Cookie::Session));
    person
}

#[tokio::test]
async fn the_patient_who_is_ready_enters_and_finds_a_past() {
    let app = TestApp::start().await;
    let (_folder, printed) = filled(&app).await;
    let mut codes = codes(&printed, "lina@example.org");
    assert_eq!(codes.len(), 10);
    let mut lina = enters(&app, "lina@example.org", "orbit-velvet-harbor-kettle", codes.remove(0)).await;

    let thread = lina.call(ListThreads {}, Nothing {}).await.ok().threads.remove(0);
    assert!(thread.unread);
    assert_eq!(thread.state, ThreadState::Answered);
    assert_eq!(thread.last_author, Author::Staff { name: "Salma Haddad".into(), role: "Doctor".into() });
    let thread = lina.call(GetThread { thread_id: thread.id }, Nothing {}).await.ok();
    assert_eq!(thread.about.unwrap().title, "Metformin 1000 mg".into());
    assert_eq!(thread.messages[0].opened_at.map(|at| at.0), Some(1_795_075_200_000_000));

    let feedback = lina.call(ListFeedback {}, Nothing {}).await.ok();
    assert_eq!((feedback.waiting.len(), feedback.given.len()), (1, 1));
    assert_eq!(Some(&feedback.given[0].given_on), Day::parse("2026-10-03").ok().as_ref());

    let home = lina.call(GetHome {}, Nothing {}).await.ok();
    assert_eq!((home.unread_threads, home.lookers), (1, 1));
    let mut team: Vec<&str> = home.care_team.iter().map(|member| member.name.as_str()).collect();
    team.sort_unstable();
    assert_eq!(team, ["Idris Kane", "Salma Haddad"], "colleagues who were only invited belong to the team");

    let log = lina.call(SearchAccess {}, AccessQuery::default()).await.ok().lines;
    let salma = Actor::Staff { name: "Salma Haddad".into(), role: "Doctor".into() };
    assert!(log.iter().any(|line| line.actor == salma && line.action == AccessAction::ReadThread));
}

#[tokio::test]
async fn the_member_of_the_care_team_who_is_ready_finds_who_waits_and_what_patients_say() {
    let app = TestApp::start().await;
    let (_folder, printed) = filled(&app).await;
    let code = codes(&printed, "idris@example.org").remove(0);
    let mut idris = enters(&app, "idris@example.org", "maple-kettle-harbor-velvet", code).await;

    let inbox = idris.call(ListInbox {}, Nothing {}).await.ok();
    assert_eq!((inbox.waiting, inbox.threads.len()), (1, 2));
    assert_eq!((inbox.threads[0].patient.name.as_str(), inbox.threads[0].patient.age), ("Omar Naceri", Some(65)));
    assert_eq!(inbox.threads[0].answer_by, Day::parse("2026-11-24").ok());
    assert!(inbox.threads[0].thread.unread && !inbox.threads[1].thread.unread);

    let report = idris.call(GetFeedbackReport {}, Nothing {}).await.ok();
    assert_eq!((report.answers, report.comments.len()), (3, 2));
    assert!(report.comments.iter().all(|comment| comment.name.is_none()));
}

#[tokio::test]
async fn those_who_are_invited_get_a_link_and_no_code() {
    let app = TestApp::start().await;
    let (_folder, printed) = filled(&app).await;
    assert!(codes(&printed, "omar@example.org").is_empty());
    let links: Vec<&str> = printed.split_whitespace().filter(|word| word.contains("/activate")).collect();
    assert_eq!(links.len(), 2);
    assert!(links[0].starts_with("http://localhost:8080/activate#"));
    assert!(links[1].starts_with("http://localhost:8080/activate/staff#"));
}

#[tokio::test]
async fn a_second_run_says_so_and_changes_nothing() {
    let app = TestApp::start().await;
    let (folder, printed) = filled(&app).await;
    let again = runs(&app, &folder).await;
    assert_eq!(again, "The invented people are here already. Nothing was changed.\n");
    let code = codes(&printed, "lina@example.org").remove(0);
    let mut lina = enters(&app, "lina@example.org", "orbit-velvet-harbor-kettle", code).await;
    assert_eq!(lina.call(ListThreads {}, Nothing {}).await.ok().threads.len(), 1);
}

#[tokio::test]
async fn without_the_records_it_says_what_to_do_first() {
    let app = TestApp::start().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("plan.json");
    fs::write(&file, plan().to_string()).unwrap();
    let args = DemoArgs { plan: file };
    let refused = demo::run(args, &app.app.store, &app.app.origin, &mut Vec::new()).await.unwrap_err();
    assert!(refused.to_string().contains("import the records of the plan first"), "{refused}");
}
