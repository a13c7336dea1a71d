//! Signing in: the password first, then a passkey, an authenticator app or a recovery code. No session exists before the second step.

use serde::{Deserialize, Serialize};

use crate::{
    endpoint::{Nothing, endpoints},
    sample::Sample,
    session::CurrentSession,
    words::{EmailAddress, GivenPassword, PaperCode, TimeZoneName, TotpCode},
};

endpoints! {
    /// First step: e-mail address and password. Answers the same, in the same time, for unknown accounts and wrong
    /// passwords. On success a cookie opens the second step for ten minutes and nothing else.
    GivePassword {} = Post "/api/v1/sign-in/password", Public, PasswordStep => PasswordAccepted;
    /// Second step: asks for a challenge to the account's passkeys. It is good for one answer within five minutes.
    StartPasskeySignIn {} = Post "/api/v1/sign-in/passkey/start", SecondStep, Nothing => PublicKeyOptions;
    /// Second step: the passkey's answer. On success the session begins.
    FinishPasskeySignIn {} = Post "/api/v1/sign-in/passkey/finish", SecondStep, PasskeyAssertion => CurrentSession;
    /// Second step without a passkey: the code of an authenticator app. On success the session begins.
    UseTotp {} = Post "/api/v1/sign-in/totp", SecondStep, TotpStep => CurrentSession;
    /// Second step without a passkey: a recovery code, each good for once; a new one takes its place. On success the session
    /// begins.
    UseRecoveryCode {} = Post "/api/v1/sign-in/recovery-code", SecondStep, RecoveryCodeStep => Recovered;
}

/// What the first step needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordStep {
    /// The address the account was made with.
    pub email: EmailAddress,
    /// The password.
    pub password: GivenPassword,
    /// The time zone that the browser is set to, which the list of sessions shows in place of an address.
    #[serde(default)]
    pub time_zone: Option<TimeZoneName>,
}

/// Which second steps this account can take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordAccepted {
    /// There is at least one passkey that opens something.
    pub passkey: bool,
    /// There are passkeys, and each of them opens nothing any more, because a copy of it seems to be in use.
    pub passkeys_suspended: bool,
    /// There is an authenticator app.
    pub totp: bool,
    /// There is at least one unused recovery code.
    pub recovery_code: bool,
}

/// The recovery code instead of the passkey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryCodeStep {
    /// The code as typed, in any grouping.
    pub code: PaperCode,
}

/// The code of an authenticator app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TotpStep {
    /// The six digits.
    pub code: TotpCode,
}

/// Signed in with a recovery code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recovered {
    /// The code that takes the place of the one that was used. Shown this once.
    pub recovery_code: PaperCode,
    /// Who is signed in now.
    pub session: CurrentSession,
}

/// What the browser's `navigator.credentials` is to be asked: the member `publicKey` of
/// `CredentialCreationOptions` or `CredentialRequestOptions` in their JSON form
/// (Web Authentication Level 3, section 5.1.8 and 5.1.9), binary values as base64url without padding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicKeyOptions {
    /// The options, handed on as they are.
    pub public_key: serde_json::Value,
}

/// A new passkey as the browser made it; binary values as base64url without padding. An allow-list of fields: nothing
/// else that a browser returns leaves the browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyAttestation {
    /// The credential's id.
    pub id: String,
    /// `response.attestationObject`.
    pub attestation_object: String,
    /// `response.clientDataJSON`.
    pub client_data_json: String,
    /// `response.getTransports()`, for example `internal` or `usb`.
    pub transports: Vec<String>,
}

/// A passkey's answer to a challenge; binary values as base64url without padding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyAssertion {
    /// The credential's id.
    pub id: String,
    /// `response.authenticatorData`.
    pub authenticator_data: String,
    /// `response.clientDataJSON`.
    pub client_data_json: String,
    /// `response.signature`.
    pub signature: String,
    /// `response.userHandle`, where the authenticator gives it.
    pub user_handle: Option<String>,
    /// `authenticatorAttachment`, where the browser gives it: `cross-platform` for a passkey on another device.
    #[serde(default)]
    pub attachment: Option<String>,
}

impl Sample for PasswordStep {
    fn sample() -> Self {
        Self { email: Sample::sample(), password: Sample::sample(), time_zone: Some(Sample::sample()) }
    }
}

impl Sample for PasswordAccepted {
    fn sample() -> Self {
        Self { passkey: true, passkeys_suspended: false, totp: false, recovery_code: true }
    }
}

impl Sample for RecoveryCodeStep {
    fn sample() -> Self {
        Self { code: Sample::sample() }
    }
}

impl Sample for TotpStep {
    fn sample() -> Self {
        Self { code: Sample::sample() }
    }
}

impl Sample for Recovered {
    fn sample() -> Self {
        Self { recovery_code: Sample::sample(), session: Sample::sample() }
    }
}

impl Sample for PublicKeyOptions {
    fn sample() -> Self {
        Self {
            // In the order of the alphabet, which serde_json keeps with and without its `preserve_order`.
            public_key: serde_json::json!({
                "allowCredentials": [{ "id": "AQIDBA", "type": "public-key" }],
                "challenge": "dGhpcnR5LXR3byByYW5kb20gYnl0ZXMgYXJlIGhlcmU",
                "rpId": "localhost",
                "timeout": 300_000,
                "userVerification": "required",
            }),
        }
    }
}

impl Sample for PasskeyAttestation {
    fn sample() -> Self {
        Self {
            id: "AQIDBA".into(),
            attestation_object: "o2NmbXRkbm9uZQ".into(),
            client_data_json: "eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0".into(),
            transports: vec!["internal".into()],
        }
    }
}

impl Sample for PasskeyAssertion {
    fn sample() -> Self {
        Self {
            id: "AQIDBA".into(),
            authenticator_data: "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2M".into(),
            client_data_json: "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0".into(),
            signature: "MEUCIQ".into(),
            user_handle: Some("AZLwwSs8fe-KkBI0VniQqw".into()),
            attachment: Some("platform".into()),
        }
    }
}
