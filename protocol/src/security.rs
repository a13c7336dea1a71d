//! Security as its owner sees it: passkeys, recovery code, sessions, and who looked at the record.

use serde::{Deserialize, Serialize};

use crate::{
    Done,
    activation::NewPasskey,
    endpoint::{Nothing, endpoints},
    ids::{AccessId, PasskeyId, SessionId},
    recovery::PendingReset,
    sample::Sample,
    sign_in::{PublicKeyOptions, TotpStep},
    time::Timestamp,
    words::{GivenPassword, NewPassword, PaperCode, PasskeyName, TimeZoneName},
};

endpoints! {
    /// Everything that the security page shows about signing in.
    GetSecurity {} = Get "/api/v1/security", SignedIn, Nothing => Security;
    /// Asks for a challenge to make one more passkey.
    StartAddPasskey {} = Post "/api/v1/security/passkeys/start", SignedIn + FreshProof, PasskeyPlace => PublicKeyOptions;
    /// Hands in one more passkey.
    FinishAddPasskey {} = Post "/api/v1/security/passkeys/finish", SignedIn, NewPasskey => Security;
    /// Gives a passkey another name.
    RenamePasskey { /// Which one.
        passkey_id: PasskeyId } = Put "/api/v1/security/passkeys/{passkey_id}", SignedIn, PasskeyRename => Security;
    /// Removes a passkey, but never the last way in. Sessions that began with it end.
    RemovePasskey { /// Which one.
        passkey_id: PasskeyId } = Post "/api/v1/security/passkeys/{passkey_id}/remove", SignedIn + FreshProof, Nothing => Security;
    /// Makes a new recovery code; all earlier ones stop working. Needs the password as well.
    RenewRecoveryCode {} = Post "/api/v1/security/recovery-code", SignedIn + FreshProof, Confirmation => NewRecoveryCode;
    /// Sets another password. All other sessions end.
    ChangePassword {} = Post "/api/v1/security/password", SignedIn + FreshProof, PasswordChange => Security;
    /// Begins to set up an authenticator app.
    StartTotp {} = Post "/api/v1/security/totp/start", SignedIn + FreshProof, Nothing => TotpSetup;
    /// Hands in the app's first code: from now on it can be used to sign in.
    FinishTotp {} = Post "/api/v1/security/totp/finish", SignedIn, TotpStep => Security;
    /// Removes the authenticator app, but never the last way in.
    RemoveTotp {} = Post "/api/v1/security/totp/remove", SignedIn + FreshProof, Nothing => Security;
    /// Ends one session.
    EndSession { /// Which one.
        session_id: SessionId } = Delete "/api/v1/security/sessions/{session_id}", SignedIn, Nothing => Security;
    /// Ends all sessions but this one.
    EndOtherSessions {} = Post "/api/v1/security/sessions/end-others", SignedIn + FreshProof, Nothing => Security;
    /// Signs out everywhere, here too.
    SignOutEverywhere {} = Post "/api/v1/security/sign-out-everywhere", SignedIn + FreshProof, Nothing => Done;
    /// Who looked at the patient's record, newest first, at most 100 lines at a time.
    SearchAccess {} = Post "/api/v1/security/access/search", Patient, AccessQuery => AccessLog;
    /// The whole log, to be kept by its owner.
    ExportAccess {} = Post "/api/v1/security/access/export", Patient + FreshProof, Nothing => AccessLog;
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
    /// The authenticator app, if there is one.
    pub totp: Option<Totp>,
    /// When the password was set.
    pub password_set_at: Option<Timestamp>,
    /// Where the account is signed in, newest use first.
    pub sessions: Vec<Session>,
    /// What a password manager is to be told, so that it offers exactly these passkeys.
    pub known: KnownCredentials,
    /// A reset of this account that somebody has begun.
    pub reset: Option<PendingReset>,
}

/// An authenticator app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totp {
    /// When it was set up.
    pub added_at: Timestamp,
    /// When it was last used.
    pub last_used_at: Option<Timestamp>,
}

/// What `PublicKeyCredential.signalAllAcceptedCredentials` takes (Web Authentication Level 3, section 5.1.10.3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownCredentials {
    /// The relying party's id: the portal's host name.
    pub rp_id: String,
    /// The account's user handle, base64url.
    pub user_id: String,
    /// The credentials' ids, base64url.
    pub credential_ids: Vec<String>,
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
    /// When it was last used.
    pub last_used_at: Option<Timestamp>,
    /// In which browser.
    pub last_used_on: Option<Device>,
    /// Whether it is kept in step between devices by a password manager.
    pub synced: bool,
    /// Who keeps it, for example "iCloud Keychain", where the passkey says so. Nobody vouches for it.
    pub provider: Option<String>,
    /// Whether it opens nothing any more, because a copy of it seems to be in use.
    pub suspended: bool,
}

