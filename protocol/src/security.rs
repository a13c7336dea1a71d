//! Security as its owner sees it: passkeys, recovery code, sessions, and who looked at the record.

use serde::{Deserialize, Serialize};

use crate::{
    Done,
    activation::NewPasskey,
    endpoint::{Nothing, endpoints},
    ids::{AccessId, PasskeyId, SessionId},
    sample::Sample,
    sign_in::PublicKeyOptions,
    time::Timestamp,
    words::{GivenPassword, PaperCode, PasskeyName},
};

endpoints! {
    /// Everything that the security page shows about signing in.
    GetSecurity {} = Get "/api/v1/security", SignedIn, Nothing => Security;
    /// Asks for a challenge to make one more passkey. Needs the password once more.
    StartAddPasskey {} = Post "/api/v1/security/passkeys/start", SignedIn, Confirmation => PublicKeyOptions;
    /// Hands in one more passkey.
    FinishAddPasskey {} = Post "/api/v1/security/passkeys/finish", SignedIn, NewPasskey => Security;
    /// Gives a passkey another name.
    RenamePasskey { /// Which one.
        passkey_id: PasskeyId } = Put "/api/v1/security/passkeys/{passkey_id}", SignedIn, PasskeyRename => Security;
    /// Removes a passkey, but never the last one. Needs the password once more.
    RemovePasskey { /// Which one.
        passkey_id: PasskeyId } = Post "/api/v1/security/passkeys/{passkey_id}/remove", SignedIn, Confirmation => Security;
    /// Makes a new recovery code; all earlier ones stop working. Needs the password once more.
    RenewRecoveryCode {} = Post "/api/v1/security/recovery-code", SignedIn, Confirmation => NewRecoveryCode;
    /// Ends one session.
    EndSession { /// Which one.
        session_id: SessionId } = Delete "/api/v1/security/sessions/{session_id}", SignedIn, Nothing => Security;
    /// Signs out everywhere, here too.
    SignOutEverywhere {} = Post "/api/v1/security/sign-out-everywhere", SignedIn, Nothing => Done;
    /// Who looked at the patient's record, newest first, at most 100 lines.
    ListAccess {} = Get "/api/v1/security/access", Patient, Nothing => AccessLog;
}

/// How this account signs in, and where it is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Security {
    /// The address to sign in with.
    pub email: String,
    /// The passkeys, oldest first.
    pub passkeys: Vec<Passkey>,
    /// How many recovery codes are unused.
    pub recovery_codes_left: u32,
    /// Where the account is signed in, newest use first.
    pub sessions: Vec<Session>,
}

/// One passkey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passkey {
    /// Its id here (not the credential's id).
    pub id: PasskeyId,
    /// The name its owner gave it.
    pub name: String,
    /// When it was added.
    pub added_at: Timestamp,
    /// When it was last used to sign in.
    pub last_used_at: Option<Timestamp>,
    /// Whether it is kept in step between devices by a password manager.
    pub synced: bool,
}

/// One place where the account is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The session.
    pub id: SessionId,
    /// The browser and system in words, for example "Chrome on Android".
    pub device: String,
    /// When it began.
    pub began_at: Timestamp,
    /// When it was last used.
    pub last_used_at: Timestamp,
    /// Whether it is the session that asks.
    pub current: bool,
}

/// The password once more, before a sensitive step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// The password.
    pub password: GivenPassword,
}

/// A passkey's new name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyRename {
    /// The name.
    pub name: PasskeyName,
}

/// A fresh recovery code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewRecoveryCode {
    /// The code. Shown this once.
    pub recovery_code: PaperCode,
}

/// Who looked at the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessLog {
    /// The lines, newest first.
    pub lines: Vec<AccessLine>,
}

/// One look at the record, or one change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessLine {
    /// The line's id.
    pub id: AccessId,
    /// When it happened.
    pub at: Timestamp,
    /// Who it was.
    pub actor: Actor,
    /// What was done.
    pub action: AccessAction,
}

/// Who acted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// The patient.
    You,
    /// A member of the care team.
    Staff {
        /// The whole name.
        name: String,
        /// The role.
        role: String,
    },
    /// The practice's own system, for example when records are imported.
    Practice,
}

