//! Ways back in: a forgotten password with a passkey and a code by mail, and a reset that two members of the care team vouch for.
//!
//! A forgotten password takes two proofs of different kinds: the code that was mailed, and a passkey of the account (NIST SP
//! 800-63B-4, section 4.2). Mail alone opens nothing. Who has lost everything is proved anew by the practice: two members of the
//! care team, a day of waiting with notices to every address that is known, and a link with which the owner stops it.

use serde::{Deserialize, Serialize};

use crate::{
    Done,
    endpoint::{Nothing, endpoints},
    ids::{PatientId, ResetId},
    sample::Sample,
    session::CurrentSession,
    sign_in::{PasskeyAssertion, PublicKeyOptions},
    time::{Day, Timestamp},
    words::{EmailAddress, LookupValue, MailedCode, NewPassword, PaperCode},
};

endpoints! {
    /// Asks for a code by mail. Answers the same, in the same time, whether or not there is such an account. A cookie opens the
    /// next step for half an hour and nothing else.
    AskForCode {} = Post "/api/v1/recovery/code/ask", Public, ForgottenPassword => Done;
    /// Hands in the code that was mailed. Five wrong ones end it. On success the cookie opens the last steps.
    GiveMailedCode {} = Post "/api/v1/recovery/code/give", Public, MailedCodeStep => Done;
    /// Asks for a challenge to the account's passkeys.
    StartRecoveryPasskey {} = Post "/api/v1/recovery/passkey/start", Recovery, Nothing => PublicKeyOptions;
    /// The passkey's answer, and the new password. All other sessions end, and the session begins.
    FinishRecovery {} = Post "/api/v1/recovery/finish", Recovery, RecoveredPassword => CurrentSession;
    /// Stops a reset with the code from the link that was mailed. The same answer for a code that is unknown, used or late.
    StopResetByLink {} = Post "/api/v1/recovery/reset/stop", Public, StopCode => Done;
    /// Stops a reset of one's own account, from a place where one is still signed in.
    StopMyReset {} = Post "/api/v1/security/reset/stop", SignedIn, Nothing => Done;

    /// Looks for a patient who has lost every way in. Finds only what matches exactly; each patient found is a line in their log.
    FindPatient {} = Post "/api/v1/staff/resets/find", Staff, PatientLookup => FoundPatients;
    /// The resets that wait, and those of the last 30 days.
    ListResets {} = Get "/api/v1/staff/resets", Staff, Nothing => Resets;
    /// Begins a reset: the first of two. Notices go out at once.
    StartReset {} = Post "/api/v1/staff/resets", Staff + FreshProof, ResetRequest => Resets;
    /// Confirms a reset: the second of two, somebody else than the first. The code opens the account a day later.
    ConfirmReset { /// Which one.
        reset_id: ResetId } = Post "/api/v1/staff/resets/{reset_id}/confirm", Staff + FreshProof, ResetConfirmation => ConfirmedReset;
    /// Stops a reset.
    StopReset { /// Which one.
        reset_id: ResetId } = Post "/api/v1/staff/resets/{reset_id}/stop", Staff, Nothing => Resets;
}

/// How long a mailed code is good, in seconds: half an hour.
pub const MAILED_CODE_SECONDS: u32 = 30 * 60;
/// How long a reset waits after its confirmation before its code opens anything, in seconds: a day.
pub const RESET_WAIT_SECONDS: u32 = 24 * 60 * 60;
/// How long the code of a reset is good after the wait, in seconds: a week.
pub const RESET_OPEN_SECONDS: u32 = 7 * 24 * 60 * 60;

/// Whose password was forgotten.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForgottenPassword {
    /// The address the account was made with.
    pub email: EmailAddress,
}

/// The code that was mailed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailedCodeStep {
    /// The eight digits.
    pub code: MailedCode,
}

/// The last step of a forgotten password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveredPassword {
    /// The passkey's answer.
    pub passkey: PasskeyAssertion,
    /// The new password.
    pub password: NewPassword,
}

/// The code from the link with which a reset is stopped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopCode {
    /// The code.
    pub code: PaperCode,
}

/// By what a patient is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LookupBy {
    /// The number of the medical record.
    RecordNumber,
    /// The telephone number.
    Telephone,
    /// The e-mail address.
    Email,
}

impl LookupBy {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::RecordNumber, Self::Telephone, Self::Email];
}

/// Whom to look for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatientLookup {
    /// By what.
    pub by: LookupBy,
    /// The value, whole: parts find nothing.
    pub value: LookupValue,
}

/// Patients who match.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundPatients {
    /// At most ten.
    pub patients: Vec<FoundPatient>,
}