/// A browser and the system it runs on, by their own names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// The browser, for example "Chrome".
    pub browser: Option<String>,
    /// The system, for example "Android".
    pub system: Option<String>,
}

/// One place where the account is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The session.
    pub id: SessionId,
    /// The browser and its system.
    pub device: Device,
    /// The time zone that the browser was set to. The portal keeps no network addresses of sessions.
    pub time_zone: Option<TimeZoneName>,
    /// Whether it was last used in the same network as the session that asks.
    pub same_network: bool,
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

/// Where a new passkey is to live.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyPlace {
    /// Where.
    pub place: Place,
}

/// Where a passkey lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// On this phone or computer, or in its password manager.
    ThisDevice,
    /// On a security key.
    SecurityKey,
}

/// Another password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordChange {
    /// The password of before.
    pub current: GivenPassword,
    /// The new one.
    pub password: NewPassword,
}

/// What an authenticator app needs. Shown this once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TotpSetup {
    /// The secret in base 32, in groups of four, for typing.
    pub secret: String,
    /// The same as a link that opens an app on this device (Google Authenticator key URI format).
    pub uri: String,
    /// The link as a QR code: its width in modules, without the quiet zone.
    pub qr_width: u32,
    /// Its dark modules as the path of an SVG of that width, one unit a module.
    pub qr_path: String,
}

/// A fresh recovery code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewRecoveryCode {
    /// The code. Shown this once.
    pub recovery_code: PaperCode,
}

/// Which lines of the access log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessQuery {
    /// Who acted; `None` for everyone.
    #[serde(default)]
    pub who: Option<ActorKind>,
    /// Only what others did: the care team and the practice's system. What one comes for; one's own visits would bury it.
    #[serde(default)]
    pub others: bool,
    /// From this moment on. Days are those of whoever asks.
    #[serde(default)]
    pub from: Option<Timestamp>,
    /// Only before this moment.
    #[serde(default)]
    pub until: Option<Timestamp>,
    /// For the next page: the number of the last line so far. Only lines that come after it in the list follow.
    #[serde(default)]
    pub before: Option<u64>,
}

/// The kinds of [`Actor`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActorKind {
    /// The patient.
    You,
    /// The care team.
    Staff,
    /// The practice's own system.
    Practice,
}

impl ActorKind {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Staff, Self::You, Self::Practice];

    /// The word that stands in the log's row and that the line's hash covers; on the wire the patient is "you".
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::You => "patient",
            Self::Staff => "staff",
            Self::Practice => "practice",
        }
    }
}

/// Who looked at the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessLog {
    /// The lines, newest first.
    pub lines: Vec<AccessLine>,
    /// Lines among them that hold what is never written, newest first.
    pub unreadable: Vec<UnreadableLine>,
    /// Whether there are older ones.
    pub more: bool,
}

impl AccessLog {
    /// All of them, newest first.
    #[must_use]
    pub fn entries(self) -> Vec<AccessEntry> {
        let readable = self.lines.into_iter().map(AccessEntry::Line);
        let mut entries: Vec<_> = readable.chain(self.unreadable.into_iter().map(AccessEntry::Unreadable)).collect();
        entries.sort_by_key(|entry| std::cmp::Reverse((entry.at(), entry.number())));
        entries
    }
}

/// A line as it stands in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccessEntry {
    /// One that says what was done.
    Line(AccessLine),
    /// One that cannot be read.
    Unreadable(UnreadableLine),
}

impl AccessEntry {
    /// When it happened.
    #[must_use]
    pub const fn at(&self) -> Timestamp {
        match self {
            Self::Line(line) => line.at,
            Self::Unreadable(line) => line.at,
        }
    }

    /// The line's number in this patient's log.
    #[must_use]
    pub const fn number(&self) -> u64 {
        match self {
            Self::Line(line) => line.number,
            Self::Unreadable(line) => line.number,
        }
    }
}

/// A line that holds what the program never writes: somebody changed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreadableLine {
    /// The line's number in this patient's log, or 0 where that is none.
    pub number: u64,
    /// When it is said to have happened.
    pub at: Timestamp,
}

