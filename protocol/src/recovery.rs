//! Ways back in: a new password for somebody who still has their passkey, and the word of an owner that a reset is not theirs.
//!
//! A forgotten password takes two proofs: a code that is sent to the account's address, then a passkey or the code of an
//! authenticator app. Every answer is the same whether there is such an account or not.

use serde::{Deserialize, Serialize};

use crate::{
    Done,
    activation::ChosenPassword,
    endpoint::{Nothing, endpoints},
    sample::Sample,
    sign_in::{PasskeyAssertion, PublicKeyOptions, TotpStep},
    words::{EmailAddress, MailedCode, PaperCode},
};

endpoints! {
    /// Sends a code to an address, if there is an account with it. A cookie opens the next steps for fifteen minutes and
    /// nothing else.
    StartPasswordReset {} = Post "/api/v1/recovery/password/start", Public, ForgottenPassword => Done;
    /// Hands in the code. Five wrong ones end the attempt.
    GiveResetCode {} = Post "/api/v1/recovery/password/code", PasswordReset, ResetCode => ResetWays;
    /// After the code: asks for a challenge to the account's passkeys.
    StartResetPasskey {} = Post "/api/v1/recovery/password/passkey/start", PasswordReset, Nothing => PublicKeyOptions;
    /// After the code: the passkey's answer.
    FinishResetPasskey {} = Post "/api/v1/recovery/password/passkey/finish", PasswordReset, PasskeyAssertion => Done;
    /// After the code: an authenticator app in place of a passkey.
    UseResetTotp {} = Post "/api/v1/recovery/password/totp", PasswordReset, TotpStep => Done;
    /// After both proofs: sets the new password, ends every session of the account, and tells its owner.
    ChooseNewPassword {} = Post "/api/v1/recovery/password/choose", PasswordReset, ChosenPassword => Done;
    /// Cancels a reset that the care team has begun, with the code from the link in the notice. Succeeds only once.
    CancelAccessReset {} = Post "/api/v1/recovery/access/cancel", Public, CancelCode => Done;
}

/// Whose password was forgotten.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForgottenPassword {
    /// The address the account was made with.
    pub email: EmailAddress,
}

/// The code from the e-mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResetCode {
    /// The code as typed.
    pub code: MailedCode,
}

/// With what the account can prove itself a second time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResetWays {
    /// There is at least one passkey.
    pub passkey: bool,
    /// There is an authenticator app.
    pub totp: bool,
}

/// The code from the link in the notice of a reset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancelCode {
    /// The code.
    pub code: PaperCode,
}

impl Sample for ForgottenPassword {
    fn sample() -> Self {
        Self { email: Sample::sample() }
    }
}

impl Sample for ResetCode {
    fn sample() -> Self {
        Self { code: Sample::sample() }
    }
}

impl Sample for ResetWays {
    fn sample() -> Self {
        Self { passkey: true, totp: false }
    }
}

impl Sample for CancelCode {
    fn sample() -> Self {
        Self { code: Sample::sample() }
    }
}
