//! The ways back in, as people walk them.

use salus_api::store::accounts::AccountKind;
use salus_protocol::{
    Done, Nothing,
    ids::{PatientId, ResetId},
    recovery::{
        AskForCode, ConfirmReset, ConfirmedReset, FinishRecovery, ForgottenPassword, GiveMailedCode, MailedCodeStep,
        Proofing, RecoveredPassword, ResetConfirmation, ResetRequest, Resets, StartRecoveryPasskey, StartReset,
    },
    session::CurrentSession,
    words::{MailedCode, NewPassword, PersonName},
};

use super::{
    Person, TestApp,
    authenticator::Authenticator,
    entering::{PASSWORD, address},
    mail::codes,
    person::Outcome,
};

impl TestApp {
    /// An active member of the care team with a passkey, signed in.
    pub(crate) async fn team_member(&self, name: &str, authenticator: &mut Authenticator) -> Person {
        let role = PersonName::parse("Nurse").expect("a role");
        let account = self.account(name, AccountKind::Staff { role }).await;
        let code = self.app.store.invite(&account, None).await.expect("an invitation is made").code;
        let mut person = self.guest();
        person.activate(&code, authenticator).await;
        person.account = Some(account);
        person
    }

    /// Whose record an account is.
    pub(crate) async fn patient_of(&self, person: &Person) -> PatientId {
        let account = person.account.as_ref().expect("an account");
        self.app
            .store
            .account(account)
            .await
            .expect("the store answers")
            .expect("an account")
            .patient
            .expect("a patient")
    }

    /// Somebody who asks for a code at an address, and the code that arrives there.
    pub(crate) async fn asks_for_code(&self, name: &str) -> (Person, MailedCode) {
        self.delivered().await;
        let mut person = self.guest();
        let (before,): (i64,) = sqlx::query_as("SELECT CAST(COUNT(*) AS BIGINT) FROM mailed_codes")
            .fetch_one(&self.sql().await)
            .await
            .expect("the questions can be counted");
        person.ask_for_code(name).await.ok();
        self.asked(before + 1).await;
        let (to, code) = codes(&self.delivered().await).pop().expect("a code was mailed");
        assert_eq!(to, address(name).as_str());
        (person, code)
    }
}

impl Person {
    /// Asks for a code.
    pub(crate) async fn ask_for_code(&mut self, name: &str) -> Outcome<Done> {
        self.call(AskForCode {}, ForgottenPassword { email: address(name) }).await
    }

    /// Hands in a code.
    pub(crate) async fn give_mailed(&mut self, code: &MailedCode) -> Outcome<Done> {
        self.call(GiveMailedCode {}, MailedCodeStep { code: code.clone() }).await
    }

    /// The last steps of a forgotten password.
    pub(crate) async fn recover(
        &mut self,
        authenticator: &mut Authenticator,
        password: &str,
    ) -> Outcome<CurrentSession> {
        let options = self.call(StartRecoveryPasskey {}, Nothing {}).await.ok();
        let passkey = authenticator.answer(&options);
        let password = NewPassword::parse(password).expect("a password of the right length");
        self.call(FinishRecovery {}, RecoveredPassword { passkey, password }).await
    }

    /// Begins a reset.
    pub(crate) async fn begins_reset(&mut self, patient: &PatientId, own: &mut Authenticator) -> Outcome<Resets> {
        let wish = ResetRequest { patient_id: patient.clone(), proofing: Proofing::Document };
        self.call_proven(StartReset {}, wish, own).await
    }

    /// Confirms a reset.
    pub(crate) async fn confirms_reset(&mut self, reset: &ResetId, own: &mut Authenticator) -> Outcome<ConfirmedReset> {
        let seen = ResetConfirmation { proofing: Proofing::Known };
        self.call_proven(ConfirmReset { reset_id: reset.clone() }, seen, own).await
    }

    /// Signs in again: a day ends every session.
    pub(crate) async fn signs_in(&mut self, name: &str, own: &mut Authenticator) {
        self.give(name, PASSWORD).await.ok();
        self.answer(own).await.ok();
    }
}
