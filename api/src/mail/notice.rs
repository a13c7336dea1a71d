//! What is told: a word from a closed list, when, and in which browser. Never health data.

use salus_protocol::{security::Device, time::Timestamp};
use serde::{Deserialize, Serialize};

/// What a mail is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Somebody signed in with a browser that the account has not seen before.
    NewDevice,
    /// A passkey was added.
    PasskeyAdded,
    /// A passkey was removed.
    PasskeyRemoved,
    /// A passkey was stopped, because a copy of it may be in use.
    PasskeyStopped,
    /// The password was changed by somebody who was signed in.
    PasswordChanged,
    /// The password was forgotten, and a new one was set.
    PasswordRecovered,
    /// A recovery code was used to sign in.
    RecoveryCodeUsed,
    /// A new recovery code took the place of the earlier ones.
    RecoveryCodeRenewed,
    /// An authenticator app was added.
    AppAdded,
    /// The authenticator app was removed.
    AppRemoved,
    /// The account was made active with an invitation.
    Activated,
    /// A member of the care team has begun a reset.
    ResetBegun,
    /// A second one has confirmed it.
    ResetConfirmed,
    /// A reset is still on its way.
    ResetWaits,
    /// A reset was stopped.
    ResetStopped,
    /// A reset was used.
    ResetUsed,
    /// The code for a new password.
    MailedCode,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::NewDevice,
        Self::PasskeyAdded,
        Self::PasskeyRemoved,
        Self::PasskeyStopped,
        Self::PasswordChanged,
        Self::PasswordRecovered,
        Self::RecoveryCodeUsed,
        Self::RecoveryCodeRenewed,
        Self::AppAdded,
        Self::AppRemoved,
        Self::Activated,
        Self::ResetBegun,
        Self::ResetConfirmed,
        Self::ResetWaits,
        Self::ResetStopped,
        Self::ResetUsed,
        Self::MailedCode,
    ];

    /// What its reader is to do if it was not they.
    #[must_use]
    pub const fn next(self) -> Next {
        match self {
            Self::NewDevice
            | Self::PasskeyAdded
            | Self::PasskeyRemoved
            | Self::PasswordChanged
            | Self::RecoveryCodeUsed
            | Self::RecoveryCodeRenewed
            | Self::AppAdded
            | Self::AppRemoved => Next::Secure,
            Self::PasskeyStopped => Next::Replace,
            Self::PasswordRecovered | Self::Activated | Self::ResetUsed => Next::Call,
            Self::ResetBegun | Self::ResetConfirmed | Self::ResetWaits => Next::Stop,
            Self::ResetStopped => Next::ComeIn,
            Self::MailedCode => Next::Leave,
        }
    }
}

/// What the reader of a mail is to do, mostly if it was not they.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Next {
    /// Sign out everywhere and choose a new password.
    Secure,
    /// Put another passkey in the place of the one that was stopped.
    Replace,
    /// Call the practice: somebody else may hold the account.
    Call,
    /// Stop the reset with the link in the mail.
    Stop,
    /// Come to the practice, if the reset was wanted.
    ComeIn,
    /// Nothing.
    Leave,
}

impl Next {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Secure, Self::Replace, Self::Call, Self::Stop, Self::ComeIn, Self::Leave];
}

/// Something to be told. It may hold a code, so it cannot be printed.
#[derive(Clone, Serialize, Deserialize)]
pub struct Notice {
    /// What it is about.
    pub kind: Kind,
    /// When it happened.
    pub at: Timestamp,
    /// In which browser, where that says something.
    pub device: Option<Device>,
    /// The time zone of the reader, where it is known.
    pub zone: Option<String>,
    /// The code for a new password, or the one in the link that stops a reset.
    pub code: Option<String>,
    /// From when on a reset opens the account.
    pub opens_at: Option<Timestamp>,
}

impl Notice {
    /// Something that happened in a browser.
    #[must_use]
    pub fn of(kind: Kind, at: Timestamp, device: &Device) -> Self {
        Self { kind, at, device: Some(device.clone()), zone: None, code: None, opens_at: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_read_back_from_its_word() {
        for kind in Kind::ALL {
            let word = serde_json::to_string(&kind).unwrap_or_default();
            assert_eq!(serde_json::from_str::<Kind>(&word).ok(), Some(kind), "{word}");
        }
    }
}
