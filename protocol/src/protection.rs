//! How this deployment protects what it holds, as it runs at this moment: what the page "How we protect you" is made of.
//!
//! Nothing here is a promise. The server fills it in from what is switched on, and says the lesser thing where it does not know.

use serde::{Deserialize, Serialize};

use crate::{
    endpoint::{Nothing, endpoints},
    sample::Sample,
    session::{PATIENT_IDLE_SECONDS, PATIENT_SESSION_SECONDS, STAFF_IDLE_SECONDS, STAFF_SESSION_SECONDS},
    time::Timestamp,
};

endpoints! {
    /// Says how this deployment protects what it holds.
    GetProtection {} = Get "/api/v1/protection", Public, Nothing => Protection;
}

/// What is switched on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Protection {
    /// Each kind of data: how it is kept, and who can open it.
    pub kinds: Vec<KindOfData>,
    /// How data travel between the browser and this server.
    pub transport: Transport,
    /// Where the master key comes from.
    pub keys_from: KeysFrom,
    /// Whether the master key lies apart from the database, so that a copy of one alone opens nothing.
    pub keys_apart: bool,
    /// How data travel between this server and its database.
    pub database: DatabaseLink,
    /// Whether proofs of the access log are kept outside the database.
    pub checkpoints: Checkpoints,
    /// The limits of a patient's session.
    pub patient: SessionLimits,
    /// The limits of a session of the care team.
    pub staff: SessionLimits,
}

/// One kind of data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindOfData {
    /// Which kind.
    pub kind: Kind,
    /// How it is kept in the database.
    pub kept: Kept,
    /// Who can open it; empty if nobody can.
    pub opened_by: Vec<Opener>,
}

/// A kind of data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The health record: results, medicines, visits and the rest.
    Record,
    /// Messages between the patient and the care team: subject and text.
    Messages,
    /// What patients write about visits.
    Comments,
    /// Names, e-mail addresses and choices.
    Account,
    /// Passwords.
    Password,
    /// Recovery codes.
    RecoveryCode,
    /// Passkeys, of which the portal holds a half, and the secrets of authenticator apps.
    Passkey,
    /// Marks given for visits.
    Marks,
    /// What messages are about, by a word of a closed list, and how far they are; when something happened and how much there is; who
    /// looked at a record, and on which devices people signed in.
    Traces,
}

/// How a kind of data is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// Encrypted with a key that belongs to this patient alone.
    OwnKey,
    /// Encrypted with a key of the portal.
    PortalKey,
    /// Only as a value from which nobody can work it out again.
    OneWay,
    /// Not encrypted beyond what the database does itself.
    Readable,
}

/// Who can open a kind of data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opener {
    /// The patient.
    Patient,
    /// The care team; each look at a record is written down.
    CareTeam,
    /// Whoever runs the portal.
    Operator,
    /// The portal itself, to check who is there; no person gets to see it.
    Portal,
}

/// How data travel between the browser and this server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Transport {
    /// Encrypted with TLS up to this server.
    Here,
    /// The portal's address is https, and TLS ends at a server before this one.
    Before,
    /// Not encrypted: the portal can be reached from this computer only.
    ThisComputer,
}

/// Where the master key comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeysFrom {
    /// A file that only the server may read.
    File,
    /// The system's keeper of secrets, which holds it encrypted until the server starts.
    Credential,
    /// A variable: for trying things out.
    Environment,
}

/// How data travel between this server and its database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DatabaseLink {
    /// They do not: both are on one computer.
    ThisComputer,
    /// Encrypted with TLS, and the database has to prove which one it is.
    Proved,
    /// Encrypted with TLS.
    Encrypted,
    /// Nothing makes sure that they are encrypted.
    Open,
}

/// Whether proofs of the access log are kept outside the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Checkpoints {
    /// They are not.
    Off,
    /// They are, but in the data folder or beside the database, so that who has the one has the other; when the last one was written.
    Beside(Option<Timestamp>),
    /// They are; when the last one was written, if there is one yet.
    On(Option<Timestamp>),
}

/// The limits of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionLimits {
    /// After how many seconds without use it locks itself.
    pub idle_seconds: u32,
    /// After how many seconds it ends, whatever happens.
    pub longest_seconds: u32,
}

impl SessionLimits {
    /// Those of patients.
    pub const PATIENT: Self = Self { idle_seconds: PATIENT_IDLE_SECONDS, longest_seconds: PATIENT_SESSION_SECONDS };
    /// Those of the care team.
    pub const STAFF: Self = Self { idle_seconds: STAFF_IDLE_SECONDS, longest_seconds: STAFF_SESSION_SECONDS };
}

impl Sample for Protection {
    fn sample() -> Self {
        Self {
            kinds: vec![Sample::sample()],
            transport: Transport::Here,
            keys_from: KeysFrom::Credential,
            keys_apart: true,
            database: DatabaseLink::Proved,
            checkpoints: Checkpoints::On(Some(Sample::sample())),
            patient: SessionLimits::PATIENT,
            staff: SessionLimits::STAFF,
        }
    }
}

impl Sample for KindOfData {
    fn sample() -> Self {
        Self { kind: Kind::Record, kept: Kept::OwnKey, opened_by: vec![Opener::Patient, Opener::CareTeam] }
    }
}
