//! What the portal says when something did not work: a sentence of the catalogue for each code, reason and error.

use salus_protocol::{ApiError, ErrorCode, words::Reason};

use crate::{browser::passkeys::PasskeyError, client::ClientError, plural, text};

/// The sentence for a failed call.
#[must_use]
pub fn of(error: &ClientError) -> String {
    match error {
        ClientError::Offline => text!(errors.offline).into(),
        ClientError::Unreadable => text!(errors.unreadable).into(),
        ClientError::Refused(error) => refusal(error),
    }
}

/// The number to tell the practice, for faults that only the operator can find.
#[must_use]
pub fn request_id(error: &ClientError) -> Option<String> {
    match error {
        ClientError::Refused(error) if error.code == ErrorCode::Internal && !error.request_id.is_empty() => {
            Some(text!(errors.request_id, id = error.request_id.as_str()))
        }
        _ => None,
    }
}

fn refusal(error: &ApiError) -> String {
    if let (ErrorCode::TooManyAttempts, Some(seconds)) = (error.code, error.retry_after_seconds) {
        return plural!(seconds, errors.too_many_attempts_wait);
    }
    code(error.code).into()
}

/// The sentence for a code.
#[must_use]
pub fn code(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::InvalidRequest => text!(errors.invalid_request),
        ErrorCode::InvalidFields => text!(errors.invalid_fields),
        ErrorCode::NotSignedIn => text!(errors.not_signed_in),
        ErrorCode::Locked => text!(errors.locked),
        ErrorCode::CodeNotAccepted => text!(errors.code_not_accepted),
        ErrorCode::PasswordStopped => text!(errors.password_stopped),
        ErrorCode::ProofNeeded => text!(errors.proof_needed),
        ErrorCode::AlreadyAsked => text!(errors.already_asked),
        ErrorCode::WrongCredentials => text!(errors.wrong_credentials),
        ErrorCode::SecondStepEnded => text!(errors.second_step_ended),
        ErrorCode::PasskeyNotAccepted => text!(errors.passkey_not_accepted),
        ErrorCode::CeremonyEnded => text!(errors.ceremony_ended),
        ErrorCode::PasskeyAlreadyAdded => text!(errors.passkey_already_added),
        ErrorCode::LastPasskey => text!(errors.last_passkey),
        ErrorCode::RecoveryCodeNotAccepted => text!(errors.recovery_code_not_accepted),
        ErrorCode::InvitationNotValid => text!(errors.invitation_not_valid),
        ErrorCode::ResetNotReady => text!(errors.reset_not_ready),
        ErrorCode::SecondPersonNeeded => text!(errors.second_person_needed),
        ErrorCode::WrongPassword => text!(errors.wrong_password),
        ErrorCode::NotAllowed => text!(errors.not_allowed),
        ErrorCode::ForeignRequest => text!(errors.foreign_request),
        ErrorCode::NotFound => text!(errors.not_found),
        ErrorCode::AlreadyAnswered => text!(errors.already_answered),
        ErrorCode::ThreadClosed => text!(errors.thread_closed),
        ErrorCode::TooLarge => text!(errors.too_large),
        ErrorCode::TooManyAttempts => text!(errors.too_many_attempts),
        ErrorCode::Busy => text!(errors.busy),
        ErrorCode::Internal => text!(errors.internal),
    }
}

/// The sentence for a field that breaks a rule. `what` names the field in the middle of a sentence: "your password".
#[must_use]
pub fn reason(reason: Reason, what: &str) -> String {
    match reason {
        Reason::Empty => text!(errors.empty, what = what),
        Reason::TooShort { min } => text!(errors.too_short, what = what, min = min),
        Reason::TooLong { max } => text!(errors.too_long, what = what, max = max),
        Reason::Malformed => text!(errors.malformed, what = what),
        Reason::TooCommon => text!(errors.too_common).into(),
        Reason::ContainsYourDetails => text!(errors.contains_your_details).into(),
        Reason::UnreadableCharacters => text!(errors.unreadable_characters, what = what),
    }
}

/// The reason that the server gave for one field, if it refused that field.
#[must_use]
pub fn refused_field(error: &ClientError, field: &str) -> Option<Reason> {
    match error {
        ClientError::Refused(error) => {
            error.fields.iter().find(|refused| refused.field == field).map(|refused| refused.reason)
        }
        _ => None,
    }
}

/// The sentence for a passkey that could not be added.
#[must_use]
pub fn passkey(error: PasskeyError) -> &'static str {
    match error {
        PasskeyError::Cancelled => text!(errors.passkey_cancelled),
        PasskeyError::AlreadyAdded => text!(errors.passkey_already_here),
        PasskeyError::Unsupported => text!(errors.passkey_unsupported),
        PasskeyError::Other => text!(errors.passkey_other),
    }
}

/// The sentence for a passkey that was asked for and not given. It may lie on another device than the one that asks: then the
/// browser's own window leads there.
#[must_use]
pub fn passkey_asked(error: PasskeyError) -> &'static str {
    match error {
        PasskeyError::Cancelled => text!(errors.passkey_not_given),
        other => passkey(other),
    }
}
