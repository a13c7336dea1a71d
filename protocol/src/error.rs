//! The one error envelope: a code for the program, a sentence for the person, an id for the operator.

use serde::{Deserialize, Serialize};

use crate::{proof::Act, sample::Sample, words::Reason};

/// Every way in which the API can refuse, as a closed list. The HTTP status is [`ErrorCode::status`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// The request could not be read: not JSON, or not the JSON that this operation takes.
    InvalidRequest,
    /// One or more fields break a rule; `fields` says which and why.
    InvalidFields,
    /// Nobody is signed in, or the session has ended.
    NotSignedIn,
    /// The session has locked itself and waits for its owner.
    Locked,
    /// The e-mail address and the password do not belong together. Never tells which of the two is wrong.
    WrongCredentials,
    /// The time for the second step is over, or there was no first step.
    SecondStepEnded,
    /// The passkey's answer was not accepted.
    PasskeyNotAccepted,
    /// The passkey dialog or the setting up of an app took too long, or was answered already; it has to be started again.
    CeremonyEnded,
    /// This passkey is on the account already.
    PasskeyAlreadyAdded,
    /// The last passkey cannot be removed.
    LastPasskey,
    /// The recovery code was not accepted: unknown, or used before.
    RecoveryCodeNotAccepted,
    /// The code from the authenticator app or from the e-mail was not accepted.
    CodeNotAccepted,
    /// After very many wrong attempts the password of this address opens nothing any more, whether there is such an account or
    /// not; a new invitation sets a new one.
    PasswordStopped,
    /// This step takes a fresh proof; `act` names what is to be proved for.
    ProofNeeded,
    /// Somebody has asked for this already.
    AlreadyAsked,
    /// The invitation is unknown, used or out of date, or the date of birth does not match. Never tells which.
    InvitationNotValid,
    /// The code of a reset is right, but its day of waiting is not over; `retry_after_seconds` says how long to wait.
    ResetNotReady,
    /// The second member of the care team must be somebody else than the first.
    SecondPersonNeeded,
    /// The password given to confirm a sensitive step is wrong.
    WrongPassword,
    /// Signed in, but not allowed to do this.
    NotAllowed,
    /// The request did not come from the portal's own pages.
    ForeignRequest,
    /// There is no such thing, or it is somebody else's.
    NotFound,
    /// The feedback for this visit was given already.
    AlreadyAnswered,
    /// The conversation is closed.
    ThreadClosed,
    /// The body is larger than the operation takes.
    TooLarge,
    /// Too many attempts; `retry_after_seconds` says how long to wait.
    TooManyAttempts,
    /// The server has too much to do right now.
    Busy,
    /// Something broke on the server. The cause stands in its log under the request id.
    Internal,
}

impl ErrorCode {
    /// All codes, in the order of the list.
    pub const ALL: [Self; 28] = [
        Self::InvalidRequest,
        Self::InvalidFields,
        Self::NotSignedIn,
        Self::Locked,
        Self::WrongCredentials,
        Self::SecondStepEnded,
        Self::PasskeyNotAccepted,
        Self::CeremonyEnded,
        Self::PasskeyAlreadyAdded,
        Self::LastPasskey,
        Self::RecoveryCodeNotAccepted,
        Self::CodeNotAccepted,
        Self::PasswordStopped,
        Self::ProofNeeded,
        Self::AlreadyAsked,
        Self::InvitationNotValid,
        Self::ResetNotReady,
        Self::SecondPersonNeeded,
        Self::WrongPassword,
        Self::NotAllowed,
        Self::ForeignRequest,
        Self::NotFound,
        Self::AlreadyAnswered,
        Self::ThreadClosed,
        Self::TooLarge,
        Self::TooManyAttempts,
        Self::Busy,
        Self::Internal,
    ];

