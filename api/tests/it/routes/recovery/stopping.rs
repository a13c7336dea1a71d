//! `StopReset`, `StopMyReset`, `StopResetByLink`, and what the owner is told.

use salus_api::mail::notice::Kind;
use salus_protocol::{
    Done, ErrorCode, Nothing, Sample,
    ids::ResetId,
    recovery::{ResetState, StopCode, StopMyReset, StopReset, StopResetByLink},
    security::GetSecurity,
    words::PaperCode,
};

use super::resets::Practice;
use crate::harness::{
    Person, TestApp,
    authenticator::Authenticator,
    entering::{BIRTH, PASSWORD},
    mail::{stop_code, waiting},
    person::Outcome,
};

const DAY: i64 = 24 * 60 * 60;

async fn stop_by_link(app: &TestApp, code: PaperCode) -> Outcome<Done> {
    app.guest().call(StopResetByLink {}, StopCode { code }).await
}

/// The reset's code opens nothing, today and after the wait.
async fn is_dead(practice: &mut Practice, code: &PaperCode) {
    practice.app.guest().open(code, BIRTH).await.refused(ErrorCode::InvitationNotValid);
    practice.app.clock.advance(DAY);
    practice.app.guest().open(code, BIRTH).await.refused(ErrorCode::InvitationNotValid);
    assert!(matches!(practice.seen().await.state, ResetState::Stopped(_)));
    let mut old = practice.app.guest();
    old.signs_in("alice", &mut practice.phone).await;
}

#[tokio::test]
async fn the_owner_who_is_still_signed_in_stops_a_reset_and_its_code_is_dead() {
    let mut practice = Practice::open().await;
    let (_, code) = practice.both().await;
    practice.alice.call(StopMyReset {}, Nothing {}).await.ok();
    assert_eq!(practice.alice.call(GetSecurity {}, Nothing {}).await.ok().reset, None);
    practice.alice.call(StopMyReset {}, Nothing {}).await.ok();
    is_dead(&mut practice, &code).await;
}

#[tokio::test]
async fn anybody_of_the_care_team_stops_a_reset_and_its_code_is_dead() {
    let mut practice = Practice::open().await;
    let (reset, code) = practice.both().await;
    let resets = practice.nora.call(StopReset { reset_id: reset.id }, Nothing {}).await.ok().resets;
    assert!(matches!(resets[0].state, ResetState::Stopped(_)));
    practice.nora.call(StopReset { reset_id: ResetId::sample() }, Nothing {}).await.refused(ErrorCode::NotFound);
    is_dead(&mut practice, &code).await;
}

#[tokio::test]
async fn the_link_of_the_first_notice_stops_a_reset_that_was_confirmed_since() {
    let mut practice = Practice::open().await;
    let begun = practice.begins().await;
    let first = practice.app.delivered().await;
    let code = practice.idris.confirms_reset(&begun.id, &mut practice.idriss).await.ok().code;
    stop_by_link(&practice.app, stop_code(&first[0])).await.ok();
    is_dead(&mut practice, &code).await;
}

#[tokio::test]
async fn a_step_that_the_code_has_opened_is_dead_as_well() {
    let mut practice = Practice::open().await;
    let (_, code) = practice.both().await;
    let notices = practice.app.delivered().await;
    practice.app.clock.advance(DAY);
    let mut thief = practice.app.guest();
    thief.open(&code, BIRTH).await.ok();
    thief.choose(PASSWORD).await.ok();
    stop_by_link(&practice.app, stop_code(&notices[0])).await.ok();
    thief.choose(PASSWORD).await.refused(ErrorCode::InvitationNotValid);
    let mut old = practice.app.guest();
    old.signs_in("alice", &mut practice.phone).await;
}

#[tokio::test]
async fn a_reset_that_was_not_confirmed_is_stopped_and_cannot_be_confirmed() {
    let mut practice = Practice::open().await;
    let begun = practice.begins().await;
    practice.alice.call(StopMyReset {}, Nothing {}).await.ok();
    practice.idris.confirms_reset(&begun.id, &mut practice.idriss).await.refused(ErrorCode::NotFound);
    practice.begins().await;
}

#[tokio::test]
async fn the_link_gets_the_same_answer_whether_its_code_is_good_used_or_unknown() {
    let mut practice = Practice::open().await;
    practice.begins().await;
    let code = stop_code(&practice.app.delivered().await[0]);
    let mut answers = Vec::new();
    for code in [code.clone(), code, PaperCode::from_bits(7)] {
        let outcome = stop_by_link(&practice.app, code).await;
        answers.push((outcome.status, outcome.text.clone()));
        outcome.ok();
    }
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:?}");
    let stops = practice.app.told().await.into_iter().filter(|(_, kind)| *kind == Kind::ResetStopped).count();
    assert_eq!(stops, 1, "told once");
}

