//! Who is here, and which practice this portal belongs to.

use serde::{Deserialize, Serialize};

use crate::{
    endpoint::{Nothing, endpoints},
    ids::AccountId,
    preferences::Preferences,
    sample::Sample,
    security::Confirmation,
    sign_in::{PasskeyAssertion, PasswordAccepted, PublicKeyOptions},
    time::Timestamp,
    words::LanguageTag,
};

/// After how many seconds without use a patient's session locks itself: 15 minutes.
pub const PATIENT_IDLE_SECONDS: u32 = 15 * 60;
/// After how many seconds without use a session of the care team locks itself: 10 minutes.
pub const STAFF_IDLE_SECONDS: u32 = 10 * 60;
/// How many seconds before that the portal warns: two minutes.
pub const WARNING_SECONDS: u32 = 2 * 60;
/// After how many seconds a patient's session ends, whatever happens: 12 hours.
pub const PATIENT_SESSION_SECONDS: u32 = 12 * 60 * 60;
/// After how many seconds a session of the care team ends, whatever happens: 10 hours.
pub const STAFF_SESSION_SECONDS: u32 = 10 * 60 * 60;

endpoints! {
    /// Tells who is here; the first call of every visit. Asking is no use of the session: it ends no later for it.
    GetSession {} = Get "/api/v1/session", Public, Nothing => CurrentSession;
    /// Says that the person is still at work, so that the session locks itself later; it ends no later for it.
    KeepSession {} = Post "/api/v1/session/keep", SignedIn, Nothing => crate::Done;
    /// Asks how a session that has locked itself can be unlocked.
    StartUnlock {} = Post "/api/v1/session/unlock/start", Locked, Nothing => UnlockWays;
    /// Unlocks the session with a passkey. It goes on with a new token.
    UnlockWithPasskey {} = Post "/api/v1/session/unlock/passkey", Locked, PasskeyAssertion => CurrentSession;
    /// Unlocks the session with the password (NIST SP 800-63B-4, section 5.2, lets one proof do while the session lasts).
    UnlockWithPassword {} = Post "/api/v1/session/unlock/password", Locked, Confirmation => CurrentSession;
    /// Puts off the offer that came with signing in: after 1 day it is made once more, then after 7 and after 30.
    DeclineOffer {} = Post "/api/v1/session/offer/decline", SignedIn, Nothing => crate::Done;
    /// Ends this session. Succeeds also when there is none.
    SignOut {} = Post "/api/v1/session/end", Public, Nothing => crate::Done;
}

/// The practice, and who is in front of the screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CurrentSession {
    /// The practice that runs this portal.
    pub practice: Practice,
    /// Who is here.
    pub who: Who,
    /// The server's clock, so that "today" is the practice's today.
    pub now: Timestamp,
    /// When this session locks itself and ends; `None` while nobody is signed in.
    pub limits: Option<Limits>,
    /// What the portal offers to do next, on the occasion of this sign-in.
    pub offer: Option<Offer>,
}

/// When a session locks itself and ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// After how many seconds without use it locks itself.
    pub idle_seconds: u32,
    /// In how many seconds it locks itself, if nobody uses it meanwhile: another window may have used it, or nobody for a while.
    pub left_seconds: u32,
    /// How many seconds before that the person is warned.
    pub warning_seconds: u32,
    /// When it ends, whatever happens.
    pub ends_at: Timestamp,
}

/// What the portal offers on the occasion of a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Offer {
    /// The passkey was on another device (a phone that read a QR code): add one on this device.
    PasskeyHere,
}

/// How a locked session can be unlocked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnlockWays {
    /// A challenge to the account's passkeys, if there is one.
    pub passkey: Option<PublicKeyOptions>,
    /// The name to greet with.
    pub first_name: String,
}

/// The practice that runs this portal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Practice {
    /// Its name as patients know it.
    pub name: String,
    /// The number to call in an emergency, for example `112`.
    pub emergency_number: String,
    /// The practice's own telephone number, if it has given one.
    pub telephone: Option<String>,
    /// Within how many working days messages are answered.
    pub answer_days: u8,
    /// The language of the record's own words, where a source names no other.
    pub record_language: LanguageTag,
    /// Whether the portal can send mail: without it a forgotten password is a matter for the practice.
    pub mail: bool,
}

/// Who is in front of the screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// Nobody we know.
    Guest,
    /// A person whose password was right and whose second step is open, with the ways in which they can take it.
    SecondStep(PasswordAccepted),
    /// Somebody whose session has locked itself.
    Locked,
    /// A patient.
    Patient(Person),
    /// A member of the care team.
    Staff(Person),
}

/// A person who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The account.
    pub account_id: AccountId,
    /// The whole name as it is shown.
    pub name: String,
    /// The name to greet with.
    pub first_name: String,
    /// The role in the care team, for example "Nurse, diabetes clinic"; `None` for patients.
    pub role: Option<String>,
    /// How this person wants the portal; `None` until they have chosen for the first time.
    pub preferences: Option<Preferences>,
}

impl Sample for CurrentSession {
    fn sample() -> Self {
        Self {
            practice: Practice::sample(),
            who: Who::Patient(Person::sample()),
            now: Timestamp::sample(),
            limits: Some(Limits::sample()),
            offer: None,
        }
    }
}

impl Sample for Limits {
    fn sample() -> Self {
        Self {
            idle_seconds: PATIENT_IDLE_SECONDS,
            left_seconds: PATIENT_IDLE_SECONDS,
            warning_seconds: WARNING_SECONDS,
            ends_at: Timestamp::sample().plus_seconds(PATIENT_SESSION_SECONDS.into()),
        }
    }
}

impl Sample for UnlockWays {
    fn sample() -> Self {
        Self { passkey: Some(Sample::sample()), first_name: "Lina".into() }
    }
}

impl Sample for Practice {
    fn sample() -> Self {
        Self {
            name: "North Clinic".into(),
            emergency_number: "112".into(),
            telephone: Some("+44 20 7946 0100".into()),
            answer_days: 2,
            record_language: Sample::sample(),
            mail: true,
        }
    }
}

impl Sample for Person {
    fn sample() -> Self {
        Self {
            account_id: AccountId::sample(),
            name: "Lina Marsh".into(),
            first_name: "Lina".into(),
            role: None,
            preferences: Some(Preferences::sample()),
        }
    }
}
