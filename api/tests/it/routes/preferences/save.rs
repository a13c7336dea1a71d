//! `SavePreferences`.

use salus_protocol::{
    ErrorCode, FieldError, Method, Nothing, Sample,
    preferences::{Appearance, Language, Preferences, SavePreferences},
    session::{SignOut, Who},
    words::Reason,
};

use crate::harness::{Person, TestApp, authenticator::Authenticator, entering::PASSWORD};

const ARABIC: Preferences = Preferences { language: Some(Language::Ar), easy_read: true, appearance: Appearance::Dark };

/// What the server says that this person prefers; `None` for whoever has not chosen.
async fn preferred(person: &mut Person) -> Option<Preferences> {
    match person.who().await {
        Who::Patient(person) | Who::Staff(person) => person.preferences,
        other => panic!("somebody who is signed in, not {other:?}"),
    }
}

/// Sends a body that no portal would send.
async fn sends(person: &mut Person, body: &str) -> crate::harness::person::Outcome<serde_json::Value> {
    person.send(Method::Put, "/api/v1/preferences", body.into()).await
}

#[tokio::test]
async fn nothing_is_chosen_until_the_person_chooses_be_it_what_everybody_gets() {
    let app = TestApp::start().await;
    let mut alice = app.activated("alice", &mut Authenticator::new("phone")).await;
    assert_eq!(preferred(&mut alice).await, None);
    alice.call(SavePreferences {}, Preferences::default()).await.ok();
    assert_eq!(preferred(&mut alice).await, Some(Preferences::default()));
}

#[tokio::test]
async fn what_was_chosen_is_answered_and_is_there_after_signing_out_and_in_on_another_device() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    let mut alice = app.activated("alice", &mut phone).await;
    assert_eq!(alice.call(SavePreferences {}, ARABIC).await.ok(), ARABIC);
    assert_eq!(preferred(&mut alice).await, Some(ARABIC));
    alice.call(SignOut {}, Nothing {}).await.ok();

    let mut elsewhere = app.guest();
    elsewhere.give("alice", PASSWORD).await.ok();
    let Who::Patient(entered) = elsewhere.answer(&mut phone).await.ok().who else { panic!("a patient") };
    assert_eq!(entered.preferences, Some(ARABIC), "the answer to the second step has them too");
    assert_eq!(preferred(&mut elsewhere).await, Some(ARABIC));
}

#[tokio::test]
async fn a_later_choice_takes_the_place_of_the_whole_earlier_one() {
    let app = TestApp::start().await;
    let mut nora = app.staff("nora").await;
    nora.call(SavePreferences {}, ARABIC).await.ok();
    let later = Preferences { language: Some(Language::Fr), ..Preferences::default() };
    nora.call(SavePreferences {}, later).await.ok();
    assert_eq!(preferred(&mut nora).await, Some(later));
    nora.call(SavePreferences {}, Preferences::default()).await.ok();
    assert_eq!(preferred(&mut nora).await, Some(Preferences::default()), "a choice can be taken back");
}

#[tokio::test]
async fn one_persons_choice_changes_nobody_elses() {
    let app = TestApp::start().await;
    let (mut alice, mut bruno, mut nora) =
        (app.patient("alice").await, app.patient("bruno").await, app.staff("nora").await);
    alice.call(SavePreferences {}, ARABIC).await.ok();
    assert_eq!(preferred(&mut bruno).await, None);
    let spanish = Preferences { language: Some(Language::Es), ..Preferences::default() };
    bruno.call(SavePreferences {}, spanish).await.ok();
    nora.call(SavePreferences {}, Preferences::sample()).await.ok();
    assert_eq!(preferred(&mut alice).await, Some(ARABIC));
    assert_eq!(preferred(&mut bruno).await, Some(spanish));
    assert_eq!(preferred(&mut nora).await, Some(Preferences::sample()));
}

#[tokio::test]
async fn a_language_or_appearance_that_the_portal_does_not_know_is_named_and_nothing_is_kept() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    alice.call(SavePreferences {}, ARABIC).await.ok();
    for (field, body) in [
        ("language", r#"{"language": "de", "easy_read": false, "appearance": "system"}"#),
        ("language", r#"{"language": "AR", "easy_read": false, "appearance": "system"}"#),
        ("appearance", r#"{"language": null, "easy_read": false, "appearance": "sepia"}"#),
    ] {
        let refused = sends(&mut alice, body).await.refused(ErrorCode::InvalidFields);
        assert_eq!(refused.fields, [FieldError { field: field.into(), reason: Reason::Malformed }], "{body}");
    }
    for body in [r#"{"language": 5, "easy_read": false, "appearance": "system"}"#, r#"{"language": "ar"}"#, ""] {
        sends(&mut alice, body).await.refused(ErrorCode::InvalidRequest);
    }
    assert_eq!(preferred(&mut alice).await, Some(ARABIC));
}

#[tokio::test]
async fn nobody_chooses_before_both_steps_are_done() {
    let app = TestApp::start().await;
    app.ready("alice").await;
    let mut alice = app.guest();
    alice.call(SavePreferences {}, ARABIC).await.refused(ErrorCode::NotSignedIn);
    alice.give("alice", PASSWORD).await.ok();
    alice.call(SavePreferences {}, ARABIC).await.refused(ErrorCode::NotSignedIn);
}

#[tokio::test]
async fn a_choice_lies_in_the_database_sealed_and_leaves_no_line_in_the_access_log() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    alice.call(SavePreferences {}, ARABIC).await.ok();
    assert_eq!(app.noted(&alice).await, Vec::<String>::new(), "no part of the record was looked at");
    let sql = app.sql().await;
    let (sealed,): (Vec<u8>,) = sqlx::query_as("SELECT preferences_ct FROM accounts WHERE preferences_ct IS NOT NULL")
        .fetch_one(&sql)
        .await
        .unwrap();
    assert!(!sealed.windows(4).any(|four| four == b"easy" || four == b"dark"), "the choice is readable");

    // Moved to another account it does not open, and is not mistaken for that person's.
    let mut bruno = app.patient("bruno").await;
    sqlx::query("UPDATE accounts SET preferences_ct = $1").bind(sealed).execute(&sql).await.unwrap();
    assert_eq!(preferred(&mut alice).await, Some(ARABIC));
    let outcome = bruno.call(salus_protocol::session::GetSession {}, Nothing {}).await;
    outcome.refused(ErrorCode::Internal);
}
