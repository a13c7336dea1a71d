//! Somebody has lost every way in. Two members of the care team check who it is, one after the other; a day passes in which the
//! owner can say no; then the practice hands over a new invitation in person.

use serde::{Deserialize, Serialize};

use crate::{
    endpoint::{Nothing, endpoints},
    ids::{PatientId, ResetId},
    sample::Sample,
    time::{Day, Timestamp},
    words::{EmailAddress, PaperCode, PhoneNumber, RecordNumber},
};

/// How long the owner has to say no, in seconds: 24 hours.
pub const RESET_WAIT_SECONDS: u32 = 24 * 60 * 60;

endpoints! {
    /// Finds the person who asks for help, by what they can name exactly. Leaves a line in the access log of whoever is found.
    FindPerson {} = Post "/api/v1/staff/access-help/find", Staff, FindBy => FoundPeople;
    /// Everybody who waits.
    ListResets {} = Get "/api/v1/staff/access-help", Staff, Nothing => Resets;
    /// The first of two: says how this person's identity was checked. Tells the owner on every channel.
    AskReset { /// For whom.
        patient_id: PatientId } = Post "/api/v1/staff/access-help/people/{patient_id}/ask", Staff + FreshProof, IdentityChecked => Resets;
    /// The second of two, never the same person: from now on the owner has 24 hours to say no.
    ConfirmReset { /// Which one.
        reset_id: ResetId } = Post "/api/v1/staff/access-help/resets/{reset_id}/confirm", Staff + FreshProof, IdentityChecked => Resets;
    /// Takes it back.
    CancelReset { /// Which one.
        reset_id: ResetId } = Post "/api/v1/staff/access-help/resets/{reset_id}/cancel", Staff, Nothing => Resets;
    /// After the 24 hours: makes a new invitation, to be handed over in person. All passkeys, codes and sessions of before end
    /// when it is used.
    HandOverReset { /// Which one.
        reset_id: ResetId } = Post "/api/v1/staff/access-help/resets/{reset_id}/hand-over", Staff + FreshProof, Nothing => HandOver;
}

/// By what a person is found: always exactly, never by a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindBy {
    /// The e-mail address of the account.
    Email(EmailAddress),
    /// A telephone number in the record, in any grouping.
    Phone(PhoneNumber),
    /// The number of the record (medical record number).
    RecordNumber(RecordNumber),
}

/// Who was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundPeople {
    /// At most five: a telephone can belong to a family.
    pub people: Vec<FoundPerson>,
}

/// One person, with what is needed to check an identity document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundPerson {
    /// The patient.
    pub patient_id: PatientId,
    /// The whole name.
    pub name: String,
    /// The date of birth, where it is known.
    pub date_of_birth: Option<Day>,
    /// Whether this person has an account that is active.
    pub has_account: bool,
    /// Whether somebody has asked for a reset already.
    pub asked: bool,
}

/// How an identity was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentityCheck {
    /// An identity document with a picture, seen here.
    Document,
    /// The member of staff has known this person for long.
    Known,
}

impl IdentityCheck {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Document, Self::Known];
}

/// The word of a member of the care team that they checked an identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentityChecked {
    /// How.
    pub how: IdentityCheck,
}

/// Everybody who waits, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resets {
    /// The resets that are under way, at most 100.
    pub resets: Vec<Reset>,
}

/// One reset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reset {
    /// Its id.
    pub id: ResetId,
    /// Whose account.
    pub patient_id: PatientId,
    /// The patient's whole name.
    pub name: String,
    /// The patient's date of birth, where it is known.
    pub date_of_birth: Option<Day>,
    /// How far it is.
    pub state: ResetState,
    /// Who asked.
    pub asked_by: String,
    /// When.
    pub asked_at: Timestamp,
    /// Whether it was the member of staff who reads this.
    pub asked_by_you: bool,
    /// Who confirmed it, once somebody has.
    pub confirmed_by: Option<String>,
    /// From when the invitation can be handed over, once it is confirmed.
    pub ready_at: Option<Timestamp>,
}

/// How far a reset is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResetState {
    /// A second member of staff has to confirm it.
    Asked,
    /// Confirmed; the owner has time to say no.
    Waiting,
    /// The time is over: the invitation can be handed over.
    Ready,
}

/// A new invitation, to be handed over in person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// The patient's whole name, for the sheet.
    pub name: String,
    /// Where it is opened, with the code in the fragment.
    pub link: String,
    /// The code. Shown this once.
    pub code: PaperCode,
    /// Until when it can be opened.
    pub ends_at: Timestamp,
}

impl Sample for FindBy {
    fn sample() -> Self {
        Self::Email(Sample::sample())
    }
}

impl Sample for FoundPeople {
    fn sample() -> Self {
        Self { people: Sample::sample() }
    }
}

impl Sample for FoundPerson {
    fn sample() -> Self {
        Self {
            patient_id: Sample::sample(),
            name: "Lina Marsh".into(),
            date_of_birth: Day::parse("1979-03-05").ok(),
            has_account: true,
            asked: false,
        }
    }
}

impl Sample for IdentityChecked {
    fn sample() -> Self {
        Self { how: IdentityCheck::Document }
    }
}

impl Sample for Resets {
    fn sample() -> Self {
        Self { resets: Sample::sample() }
    }
}

impl Sample for Reset {
    fn sample() -> Self {
        Self {
            id: Sample::sample(),
            patient_id: Sample::sample(),
            name: "Lina Marsh".into(),
            date_of_birth: Day::parse("1979-03-05").ok(),
            state: ResetState::Waiting,
            asked_by: "Idris Kane".into(),
            asked_at: Sample::sample(),
            asked_by_you: false,
            confirmed_by: Some("Mara Quist".into()),
            ready_at: Some(Sample::sample()),
        }
    }
}

impl Sample for HandOver {
    fn sample() -> Self {
        Self {
            name: "Lina Marsh".into(),
            link: "https://portal.example.org/activate#7K3M9QXR4T2W8YBC5DFGH6JNPS".into(),
            code: Sample::sample(),
            ends_at: Sample::sample(),
        }
    }
}