/// A patient who matches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundPatient {
    /// The patient.
    pub id: PatientId,
    /// The whole name.
    pub name: String,
    /// The date of birth, to be compared with what the person shows.
    pub born: Option<Day>,
    /// Whether there is an account that can be reset.
    pub account: bool,
    /// Whether a reset has begun already.
    pub waiting: bool,
}

/// How the person proved who they are, in front of a member of the care team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proofing {
    /// They showed an identity document with a photograph.
    Document,
    /// Somebody who has known them for a long time recognised them, here in the practice.
    Known,
}

impl Proofing {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Document, Self::Known];

    /// The word that stands in the row and on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Known => "known",
        }
    }
}

/// A reset to be begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResetRequest {
    /// For whom.
    pub patient_id: PatientId,
    /// How the person was proved.
    pub proofing: Proofing,
}

/// What the second member of the care team saw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResetConfirmation {
    /// How the person was proved.
    pub proofing: Proofing,
}

/// A reset that two members of the care team have vouched for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmedReset {
    /// The reset.
    pub reset: Reset,
    /// The link for the patient, on paper: it opens once the wait is over, with the date of birth. Shown this once.
    pub link: String,
    /// The code in the link, for typing.
    pub code: PaperCode,
}

/// Resets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resets {
    /// Newest first, at most 100.
    pub resets: Vec<Reset>,
}

/// One reset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reset {
    /// The reset.
    pub id: ResetId,
    /// For whom, by whole name.
    pub patient: String,
    /// The first member of the care team, by name.
    pub begun_by: String,
    /// Whether the first was the one who asks now, who therefore cannot be the second.
    pub begun_by_me: bool,
    /// When it began.
    pub begun_at: Timestamp,
    /// How far it is.
    pub state: ResetState,
}

/// How far a reset is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResetState {
    /// It waits for a second member of the care team. It ends by itself a day after it began.
    Begun,
    /// Confirmed; its code opens the account from this moment on.
    Waiting(Timestamp),
    /// Its code opens the account now, until this moment.
    Open(Timestamp),
    /// The patient has used it.
    Done(Timestamp),
    /// Somebody stopped it.
    Stopped(Timestamp),
    /// Nobody confirmed or used it in time.
    Over,
}

/// A reset of one's own account that somebody has begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingReset {
    /// When it began.
    pub begun_at: Timestamp,
    /// From when on its code opens the account; `None` until it is confirmed.
    pub opens_at: Option<Timestamp>,
}

impl Sample for ForgottenPassword {
    fn sample() -> Self {
        Self { email: Sample::sample() }
    }
}

impl Sample for MailedCodeStep {
    fn sample() -> Self {
        Self { code: Sample::sample() }
    }
}

impl Sample for RecoveredPassword {
    fn sample() -> Self {
        Self { passkey: Sample::sample(), password: Sample::sample() }
    }
}

impl Sample for StopCode {
    fn sample() -> Self {
        Self { code: Sample::sample() }
    }
}

impl Sample for PatientLookup {
    fn sample() -> Self {
        Self { by: LookupBy::RecordNumber, value: Sample::sample() }
    }
}

impl Sample for FoundPatients {
    fn sample() -> Self {
        Self { patients: vec![Sample::sample()] }
    }
}

impl Sample for FoundPatient {
    fn sample() -> Self {
        Self {
            id: Sample::sample(),
            name: "Lina Marsh".into(),
            born: Day::parse("1979-03-05").ok(),
            account: true,
            waiting: false,
        }
    }
}

impl Sample for ResetRequest {
    fn sample() -> Self {
        Self { patient_id: Sample::sample(), proofing: Proofing::Document }
    }
}

impl Sample for ResetConfirmation {
    fn sample() -> Self {
        Self { proofing: Proofing::Document }
    }
}

impl Sample for ConfirmedReset {
    fn sample() -> Self {
        Self {
            reset: Sample::sample(),
            link: "https://portal.example.org/activate#7K3M-9QXR-4T2W-8YBC-5DFGH-6JNPS".into(),
            code: Sample::sample(),
        }
    }
}

impl Sample for Resets {
    fn sample() -> Self {
        Self { resets: vec![Sample::sample()] }
    }
}

impl Sample for Reset {
    fn sample() -> Self {
        Self {
            id: Sample::sample(),
            patient: "Lina Marsh".into(),
            begun_by: "Idris Kane".into(),
            begun_by_me: false,
            begun_at: Sample::sample(),
            state: ResetState::Begun,
        }
    }
}

impl Sample for PendingReset {
    fn sample() -> Self {
        Self { begun_at: Sample::sample(), opens_at: None }
    }
}
