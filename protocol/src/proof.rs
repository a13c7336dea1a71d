//! A fresh proof: before a sensitive act the person shows once more that it is they, for that act and no other.
//!
//! The portal calls the operation; the server refuses with [`crate::ErrorCode::ProofNeeded`] and names the act. The portal asks
//! for a challenge with [`StartProof`], hands in the answer with [`GiveProof`], and repeats the call, which now goes through. A
//! proof is good for one call of the same session within five minutes: the act is a keyed hash of the operation's method, path
//! and body, so that a proof for one change cannot be spent on another.

use serde::{Deserialize, Serialize};

use crate::{
    Done,
    endpoint::endpoints,
    sample::Sample,
    sign_in::{PasskeyAssertion, PublicKeyOptions},
    words::{GivenPassword, TotpCode},
};

endpoints! {
    /// Asks how this account can prove itself for an act.
    StartProof {} = Post "/api/v1/proof/start", SignedIn, ProofFor => ProofWays;
    /// Proves it.
    GiveProof {} = Post "/api/v1/proof/give", SignedIn, ProofGiven => Done;
}

/// How long a proof is good, in seconds: five minutes.
pub const PROOF_SECONDS: u32 = 5 * 60;

/// What is to be proved for: 43 characters of base64url, a keyed hash that says nothing of what it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Act(String);

/// Text that names no act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnAct;

impl std::fmt::Display for NotAnAct {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not an act: expected 43 characters of base64url")
    }
}

impl std::error::Error for NotAnAct {}

impl Act {
    /// Reads an act.
    ///
    /// # Errors
    /// [`NotAnAct`] if the text is not 43 characters of base64url.
    pub fn parse(text: &str) -> Result<Self, NotAnAct> {
        let known = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if text.len() == 43 && text.bytes().all(known) { Ok(Self(text.to_owned())) } else { Err(NotAnAct) }
    }

    /// The act as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Act {
    type Error = NotAnAct;
    fn try_from(text: String) -> Result<Self, NotAnAct> {
        Self::parse(&text)
    }
}

impl From<Act> for String {
    fn from(act: Act) -> Self {
        act.0
    }
}

/// The act that is to be proved for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofFor {
    /// The act, as the refusal named it.
    pub act: Act,
}

/// How this account can prove itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofWays {
    /// A challenge to the account's passkeys, if it has one.
    pub passkey: Option<PublicKeyOptions>,
    /// The code of an authenticator app together with the password.
    pub totp: bool,
    /// The password alone: only in the first half hour of a session that began with a recovery code, so that a person who has
    /// lost their passkey can add a new one.
    pub password: bool,
}

/// A proof for an act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofGiven {
    /// The act.
    pub act: Act,
    /// The proof.
    pub proof: Proof,
}

/// A proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// A passkey's answer to the challenge.
    Passkey(PasskeyAssertion),
    /// An authenticator app's code and the password.
    Totp {
        /// The six digits.
        code: TotpCode,
        /// The password.
        password: GivenPassword,
    },
    /// The password.
    Password(GivenPassword),
}

impl Sample for Act {
    fn sample() -> Self {
        Self("n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg".into())
    }
}

impl Sample for ProofFor {
    fn sample() -> Self {
        Self { act: Sample::sample() }
    }
}

impl Sample for ProofWays {
    fn sample() -> Self {
        Self { passkey: Some(Sample::sample()), totp: false, password: false }
    }
}

impl Sample for ProofGiven {
    fn sample() -> Self {
        Self { act: Sample::sample(), proof: Proof::Passkey(Sample::sample()) }
    }
}
