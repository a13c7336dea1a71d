//! Who is here, and which practice this portal belongs to.

use serde::{Deserialize, Serialize};

use crate::{
    endpoint::{Nothing, endpoints},
    ids::AccountId,
    preferences::Preferences,
    sample::Sample,
    time::Timestamp,
    words::LanguageTag,
};

/// How long a session lasts without use, in seconds: 30 minutes. The portal warns before that.
pub const IDLE_SECONDS: u32 = 30 * 60;

endpoints! {
    /// Tells who is here; the first call of every visit. Asking is no use of the session: it ends no later for it.
    GetSession {} = Get "/api/v1/session", Public, Nothing => CurrentSession;
    /// Says that the person is still at work, so that the session lasts [`IDLE_SECONDS`] from now, and at most 12 hours in all.
    KeepSession {} = Post "/api/v1/session/keep", SignedIn, Nothing => crate::Done;
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
}

/// Who is in front of the screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// Nobody we know.
    Guest,
    /// A person whose password was right and whose second step is open.
    SecondStep,
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
        Self { practice: Practice::sample(), who: Who::Patient(Person::sample()), now: Timestamp::sample() }
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
