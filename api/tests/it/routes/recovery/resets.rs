//! `StartReset`, `ConfirmReset`, `ListResets`, and the account that opens after a day.

use salus_api::{auth::cookies::Cookie, mail::notice::Kind, store::attempts::TypedCode};
use salus_protocol::{
    ErrorCode, Nothing, Sample,
    activation::{FinishFirstTotp, InvitationStep, OpenInvitation, StartFirstTotp},
    home::GetHome,
    ids::{PatientId, ResetId},
    recovery::{
        ConfirmReset, ListResets, Proofing, RESET_WAIT_SECONDS, Reset, ResetConfirmation, ResetRequest, ResetState,
        StartReset,
    },
    security::GetSecurity,
    session::Who,
    words::PaperCode,
};

use crate::harness::{
    Person, TestApp,
    authenticator::Authenticator,
    entering::{BIRTH, PASSWORD, address, shown},
};

const DAY: i64 = 24 * 60 * 60;

/// A patient with an account, and two of the care team, each with a key of their own.
pub(super) struct Practice {
    pub(super) app: TestApp,
    pub(super) alice: Person,
    pub(super) phone: Authenticator,
    pub(super) patient: PatientId,
    pub(super) nora: Person,
    pub(super) noras: Authenticator,
    pub(super) idris: Person,
    pub(super) idriss: Authenticator,
}

impl Practice {
    pub(super) async fn open() -> Self {
        let app = TestApp::start().await;
        let (mut phone, mut noras, mut idriss) =
            (Authenticator::new("phone"), Authenticator::new("noras"), Authenticator::new("idriss"));
        let alice = app.activated("alice", &mut phone).await;
        let patient = app.patient_of(&alice).await;
        let nora = app.team_member("nora", &mut noras).await;
        let idris = app.team_member("idris", &mut idriss).await;
        app.delivered().await;
        Self { app, alice, phone, patient, nora, noras, idris, idriss }
    }

    /// Nora begins.
    pub(super) async fn begins(&mut self) -> Reset {
        self.nora.begins_reset(&self.patient, &mut self.noras).await.ok().resets.remove(0)
    }

    /// Nora begins and Idris confirms.
    pub(super) async fn both(&mut self) -> (Reset, PaperCode) {
        let begun = self.begins().await;
        let confirmed = self.idris.confirms_reset(&begun.id, &mut self.idriss).await.ok();
        (confirmed.reset, confirmed.code)
    }

    /// What Nora sees of the newest reset, after she has signed in again.
    pub(super) async fn seen(&mut self) -> Reset {
        self.nora.signs_in("nora", &mut self.noras).await;
        self.nora.call(ListResets {}, Nothing {}).await.ok().resets.remove(0)
    }
}

#[tokio::test]
async fn two_of_the_care_team_and_a_day_open_an_account_whose_owner_has_lost_everything() {
    let mut practice = Practice::open().await;
    let begun = practice.begins().await;
    assert_eq!((begun.patient.as_str(), begun.begun_by.as_str()), ("alice Marsh", "nora"));
    assert!(begun.begun_by_me && begun.state == ResetState::Begun);
    let confirmed = practice.idris.confirms_reset(&begun.id, &mut practice.idriss).await.ok();
    let opens_at = practice.app.app.store.world().now().plus_seconds(DAY);
    assert_eq!(confirmed.reset.state, ResetState::Waiting(opens_at));
    assert!(!confirmed.reset.begun_by_me);
    assert_eq!(confirmed.link, format!("http://localhost:8080/activate?lang=en#{}", confirmed.code.expose()));

    // Until then nothing changes, and the code opens nothing.
    let mut new = practice.app.guest();
    let refused = new.open(&confirmed.code, BIRTH).await.refused(ErrorCode::ResetNotReady);
    assert_eq!(refused.retry_after_seconds, Some(RESET_WAIT_SECONDS));
    assert!(!new.holds(Cookie::Step));
    practice.app.clock.advance(DAY - 1);
    let refused = new.open(&confirmed.code, BIRTH).await.refused(ErrorCode::ResetNotReady);
    assert_eq!(refused.retry_after_seconds, Some(1));
    let mut old = practice.app.guest();
    old.signs_in("alice", &mut practice.phone).await;

    // Then it does, and all of before ends.
    practice.app.clock.advance(1);
    assert!(matches!(practice.seen().await.state, ResetState::Open(_)));
    new.activate(&confirmed.code, &mut Authenticator::new("new phone")).await;
    assert!(matches!(new.who().await, Who::Patient(_)));
    assert_eq!(old.who().await, Who::Guest);
    let mut thief = practice.app.guest();
    thief.give("alice", PASSWORD).await.ok();
    thief.answer(&mut practice.phone).await.refused(ErrorCode::PasskeyNotAccepted);
    assert!(matches!(practice.seen().await.state, ResetState::Done(_)));
    practice.app.guest().open(&confirmed.code, BIRTH).await.refused(ErrorCode::InvitationNotValid);
    assert_eq!(new.call(GetSecurity {}, Nothing {}).await.ok().reset, None);
}

