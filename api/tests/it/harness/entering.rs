//! The ways in, as people walk them: invitations, passwords, passkeys, codes.

use salus_api::{
    fhir::{read::patient::Demographics, views::VIEWS_VERSION},
    store::{accounts::AccountKind, record::Section},
};
use salus_protocol::{
    Nothing,
    activation::{
        Activated, ChoosePassword, ChosenPassword, FinishFirstPasskey, Invitation, InvitationStep, NewPasskey,
        OpenInvitation, StartFirstPasskey,
    },
    ids::{AccountId, PatientId},
    security::{PasskeyPlace, Place},
    session::{CurrentSession, GetSession, Who},
    sign_in::{
        FinishPasskeySignIn, GivePassword, PasswordAccepted, PasswordStep, Recovered, RecoveryCodeStep,
        StartPasskeySignIn, TotpStep, UseRecoveryCode,
    },
    time::Day,
    words::{EmailAddress, GivenPassword, NewPassword, PaperCode, PasskeyName, PersonName, TotpCode},
};
use totp_rs::{Algorithm, Secret, TOTP};

use super::{Person, TestApp, authenticator::Authenticator, person::Outcome};

/// The password of everybody here.
pub(crate) const PASSWORD: &str = "seven brown geese at dusk";
/// Everybody's date of birth.
pub(crate) const BIRTH: &str = "1979-03-05";

/// The address of somebody.
pub(crate) fn address(name: &str) -> EmailAddress {
    EmailAddress::parse(&format!("{name}@example.org")).expect("an address")
}

/// A password to be given.
pub(crate) fn given(text: &str) -> GivenPassword {
    GivenPassword::parse(text).expect("a text")
}

/// A passkey on this device.
pub(crate) fn here() -> PasskeyPlace {
    PasskeyPlace { place: Place::ThisDevice }
}

/// What an authenticator app with this secret, as it was shown for typing, shows now.
pub(crate) fn shown(app: &TestApp, secret: &str) -> TotpStep {
    let secret = Secret::Encoded(secret.replace(' ', "")).to_bytes().expect("a secret");
    let totp = TOTP::new(Algorithm::SHA1, 6, 0, 30, secret).expect("an app");
    let seconds = app.app.store.world().now().0.unsigned_abs() / 1_000_000;
    TotpStep { code: TotpCode::parse(&totp.generate(seconds)).expect("six digits") }
}

/// A name for a passkey.
pub(crate) fn named(text: &str) -> PasskeyName {
    PasskeyName::parse(text).expect("a name")
}

impl TestApp {
    /// A patient with a record that holds a name and a date of birth, and nothing else. The one named departed has died.
    pub(crate) async fn patient_on_file(&self, name: &str, birth: Option<&str>) -> PatientId {
        let patient = self.patient_only(name).await;
        let on_file = Demographics {
            name: Some(format!("{name} Marsh")),
            birth_date: birth.and_then(|birth| Day::parse(birth).ok()),
            deceased: name == "departed",
            ..Demographics::default()
        };
        let text = serde_json::to_string(&on_file).expect("a section can be written");
        let mut import = self.app.store.import().await.expect("the store imports");
        import.put_views(&patient, VIEWS_VERSION, &[(Section::Demographics, text)]).await.expect("views are kept");
        import.commit().await.expect("the record is kept");
        patient
    }

    /// A patient with an account that is not active, and the code of their invitation.
    pub(crate) async fn invited(&self, name: &str) -> (AccountId, PaperCode) {
        let patient = self.patient_on_file(name, Some(BIRTH)).await;
        let account = self.account(name, AccountKind::Patient(patient.clone())).await;
        let invitation = self.app.store.invite(&account, Some(&patient)).await.expect("an invitation is made");
        (account, invitation.code)
    }

    /// A patient with a password and three recovery codes, not signed in.
    pub(crate) async fn ready(&self, name: &str) -> (AccountId, Vec<PaperCode>) {
        let patient = self.patient_on_file(name, Some(BIRTH)).await;
        let account = self.account(name, AccountKind::Patient(patient)).await;
        (account.clone(), self.make_ready(&account).await)
    }

    /// A member of the care team with a password and three recovery codes, not signed in.
    pub(crate) async fn ready_staff(&self, name: &str) -> (AccountId, Vec<PaperCode>) {
        let role = PersonName::parse("Nurse").expect("a role");
        let account = self.account(name, AccountKind::Staff { role }).await;
        (account.clone(), self.make_ready(&account).await)
    }

    async fn make_ready(&self, account: &AccountId) -> Vec<PaperCode> {
        let password = NewPassword::parse(PASSWORD).expect("a password");
        self.app.auth.make_ready(account, &password, 3).await.expect("the account is made ready")
    }

    /// A patient who has activated their account with a passkey, and is signed in.
    pub(crate) async fn activated(&self, name: &str, authenticator: &mut Authenticator) -> Person {
        let (account, code) = self.invited(name).await;
        let mut person = self.guest();
        person.activate(&code, authenticator).await;
        person.account = Some(account);
        person
    }
}

impl Person {
    /// The whole activation.
    pub(crate) async fn activate(&mut self, code: &PaperCode, authenticator: &mut Authenticator) -> Activated {
        self.open(code, BIRTH).await.ok();
        self.choose(PASSWORD).await.ok();
        let options = self.call(StartFirstPasskey {}, here()).await.ok();
        let credential = authenticator.make(&options);
        self.call(FinishFirstPasskey {}, NewPasskey { credential, name: named("My phone") }).await.ok()
    }

    /// Opens an invitation.
    pub(crate) async fn open(&mut self, code: &PaperCode, birth: &str) -> Outcome<Invitation> {
        self.call(OpenInvitation {}, InvitationStep { code: code.clone(), date_of_birth: Day::parse(birth).ok() }).await
    }

    /// Chooses a password.
    pub(crate) async fn choose(&mut self, password: &str) -> Outcome<salus_protocol::Done> {
        let password = NewPassword::parse(password).expect("a password of the right length");
        self.call(ChoosePassword {}, ChosenPassword { password }).await
    }

    /// The first step.
    pub(crate) async fn give(&mut self, name: &str, password: &str) -> Outcome<PasswordAccepted> {
        self.call(GivePassword {}, PasswordStep { email: address(name), password: given(password), time_zone: None })
            .await
    }

    /// The second step with a passkey.
    pub(crate) async fn answer(&mut self, authenticator: &mut Authenticator) -> Outcome<CurrentSession> {
        let options = self.call(StartPasskeySignIn {}, Nothing {}).await.ok();
        self.call(FinishPasskeySignIn {}, authenticator.answer(&options)).await
    }

    /// The second step with a code.
    pub(crate) async fn give_code(&mut self, code: &PaperCode) -> Outcome<Recovered> {
        self.call(UseRecoveryCode {}, RecoveryCodeStep { code: code.clone() }).await
    }

    /// Who the server says is here.
    pub(crate) async fn who(&mut self) -> Who {
        self.call(GetSession {}, Nothing {}).await.ok().who
    }
}