/// What was done, as a closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccessAction {
    /// Opened the home page.
    ReadHome,
    /// Read the list of results.
    ReadResults,
    /// Read one result and its history.
    ReadResult,
    /// Read the vital signs.
    ReadVitals,
    /// Read the medicines.
    ReadMedications,
    /// Read the conditions.
    ReadConditions,
    /// Read the allergies.
    ReadAllergies,
    /// Read the immunizations.
    ReadImmunizations,
    /// Read the visits.
    ReadVisits,
    /// Read the list of conversations.
    ReadThreads,
    /// Read one conversation.
    ReadThread,
    /// Wrote a message.
    WroteMessage,
    /// Closed a conversation.
    ClosedThread,
    /// Opened the feedback page.
    ReadFeedback,
    /// Gave feedback.
    GaveFeedback,
    /// Read the access log.
    ReadAccessLog,
    /// Brought records in from a file.
    ImportedRecord,
    /// Sent an invitation to the portal.
    Invited,
}

impl AccessAction {
    /// All actions, in the order of the list.
    pub const ALL: [Self; 18] = [
        Self::ReadHome,
        Self::ReadResults,
        Self::ReadResult,
        Self::ReadVitals,
        Self::ReadMedications,
        Self::ReadConditions,
        Self::ReadAllergies,
        Self::ReadImmunizations,
        Self::ReadVisits,
        Self::ReadThreads,
        Self::ReadThread,
        Self::WroteMessage,
        Self::ClosedThread,
        Self::ReadFeedback,
        Self::GaveFeedback,
        Self::ReadAccessLog,
        Self::ImportedRecord,
        Self::Invited,
    ];

    /// The word that stands in the log's row and on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ReadHome => "read_home",
            Self::ReadResults => "read_results",
            Self::ReadResult => "read_result",
            Self::ReadVitals => "read_vitals",
            Self::ReadMedications => "read_medications",
            Self::ReadConditions => "read_conditions",
            Self::ReadAllergies => "read_allergies",
            Self::ReadImmunizations => "read_immunizations",
            Self::ReadVisits => "read_visits",
            Self::ReadThreads => "read_threads",
            Self::ReadThread => "read_thread",
            Self::WroteMessage => "wrote_message",
            Self::ClosedThread => "closed_thread",
            Self::ReadFeedback => "read_feedback",
            Self::GaveFeedback => "gave_feedback",
            Self::ReadAccessLog => "read_access_log",
            Self::ImportedRecord => "imported_record",
            Self::Invited => "invited",
        }
    }
}

impl Sample for Security {
    fn sample() -> Self {
        Self {
            email: "lina@example.org".into(),
            passkeys: Sample::sample(),
            recovery_codes_left: 1,
            sessions: Sample::sample(),
        }
    }
}

impl Sample for Passkey {
    fn sample() -> Self {
        Self {
            id: Sample::sample(),
            name: "My phone".into(),
            added_at: Sample::sample(),
            last_used_at: Sample::sample(),
            synced: true,
        }
    }
}

impl Sample for Session {
    fn sample() -> Self {
        Self {
            id: Sample::sample(),
            device: "Chrome on Android".into(),
            began_at: Sample::sample(),
            last_used_at: Sample::sample(),
            current: true,
        }
    }
}

impl Sample for Confirmation {
    fn sample() -> Self {
        Self { password: Sample::sample() }
    }
}

impl Sample for PasskeyRename {
    fn sample() -> Self {
        Self { name: Sample::sample() }
    }
}

impl Sample for NewRecoveryCode {
    fn sample() -> Self {
        Self { recovery_code: Sample::sample() }
    }
}

impl Sample for AccessLog {
    fn sample() -> Self {
        Self { lines: Sample::sample() }
    }
}

impl Sample for AccessLine {
    fn sample() -> Self {
        Self {
            id: Sample::sample(),
            at: Sample::sample(),
            actor: Actor::Staff { name: "Idris Kane".into(), role: "Nurse, diabetes clinic".into() },
            action: AccessAction::ReadThread,
        }
    }
}