#[tokio::test]
async fn after_a_reset_an_app_can_take_the_place_of_all_that_was_before() {
    let mut practice = Practice::open().await;
    let (_, code) = practice.both().await;
    practice.app.clock.advance(DAY);
    practice.app.delivered().await;
    let mut new = practice.app.guest();
    new.open(&code, BIRTH).await.ok();
    new.choose(PASSWORD).await.ok();
    let setup = new.call(StartFirstTotp {}, Nothing {}).await.ok();
    new.call(FinishFirstTotp {}, shown(&practice.app, &setup.secret)).await.ok();
    assert_eq!(practice.app.told().await, [("alice@example.org".to_owned(), Kind::ResetUsed)]);
    assert_eq!(practice.alice.who().await, Who::Guest);
    assert!(matches!(practice.seen().await.state, ResetState::Done(_)));
    let ways = practice.app.guest().give("alice", PASSWORD).await.ok();
    assert_eq!((ways.passkey, ways.totp), (false, true));
}

#[tokio::test]
async fn the_code_of_a_reset_is_good_for_a_week_after_its_day() {
    let mut practice = Practice::open().await;
    let (_, code) = practice.both().await;
    practice.app.clock.advance(8 * DAY - 1);
    practice.app.guest().open(&code, BIRTH).await.ok();
    practice.app.clock.advance(1);
    practice.app.guest().open(&code, BIRTH).await.refused(ErrorCode::InvitationNotValid);
    assert_eq!(practice.seen().await.state, ResetState::Over);
    // It is out of the way of another one.
    practice.begins().await;
}

#[tokio::test]
async fn while_a_reset_waits_wrong_dates_of_birth_count_as_ever_and_right_ones_cost_nothing() {
    let mut practice = Practice::open().await;
    let (_, code) = practice.both().await;
    let mut somebody = practice.app.guest();
    for _ in 0..8 {
        somebody.open(&code, BIRTH).await.refused(ErrorCode::ResetNotReady);
    }
    let none = InvitationStep { code: code.clone(), date_of_birth: None };
    somebody.call(OpenInvitation {}, none).await.refused(ErrorCode::InvitationNotValid);
    for day in 10..14 {
        somebody.open(&code, &format!("1979-03-{day}")).await.refused(ErrorCode::InvitationNotValid);
    }
    somebody.open(&code, BIRTH).await.refused(ErrorCode::InvitationNotValid);
}

#[tokio::test]
async fn whoever_began_a_reset_cannot_confirm_it() {
    let mut practice = Practice::open().await;
    let begun = practice.begins().await;
    practice.nora.confirms_reset(&begun.id, &mut practice.noras).await.refused(ErrorCode::SecondPersonNeeded);
    // Nor from another session of theirs.
    let mut elsewhere = practice.app.guest();
    elsewhere.signs_in("nora", &mut practice.noras).await;
    elsewhere.confirms_reset(&begun.id, &mut practice.noras).await.refused(ErrorCode::SecondPersonNeeded);
    practice.idris.confirms_reset(&begun.id, &mut practice.idriss).await.ok();
}

#[tokio::test]
async fn a_reset_that_is_said_to_be_begun_by_somebody_else_is_not_confirmed() {
    let mut practice = Practice::open().await;
    let begun = practice.begins().await;
    let (nora, idris) = (practice.nora.account.clone().unwrap(), practice.idris.account.clone().unwrap());
    sqlx::query("UPDATE resets SET begun_by = $1 WHERE begun_by = $2")
        .bind(idris.as_str())
        .bind(nora.as_str())
        .execute(&practice.app.sql().await)
        .await
        .unwrap();
    practice.nora.confirms_reset(&begun.id, &mut practice.noras).await.refused(ErrorCode::Internal);
}

#[tokio::test]
async fn a_reset_whose_day_is_shortened_in_the_database_opens_nothing() {
    let mut practice = Practice::open().await;
    let (_, code) = practice.both().await;
    sqlx::query("UPDATE invitations SET opens_at = 0 WHERE opens_at IS NOT NULL")
        .execute(&practice.app.sql().await)
        .await
        .unwrap();
    practice.app.guest().open(&code, BIRTH).await.refused(ErrorCode::Internal);
}

#[tokio::test]
async fn a_reset_whose_first_person_is_on_the_care_team_no_more_needs_another_first() {
    let mut practice = Practice::open().await;
    let begun = practice.begins().await;
    sqlx::query("UPDATE accounts SET activated_at = NULL WHERE id = $1")
        .bind(practice.nora.account.as_ref().unwrap().as_str())
        .execute(&practice.app.sql().await)
        .await
        .unwrap();
    practice.idris.confirms_reset(&begun.id, &mut practice.idriss).await.refused(ErrorCode::SecondPersonNeeded);
}