#[tokio::test]
async fn what_was_used_is_stopped_no_more() {
    let mut practice = Practice::open().await;
    let (_, code) = practice.both().await;
    let notices = practice.app.delivered().await;
    practice.app.clock.advance(DAY);
    let mut new = practice.app.guest();
    new.activate(&code, &mut Authenticator::new("new phone")).await;
    stop_by_link(&practice.app, stop_code(&notices[0])).await.ok();
    assert!(matches!(practice.seen().await.state, ResetState::Done(_)));
    new.call(GetSecurity {}, Nothing {}).await.ok();
}

/// Everything that is told, in the order of addresses.
async fn told(app: &TestApp) -> Vec<(String, Kind)> {
    app.told().await
}

/// A second address in Alice's record.
async fn has_another_address(practice: &Practice) {
    let mut import = practice.app.app.store.import().await.unwrap();
    let on_file = salus_api::fhir::read::patient::Demographics {
        name: Some("alice Marsh".into()),
        birth_date: salus_protocol::time::Day::parse(BIRTH).ok(),
        emails: vec!["ALICE@example.org".into(), "sister@example.org".into(), "not an address".into()],
        ..Default::default()
    };
    let text = serde_json::to_string(&on_file).unwrap();
    let version = salus_api::fhir::views::VIEWS_VERSION;
    let section = salus_api::store::record::Section::Demographics;
    import.put_views(&practice.patient, version, &[(section, text)]).await.unwrap();
    import.commit().await.unwrap();
}

#[tokio::test]
async fn every_address_is_told_at_both_steps_and_again_after_half_a_day() {
    let mut practice = Practice::open().await;
    has_another_address(&practice).await;
    let both = |kind| [("alice@example.org".to_owned(), kind), ("sister@example.org".to_owned(), kind)];
    let begun = practice.begins().await;
    assert_eq!(told(&practice.app).await, both(Kind::ResetBegun));
    practice.app.clock.advance(60);
    practice.idris.confirms_reset(&begun.id, &mut practice.idriss).await.ok();
    assert_eq!(told(&practice.app).await, both(Kind::ResetConfirmed));
    practice.app.clock.advance(DAY / 2 - 1);
    assert_eq!(told(&practice.app).await, [], "the reminder of the first step went with it");
    practice.app.clock.advance(1);
    assert_eq!(told(&practice.app).await, both(Kind::ResetWaits));
    practice.alice = practice.app.comes_back(&practice.alice).await;
    practice.alice.call(StopMyReset {}, Nothing {}).await.ok();
    assert_eq!(told(&practice.app).await, both(Kind::ResetStopped));
}

#[tokio::test]
async fn a_reset_that_was_stopped_is_not_reminded_of() {
    let mut practice = Practice::open().await;
    practice.both().await;
    let account = practice.alice.account.clone().unwrap();
    practice.alice.call(StopMyReset {}, Nothing {}).await.ok();
    let sql = practice.app.sql().await;
    assert_eq!(waiting(&practice.app.app.store, &sql, &account).await, 1, "only that it was stopped");
    assert_eq!(told(&practice.app).await, [("alice@example.org".to_owned(), Kind::ResetStopped)]);
}

#[tokio::test]
async fn no_notice_of_a_reset_says_anything_but_that() {
    let mut practice = Practice::open().await;
    practice.both().await;
    practice.app.clock.advance(DAY / 2);
    for mail in practice.app.delivered().await {
        let words = format!("{}\n{}", mail.letter.subject, mail.letter.body);
        for personal in ["alice Marsh", "Marsh", BIRTH, "nora", "idris", "document"] {
            assert!(!words.contains(personal), "{personal} in {words}");
        }
        let links: Vec<&str> = words.split_whitespace().filter(|word| word.contains("://")).collect();
        assert_eq!(links.len(), 1, "{words}");
        assert!(links[0].contains("/stop-reset?lang="), "{words}");
    }
}

#[tokio::test]
async fn nobody_but_the_owner_stops_a_reset_from_their_own_session() {
    let mut practice = Practice::open().await;
    let (_, code) = practice.both().await;
    let mut bruno: Person = practice.app.activated("bruno", &mut Authenticator::new("stick")).await;
    bruno.call(StopMyReset {}, Nothing {}).await.ok();
    practice.app.clock.advance(DAY);
    practice.app.guest().open(&code, BIRTH).await.ok();
}