/// One look at the record, or one change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessLine {
    /// The line's id.
    pub id: AccessId,
    /// The line's number in this patient's log, from 1.
    pub number: u64,
    /// When it happened.
    pub at: Timestamp,
    /// Who it was, by name and role as they were then.
    pub actor: Actor,
    /// What was done.
    pub action: AccessAction,
    /// Why.
    pub reason: AccessReason,
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
    /// Looked the patient up.
    LookedUp,
    /// Began to reset the patient's account.
    BeganReset,
    /// Confirmed a reset of the patient's account.
    ConfirmedReset,
    /// Stopped a reset of the patient's account.
    StoppedReset,
    /// Took the whole access log away as a file.
    ExportedAccessLog,
}

/// Why something was done, as a closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccessReason {
    /// The patient's own use of the portal.
    OwnUse,
    /// To answer messages.
    Answering,
    /// To read what patients say of their visits.
    Feedback,
    /// To keep the record up to date.
    RecordKeeping,
    /// To help somebody back in who has lost every way in.
    Recovery,
}

impl AccessReason {
    /// All reasons, in the order of the list.
    pub const ALL: [Self; 5] = [Self::OwnUse, Self::Answering, Self::Feedback, Self::RecordKeeping, Self::Recovery];

    /// The word that stands in the log's row and on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OwnUse => "own_use",
            Self::Answering => "answering",
            Self::Feedback => "feedback",
            Self::RecordKeeping => "record_keeping",
            Self::Recovery => "recovery",
        }
    }
}

impl AccessAction {
    /// All actions, in the order of the list.
    pub const ALL: [Self; 23] = [
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
        Self::LookedUp,
        Self::BeganReset,
        Self::ConfirmedReset,
        Self::StoppedReset,
        Self::ExportedAccessLog,
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
            Self::LookedUp => "looked_up",
            Self::BeganReset => "began_reset",
            Self::ConfirmedReset => "confirmed_reset",
            Self::StoppedReset => "stopped_reset",
            Self::ExportedAccessLog => "exported_access_log",
        }
    }
}

impl Sample for Security {
    fn sample() -> Self {
        Self {
            email: "lina@example.org".into(),
            passkeys: Sample::sample(),
            recovery_codes_left: 1,
            totp: None,
            password_set_at: Sample::sample(),
            sessions: Sample::sample(),
            known: Sample::sample(),
            reset: None,
        }
    }
}

impl Sample for KnownCredentials {
    fn sample() -> Self {
        Self {
            rp_id: "localhost".into(),
            user_id: "AZLwwSs8fe-KkBI0VniQqw".into(),
            credential_ids: vec!["AQIDBA".into()],
        }
    }
}

impl Sample for Device {
    fn sample() -> Self {
        Self { browser: Some("Chrome".into()), system: Some("Android".into()) }
    }
}

impl Sample for PasskeyPlace {
    fn sample() -> Self {
        Self { place: Place::ThisDevice }
    }
}

impl Sample for PasswordChange {
    fn sample() -> Self {
        Self { current: Sample::sample(), password: Sample::sample() }
    }
}

impl Sample for TotpSetup {
    fn sample() -> Self {
        Self {
            secret: "JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP".into(),
            uri: "otpauth://totp/North%20Clinic:lina%40example.org?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP".into(),
            qr_width: 21,
            qr_path: "M0 0h7v1h-7z".into(),
        }
    }
}

impl Sample for AccessQuery {
    fn sample() -> Self {
        Self { who: Some(ActorKind::Staff), others: false, from: None, until: None, before: None }
    }
}

impl Sample for Passkey {
    fn sample() -> Self {
        Self {
            id: Sample::sample(),
            name: "My phone".into(),
            added_at: Sample::sample(),
            last_used_at: Sample::sample(),
            last_used_on: Sample::sample(),
            synced: true,
            provider: Some("Google Password Manager".into()),
            suspended: false,
        }
    }
}

impl Sample for Session {
    fn sample() -> Self {
        Self {
            id: Sample::sample(),
            device: Sample::sample(),
            time_zone: Sample::sample(),
            same_network: true,
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
        Self { lines: Sample::sample(), unreadable: Vec::new(), more: false }
    }
}

impl Sample for AccessLine {
    fn sample() -> Self {
        Self {
            id: Sample::sample(),
            number: 7,
            at: Sample::sample(),
            actor: Actor::Staff { name: "Idris Kane".into(), role: "Nurse, diabetes clinic".into() },
            action: AccessAction::ReadThread,
            reason: AccessReason::Answering,
        }
    }
}