#[tokio::test]
async fn an_account_has_one_reset_at_a_time_however_many_begin_one_at_once() {
    let mut practice = Practice::open().await;
    let store = practice.app.app.store.clone();
    let begun = practice.begins().await;
    practice.idris.begins_reset(&practice.patient, &mut practice.idriss).await.refused(ErrorCode::AlreadyAsked);
    practice.idris.confirms_reset(&begun.id, &mut practice.idriss).await.ok();
    practice.idris.begins_reset(&practice.patient, &mut practice.idriss).await.refused(ErrorCode::AlreadyAsked);
    store.stop_own_reset(practice.alice.account.as_ref().unwrap(), &Sample::sample()).await.unwrap();
    // Proofs first, so that the calls themselves come at the same moment.
    let wish = ResetRequest { patient_id: practice.patient.clone(), proofing: Proofing::Document };
    let mut calls = Vec::new();
    for (mut person, mut own) in
        [(practice.nora.clone(), practice.noras.clone()), (practice.idris.clone(), practice.idriss.clone())]
    {
        let act = Person::act_of(person.call(StartReset {}, wish.clone()).await);
        person.prove(&act, &mut own).await.ok();
        let wish = wish.clone();
        calls.push(tokio::spawn(async move { person.call(StartReset {}, wish).await.status.as_u16() }));
    }
    let mut statuses: Vec<u16> = futures::future::join_all(calls).await.into_iter().map(Result::unwrap).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
}

#[tokio::test]
async fn of_two_who_confirm_at_the_same_moment_one_gets_the_link() {
    let mut practice = Practice::open().await;
    let mut lenas = Authenticator::new("lenas");
    let lena = practice.app.team_member("lena", &mut lenas).await;
    let begun = practice.begins().await;
    let seen = ResetConfirmation { proofing: Proofing::Known };
    let mut calls = Vec::new();
    for (mut person, mut own) in [(practice.idris.clone(), practice.idriss.clone()), (lena, lenas)] {
        let confirm = ConfirmReset { reset_id: begun.id.clone() };
        let act = Person::act_of(person.call(confirm.clone(), seen.clone()).await);
        person.prove(&act, &mut own).await.ok();
        let seen = seen.clone();
        calls.push(tokio::spawn(async move { person.call(confirm, seen).await.status.as_u16() }));
    }
    let mut statuses: Vec<u16> = futures::future::join_all(calls).await.into_iter().map(Result::unwrap).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let (codes,): (i64,) =
        sqlx::query_as("SELECT CAST(COUNT(*) AS BIGINT) FROM invitations WHERE opens_at IS NOT NULL")
            .fetch_one(&practice.app.sql().await)
            .await
            .unwrap();
    assert_eq!(codes, 1);
}

#[tokio::test]
async fn a_reset_that_nobody_confirms_within_a_day_is_over() {
    let mut practice = Practice::open().await;
    let begun = practice.begins().await;
    practice.app.clock.advance(DAY);
    practice.idris.signs_in("idris", &mut practice.idriss).await;
    practice.idris.confirms_reset(&begun.id, &mut practice.idriss).await.refused(ErrorCode::NotFound);
    assert_eq!(practice.seen().await.state, ResetState::Over);
    practice.begins().await;
}

#[tokio::test]
async fn only_a_patient_with_an_active_account_is_reset_and_nobody_of_the_care_team() {
    let mut practice = Practice::open().await;
    let without = practice.app.patient_on_file("bruno", Some(BIRTH)).await;
    let (invited, _) = practice.app.invited("carla").await;
    let invited = practice.app.app.store.account(&invited).await.unwrap().unwrap().patient.unwrap();
    let colleague = PatientId::parse(practice.idris.account.as_ref().unwrap().as_str()).unwrap();
    for patient in [without, invited, colleague, PatientId::sample()] {
        practice.nora.begins_reset(&patient, &mut practice.noras).await.refused(ErrorCode::NotFound);
    }
    let unknown = ResetId::sample();
    practice.nora.confirms_reset(&unknown, &mut practice.noras).await.refused(ErrorCode::NotFound);
    assert_eq!(practice.nora.call(ListResets {}, Nothing {}).await.ok().resets, []);
}

#[tokio::test]
async fn a_proof_for_one_patient_begins_no_reset_of_another() {
    let mut practice = Practice::open().await;
    practice.app.activated("bruno", &mut Authenticator::new("stick")).await;
    let bruno = practice.app.app.store.account_by_email(&address("bruno")).await.unwrap().unwrap().patient.unwrap();
    let wish = |patient_id: PatientId| ResetRequest { patient_id, proofing: Proofing::Document };
    let act = Person::act_of(practice.nora.call(StartReset {}, wish(bruno)).await);
    practice.nora.prove(&act, &mut practice.noras).await.ok();
    let other = practice.nora.call(StartReset {}, wish(practice.patient.clone())).await;
    other.refused(ErrorCode::ProofNeeded);
}