    /// The HTTP status that goes with the code.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::InvalidRequest => 400,
            Self::InvalidFields => 422,
            Self::NotSignedIn
            | Self::Locked
            | Self::WrongCredentials
            | Self::SecondStepEnded
            | Self::PasskeyNotAccepted
            | Self::RecoveryCodeNotAccepted
            | Self::CodeNotAccepted => 401,
            Self::WrongPassword
            | Self::PasswordStopped
            | Self::ProofNeeded
            | Self::ResetNotReady
            | Self::SecondPersonNeeded
            | Self::NotAllowed
            | Self::ForeignRequest => 403,
            Self::NotFound => 404,
            Self::PasskeyAlreadyAdded
            | Self::LastPasskey
            | Self::AlreadyAnswered
            | Self::ThreadClosed
            | Self::AlreadyAsked => 409,
            Self::CeremonyEnded | Self::InvitationNotValid => 410,
            Self::TooLarge => 413,
            Self::TooManyAttempts => 429,
            Self::Internal => 500,
            Self::Busy => 503,
        }
    }

    /// A sentence for the person, in English, that says what happened and what to do next. The portal shows its own
    /// sentence in the reader's language for each code; this one is for everyone else who meets the API.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::InvalidRequest => "We could not read this request. Load the page again and try once more.",
            Self::InvalidFields => "Something needs to be changed before we can save it. See the notes at the fields.",
            Self::NotSignedIn => "You are signed out. Sign in to go on.",
            Self::Locked => "The portal has locked itself while you were away. Unlock it to go on.",
            Self::WrongCredentials => "The email address and the password do not match. Check both and try again.",
            Self::SecondStepEnded => "The time for this step is over. Start again with your password.",
            Self::PasskeyNotAccepted => "We could not confirm this passkey. Try again or use a recovery code.",
            Self::CeremonyEnded => "That took too long. Nothing was changed. Try again.",
            Self::PasskeyAlreadyAdded => "This passkey is on your account already. You can use it to sign in.",
            Self::LastPasskey => {
                "This is your last way in. Add another passkey or make a recovery code first, then remove this one."
            }
            Self::RecoveryCodeNotAccepted => "This recovery code does not work. Check it or use another one.",
            Self::CodeNotAccepted => "This code does not work. Check it, or ask for a new one.",
            Self::PasswordStopped => {
                "There were very many wrong attempts, so this password opens nothing any more. Ask your practice for a new invitation."
            }
            Self::ProofNeeded => "This step needs your passkey once more. Confirm that it is you, then go on.",
            Self::AlreadyAsked => "Somebody has begun this already. See the list of those who wait.",
            Self::InvitationNotValid => {
                "This invitation does not work. Check what you typed. If you have used it already, sign in. If not, ask your practice for a new one."
            }
            Self::ResetNotReady => "This code is right, but its time of waiting is not over. Come back when it is.",
            Self::SecondPersonNeeded => "A second person has to confirm this. Ask a colleague.",
            Self::WrongPassword => "This password is not right. Check it and try again.",
            Self::NotAllowed => "Your account cannot do this. Ask your practice if you think it should.",
            Self::ForeignRequest => "This request did not come from the portal. Open the portal and try again.",
            Self::NotFound => "We could not find this. Go back and choose again.",
            Self::AlreadyAnswered => "You have answered this already. Thank you.",
            Self::ThreadClosed => "This conversation is closed. Start a new message to go on.",
            Self::TooLarge => "This is too large to send. Make it shorter and try again.",
            Self::TooManyAttempts => "There were too many attempts. Wait a little, then try again.",
            Self::Busy => "Many people are using the portal right now. Try again in a moment.",
            Self::Internal => "Something broke on our side. Nothing of yours is lost. Try again in a moment.",
        }
    }
}

/// One field that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field's name in the body.
    pub field: String,
    /// Why it was refused.
    pub reason: Reason,
}

/// The envelope of every refusal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiError {
    /// What happened, for the program.
    pub code: ErrorCode,
    /// What happened and what to do next, for the person.
    pub message: String,
    /// Under which id the operator finds the request.
    pub request_id: String,
    /// Fields that break a rule; empty for all codes but [`ErrorCode::InvalidFields`].
    #[serde(default)]
    pub fields: Vec<FieldError>,
    /// How many seconds to wait before the next attempt, with [`ErrorCode::TooManyAttempts`] and
    /// [`ErrorCode::Busy`].
    #[serde(default)]
    pub retry_after_seconds: Option<u32>,
    /// What a fresh proof is to be given for, with [`ErrorCode::ProofNeeded`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<Act>,
}

impl Sample for ApiError {
    fn sample() -> Self {
        Self {
            code: ErrorCode::InvalidFields,
            message: ErrorCode::InvalidFields.sentence().into(),
            request_id: "0192f0c1-2b3c-7def-8a90-1234567890ab".into(),
            fields: vec![FieldError { field: "body".into(), reason: Reason::TooLong { max: 10_000 } }],
            retry_after_seconds: None,
            act: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_status_of_refusal_and_a_sentence_with_a_next_step() {
        for code in ErrorCode::ALL {
            assert!((400..=599).contains(&code.status()), "{code:?}");
            assert!(code.sentence().ends_with('.') && !code.sentence().contains('!'), "{code:?}");
            assert!(code.sentence().matches('.').count() >= 2, "{code:?} names no next step");
        }
    }
}
