//! Activation: from an invitation to an account with a password, a passkey or an authenticator app, and a recovery code.

use serde::{Deserialize, Serialize};

use crate::{
    Done,
    endpoint::{Nothing, endpoints},
    sample::Sample,
    security::{PasskeyPlace, TotpSetup},
    session::CurrentSession,
    sign_in::{PasskeyAttestation, PublicKeyOptions, TotpStep},
    time::Day,
    words::{EmailAddress, NewPassword, PaperCode, PasskeyName},
};

endpoints! {
    /// Opens an invitation. Patients prove themselves with their date of birth; five wrong ones end the invitation.
    /// On success a cookie opens the next steps for thirty minutes and nothing else. The invitation stays good until
    /// the last step, so that a person who is interrupted can open it again.
    OpenInvitation {} = Post "/api/v1/activation/open", Public, InvitationStep => Invitation;
    /// Sets the password of the account to be.
    ChoosePassword {} = Post "/api/v1/activation/password", Activation, ChosenPassword => Done;
    /// Asks for a challenge to make the first passkey.
    StartFirstPasskey {} = Post "/api/v1/activation/passkey/start", Activation, PasskeyPlace => PublicKeyOptions;
    /// Hands in the first passkey: the account is active, the invitation is used, the session begins.
    FinishFirstPasskey {} = Post "/api/v1/activation/passkey/finish", Activation, NewPasskey => Activated;
    /// Begins to set up an authenticator app in place of the first passkey, for a device that cannot do passkeys.
    StartFirstTotp {} = Post "/api/v1/activation/totp/start", Activation, Nothing => TotpSetup;
    /// Hands in the app's first code: the account is active, the invitation is used, the session begins.
    FinishFirstTotp {} = Post "/api/v1/activation/totp/finish", Activation, TotpStep => Activated;
}

/// What opens an invitation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationStep {
    /// The code from the link.
    pub code: PaperCode,
    /// The date of birth; `None` for members of the care team, who have none on file.
    pub date_of_birth: Option<Day>,
}

/// An invitation that is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// The name to greet with.
    pub first_name: String,
    /// The address the account will have.
    pub email: EmailAddress,
}

/// The password that the person chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChosenPassword {
    /// The password.
    pub password: NewPassword,
}

/// A passkey to be added, with the name its owner gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPasskey {
    /// What the browser made.
    pub credential: PasskeyAttestation,
    /// Its name, for example "My phone".
    pub name: PasskeyName,
}

/// An account that is now active.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activated {
    /// The recovery code. Shown this once; the server keeps only its hash.
    pub recovery_code: PaperCode,
    /// Who is signed in now.
    pub session: CurrentSession,
}

impl Sample for InvitationStep {
    fn sample() -> Self {
        Self { code: Sample::sample(), date_of_birth: Day::parse("1979-03-05").ok() }
    }
}

impl Sample for Invitation {
    fn sample() -> Self {
        Self { first_name: "Lina".into(), email: Sample::sample() }
    }
}

impl Sample for ChosenPassword {
    fn sample() -> Self {
        Self { password: Sample::sample() }
    }
}

impl Sample for NewPasskey {
    fn sample() -> Self {
        Self { credential: Sample::sample(), name: Sample::sample() }
    }
}

impl Sample for Activated {
    fn sample() -> Self {
        Self { recovery_code: Sample::sample(), session: Sample::sample() }
    }
}