#[tokio::test]
async fn the_owner_sees_the_reset_wherever_they_are_signed_in_and_finds_it_in_their_log() {
    let mut practice = Practice::open().await;
    let now = practice.app.app.store.world().now();
    assert_eq!(practice.alice.call(GetHome {}, Nothing {}).await.ok().reset, None);
    let (reset, _) = practice.both().await;
    let on_home = practice.alice.call(GetHome {}, Nothing {}).await.ok().reset.unwrap();
    let on_security = practice.alice.call(GetSecurity {}, Nothing {}).await.ok().reset.unwrap();
    assert_eq!(on_home, on_security);
    assert_eq!((on_home.begun_at, on_home.opens_at), (now, Some(now.plus_seconds(DAY))));
    practice.alice.patient = Some(practice.patient.clone());
    let noted = practice.app.noted(&practice.alice).await;
    for action in ["began_reset", "confirmed_reset"] {
        assert_eq!(noted.iter().filter(|line| *line == action).count(), 1, "{action} in {noted:?}");
    }
    practice.app.clock.advance(9 * DAY);
    assert_eq!(practice.seen().await.id, reset.id);
    let mut back = practice.app.guest();
    back.signs_in("alice", &mut practice.phone).await;
    assert_eq!(back.call(GetHome {}, Nothing {}).await.ok().reset, None, "what is over needs no notice");
}

#[tokio::test]
async fn the_list_of_resets_is_a_look_at_each_patient_on_it() {
    let mut practice = Practice::open().await;
    practice.begins().await;
    practice.idris.call(ListResets {}, Nothing {}).await.ok();
    practice.alice.patient = Some(practice.patient.clone());
    let looks = practice.app.noted(&practice.alice).await.into_iter().filter(|line| line == "looked_up").count();
    assert_eq!(looks, 1);
}

#[tokio::test]
async fn using_a_reset_is_told_in_other_words_than_an_invitation() {
    let mut practice = Practice::open().await;
    let (_, code) = practice.both().await;
    practice.app.clock.advance(DAY);
    practice.app.delivered().await;
    practice.app.guest().activate(&code, &mut Authenticator::new("new phone")).await;
    assert_eq!(practice.app.told().await, [("alice@example.org".to_owned(), Kind::ResetUsed)]);
}

#[tokio::test]
async fn a_destroyed_key_takes_the_reset_on_its_way_along() {
    let mut practice = Practice::open().await;
    let (_, code) = practice.both().await;
    assert!(practice.app.app.store.destroy_key(&practice.patient).await.unwrap());
    practice.app.clock.advance(DAY);
    practice.app.guest().open(&code, BIRTH).await.refused(ErrorCode::InvitationNotValid);
    practice.nora.signs_in("nora", &mut practice.noras).await;
    assert_eq!(practice.nora.call(ListResets {}, Nothing {}).await.ok().resets, []);
}

#[tokio::test]
async fn whoever_is_back_in_by_an_invitation_needs_no_reset_any_more() {
    let mut practice = Practice::open().await;
    let (_, code) = practice.both().await;
    let (store, account) = (&practice.app.app.store, practice.alice.account.clone().unwrap());
    let invitation = store.invite(&account, Some(&practice.patient)).await.unwrap();
    let mut back = practice.app.guest();
    back.activate(&invitation.code, &mut Authenticator::new("new phone")).await;
    assert_eq!(back.call(GetSecurity {}, Nothing {}).await.ok().reset, None);
    assert!(matches!(practice.seen().await.state, ResetState::Stopped(_)));
    practice.app.clock.advance(DAY);
    practice.app.guest().open(&code, BIRTH).await.refused(ErrorCode::InvitationNotValid);
}

#[tokio::test]
async fn a_reset_lets_go_of_every_count_of_wrong_attempts() {
    let mut practice = Practice::open().await;
    let (_, code) = practice.both().await;
    let account = practice.alice.account.clone().unwrap();
    practice.app.app.auth.take_second_proof(TypedCode::App, &account, None).await.unwrap();
    sqlx::query("UPDATE attempts SET failures = 100").execute(&practice.app.sql().await).await.unwrap();
    assert!(practice.app.app.auth.take_second_proof(TypedCode::App, &account, None).await.is_err());
    practice.app.clock.advance(DAY);
    practice.app.guest().activate(&code, &mut Authenticator::new("new phone")).await;
    practice.app.app.auth.take_second_proof(TypedCode::App, &account, None).await.unwrap();
}
